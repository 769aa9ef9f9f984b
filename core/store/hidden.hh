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

struct store_reader;

class hidden_documents
{
  public:
    /* docids rise; the reader stays at the same commit. */
    hidden_documents(const struct store_reader &reader, const Xapian::docid *docids, size_t count);
    bool has(Xapian::docid docid) const;
    /* How many of `frequency` documents that have the term are left. */
    uint32_t leave(const std::string &term, uint32_t frequency) const;
    /* The same of one database of several. */
    uint32_t leave_in(size_t shard, const std::string &term, uint32_t frequency) const;

  private:
    using term_counts = std::unordered_map<std::string, uint32_t>;
    void read() const;
    uint32_t count_in(size_t shard, const std::string &term) const;

    const struct store_reader &reader;
    std::vector<Xapian::docid> docids;
    mutable bool is_read = false;
    mutable term_counts counts;
    mutable std::vector<term_counts> in_shards; /* where there are several */
    /* Many, as their databases know them; none where the counts are used. */
    std::vector<std::vector<uint32_t>> by_shard;
};

#endif
