/*
 * Rows of terms whose positions stand in the values of a slot (core/positions).
 */
#ifndef CORE_STORE_ROWS_HH
#define CORE_STORE_ROWS_HH

#include "core/positions/row.h"
#include "core/store/handles.hh"

/*
 * The documents whose value has the row, of those that have all of its terms: the query must ask
 * for these beside it. It says that it has all documents, so that Xapian looks at it last. Throws
 * std::bad_alloc, and Xapian::InvalidArgumentError beyond the limits of row_create.
 */
Xapian::Query query_of_row(const struct slice *terms, size_t count, enum row_order order,
                           uint32_t window, uint32_t slot);

/*
 * Runs action, which takes a Xapian::Query, with the query as this reader can ask for it: servers
 * on other machines know nothing of rows, which is found out by asking them.
 */
template <typename Action>
auto with_query(struct store_reader *reader, const struct store_query *query, Action action)
{
    if (query->has_rows && !reader->is_remote) {
        try {
            return action(query->query);
        } catch (const Xapian::UnimplementedError &) {
            reader->is_remote = true;
        }
    }
    if (query->has_rows && !reader->has_stock_positions)
        throw Xapian::FeatureUnavailableError(
            "words side by side cannot be looked for on other machines, unless what they serve was "
            "made with fundstelle index --rebuild --stock-positions");
    return action(query->stock);
}

#endif
