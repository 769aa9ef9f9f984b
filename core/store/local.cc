#include "core/store/local.hh"

#include "core/store/guard.hh"

local_databases::local_databases(const struct store_reader *reader)
{
    for (const auto &glass : reader->glass)
        readers_.push_back(glass.get());
}

fund_status local_failure(const char *path, fund_status status, struct fund_error *error) noexcept
{
    if (status != FUND_CORRUPT || error == nullptr)
        return status;
    const struct fund_error told = *error;
    return guard_report_damage(error, path, told.message);
}

const Xapian::Query &stock_query_of(const struct store_reader *reader,
                                    const struct store_query *query)
{
    if (query->has_rows && !reader->has_stock_positions)
        throw Xapian::FeatureUnavailableError(
            "words side by side cannot be looked for on other machines, unless what they serve was "
            "made with fundstelle index --rebuild --stock-positions");
    return query->stock;
}
