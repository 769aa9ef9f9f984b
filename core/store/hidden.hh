/*
 * Documents that a reader passes over in its terms: how many of them have each term.
 */
#ifndef CORE_STORE_HIDDEN_HH
#define CORE_STORE_HIDDEN_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

class hidden_documents
{
  public:
    /* docids rise; the database is that of the reader, at the same commit. */
    hidden_documents(const Xapian::Database &database, const Xapian::docid *docids, size_t count);
    bool has(Xapian::docid docid) const;
    /* How many of `frequency` documents that have the term are left. The first call reads the terms
     * of all of them. */
    uint32_t leave(const std::string &term, uint32_t frequency) const;
    /* The same of one database of several. */
    uint32_t leave_in(size_t shard, const std::string &term, uint32_t frequency) const;

  private:
    void read() const;

    const Xapian::Database &database;
    std::vector<Xapian::docid> docids;
    mutable bool is_read = false;
    using term_counts = std::unordered_map<std::string, uint32_t>;
    mutable term_counts counts;
    mutable std::vector<term_counts> in_shards; /* where there are several */
};

#endif
