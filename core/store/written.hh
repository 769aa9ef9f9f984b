/*
 * Terms as they are written, in byte order: read from the files where they are at hand, else by
 * Xapian. What fails is thrown, as Xapian does.
 */
#ifndef CORE_STORE_WRITTEN_HH
#define CORE_STORE_WRITTEN_HH

#include "core/base/slice.h"
#include "core/store/shards.hh"

#include <cstdint>
#include <memory>
#include <string>

#include <xapian.h>

struct store_reader;

/* How many documents have the term, in all databases of the reader or in one of them. */
uint32_t written_frequency(const store_reader &reader, const std::string &term);
uint32_t written_frequency_in(const store_reader &reader, size_t shard, const std::string &term);

/* A walk over the terms that begin with a prefix. */
class written_terms
{
  public:
    written_terms(const store_reader &reader, const std::string &prefix);
    bool is_at_end() const
    {
        return now.data == nullptr;
    }
    /* Its bytes stay until it moves. */
    struct slice term() const
    {
        return now;
    }
    uint32_t frequency() const;
    void next();
    /* To the first one that is not before the target. */
    void skip_to(struct slice target);
    /* That what was read so far is of the reader's commit. */
    void check() const;

  private:
    void take();

    std::unique_ptr<terms_walk> local; /* NULL: Xapian's */
    Xapian::TermIterator stock;
    std::string text;
    struct slice now;
};

#endif
