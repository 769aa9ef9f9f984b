/*
 * Databases on this machine, which are read and searched without Xapian.
 */
#ifndef CORE_STORE_LOCAL_HH
#define CORE_STORE_LOCAL_HH

#include "core/store/handles.hh"

/* Whether all databases of a reader are. */
inline bool is_local(const struct store_reader *reader) noexcept
{
    return !reader->glass.empty();
}

/* All of them, for core/match; valid as long as the object and the reader are. */
class local_databases
{
  public:
    explicit local_databases(const struct store_reader *reader);
    struct match_databases all() const noexcept
    {
        return match_databases{readers_.data(), readers_.size()};
    }

  private:
    std::vector<const struct glass_reader *> readers_;
};

/* Says of damage where it is and what to do; any other failure is told as it is. */
fund_status local_failure(const char *path, fund_status status, struct fund_error *error) noexcept;

/* The query as Xapian asks for it. Throws Xapian::FeatureUnavailableError where it has rows and the
 * reader's databases have no positions of Xapian's. */
const Xapian::Query &stock_query_of(const struct store_reader *reader,
                                    const struct store_query *query);

#endif
