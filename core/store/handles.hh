/*
 * What is behind the opaque handles of store.h, and the checks that keep Xapian from ever seeing a
 * term, slot or string that it would refuse late or misread.
 */
#ifndef CORE_STORE_HANDLES_HH
#define CORE_STORE_HANDLES_HH

/* store_search is a struct and a function, as C allows: g++ would warn of it. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include "core/store/store.h"
#pragma GCC diagnostic pop
#include "core/glass/glass.h"
#include "core/match/match.h"
#include "core/store/forms.hh"
#include "core/store/hidden.hh"
#include "core/store/packing.hh"
#include "core/store/shards.hh"

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(store_docid), "a Xapian with 32-bit docids");

struct store_document {
    struct glass_document gathered;
    std::string data; /* packed by the writer */
    size_t first_size;
};

struct store_writer {
    Xapian::WritableDatabase database;
    std::string path;
    /* FUND_OK, or what became of a change: Xapian then drops every change since the last commit,
     * so that going on would lose them silently. */
    fund_status failure;
    std::unique_ptr<packer> packing; /* made when it is first needed */
};

struct store_reader {
    Xapian::Database database;
    std::string path;
    std::vector<std::string> folders; /* of the shards, as far as they are such */
    glass_shards glass;               /* of the same commit; empty: only Xapian reads them */
    /* What the borrowed slices point at, one for each function that hands one out. */
    std::string metadata, data, value, lower, upper;
    std::vector<std::unique_ptr<unpacker>> packings; /* of each shard, when it is first needed */
    std::string packed;
    struct buffer bytes = buffer_init(STORE_DATA_MAX); /* what came of a file last */
    std::unique_ptr<hidden_documents> hidden;          /* NULL: none */
    mutable form_tables forms;                         /* read when they are first needed */
    mutable bool knows_forms = false;
    bool has_stock_positions = false;

    store_reader() = default;
    store_reader(const store_reader &) = delete;
    ~store_reader()
    {
        buffer_finish(&bytes);
    }
};

struct match_query_free {
    void operator()(struct match_query *query) const noexcept
    {
        match_query_release(query);
    }
};

struct store_query {
    Xapian::Query stock; /* for Xapian: rows by its own positions */
    std::unique_ptr<struct match_query, match_query_free> match;
    size_t leaves, depth;
    bool has_rows;
};

/* A copy of the bytes; NULL with size 0 is the empty string. */
inline std::string to_string(struct slice text)
{
    return text.size > 0 ? std::string(text.data, text.size) : std::string();
}

inline struct slice to_slice(const std::string &text)
{
    return slice_of(text.data(), text.size());
}

/* FUND_LIMIT where a term, a key or a word is empty or too long. A NUL counts twice, as Xapian
 * doubles it in its keys. */
fund_status check_term(struct slice term, const char *what, struct fund_error *error) noexcept;
/* The same for what may be empty: prefixes and skip targets. */
fund_status check_prefix(struct slice prefix, struct fund_error *error) noexcept;
/* FUND_INVALID_ARGUMENT for the one number that is no slot. */
fund_status check_slot(uint32_t slot, struct fund_error *error) noexcept;

#endif
