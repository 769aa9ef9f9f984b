/*
 * shards: the databases of a reader as files of this machine, read without Xapian (core/glass).
 */
#ifndef CORE_STORE_SHARDS_HH
#define CORE_STORE_SHARDS_HH

#include "core/glass/reader.h"

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

struct glass_reader_free {
    void operator()(struct glass_reader *reader) const noexcept
    {
        glass_reader_close(reader);
    }
};

/*
 * One for each shard, in Xapian's order: document d of n shards is document (d - 1) / n + 1 of shard
 * (d - 1) % n. Empty where a part of the database is no folder on this machine.
 */
typedef std::vector<std::unique_ptr<struct glass_reader, glass_reader_free>> glass_shards;

/* The folders that a path names for Xapian: itself, or those of a stub file. None where one of its
 * lines names something else. */
std::vector<std::string> shards_folders(const std::string &path);

/*
 * Opens them all in the commit that the database has; where a later one has come meanwhile the
 * database is moved on to it, and true returned. Leaves shards empty where one of them cannot be
 * opened.
 */
bool shards_follow(const std::vector<std::string> &folders, Xapian::Database &database,
                   glass_shards &shards);

#endif
