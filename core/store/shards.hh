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

/* A document as its shard knows it, and the other way round. */
struct shard_place {
    size_t shard;
    uint32_t docid;
};

inline struct shard_place shards_place(const glass_shards &shards, uint32_t docid)
{
    size_t count = shards.size();
    return {(docid - 1) % count, static_cast<uint32_t>((docid - 1) / count + 1)};
}

/* UINT32_MAX behind the last one. */
inline uint32_t shards_docid(const glass_shards &shards, struct shard_place place)
{
    if (place.docid == GLASS_END)
        return GLASS_END;
    return static_cast<uint32_t>((place.docid - 1) * shards.size() + place.shard + 1);
}

/* An iterator of core/glass, closed when it goes. */
template <typename Iterator, void (*close)(Iterator *)> struct glass_walk {
    Iterator at = {};
    glass_walk() = default;
    glass_walk(const glass_walk &) = delete;
    ~glass_walk()
    {
        close(&at);
    }
};

using postings_walk = glass_walk<struct glass_postings, glass_postings_close>;
using values_walk = glass_walk<struct glass_values, glass_values_close>;
using terms_walk = glass_walk<struct glass_terms, glass_terms_close>;
using document_terms_walk = glass_walk<struct glass_document_terms, glass_document_terms_close>;

/* FUND_CORRUPT where there is no such document, and FUND_INVALID_ARGUMENT for 0, as Xapian has it. */
fund_status shards_require(const glass_shards &shards, uint32_t docid, struct fund_error *error);

/* The folders that a path names for Xapian: itself, or those of a stub file. None where one of its
 * lines names something else. */
std::vector<std::string> shards_folders(const std::string &path);

/*
 * Opens them all in the commit that the database has; where a later one has come meanwhile the
 * database is moved on to it, and *is_moved set. Leaves shards empty where a part of the database is
 * none of the folders, or is one whose blocks core/glass does not read, and after a failure:
 * FUND_MODIFIED where commits come too fast, or what glass_reader_open says.
 */
fund_status shards_follow(const std::vector<std::string> &folders, Xapian::Database &database,
                          glass_shards &shards, bool *is_moved, struct fund_error *error);

#endif
