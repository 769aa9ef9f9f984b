/*
 * The one loop over store_terms_all.
 */
#include "query/lib/base/walk.h"

#include "core/schema/schema.h"
#include "query/lib/base/build.h"

static fund_status walk(struct store_terms *terms, size_t prefix_size, size_t max,
                        walk_visitor visit, void *context, struct fund_error *error)
{
    for (size_t i = 0; i < max; i++) {
        bool more = false;
        struct slice term = {NULL, 0};
        uint32_t count = 0;
        fund_status status = store_terms_next(terms, &more, &term, &count, error);
        if (status != FUND_OK || !more)
            return status;
        status = visit(context, slice_part(term, prefix_size, term.size), count, error);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

fund_status walk_terms(const struct store_reader *reader, const char *prefix, struct slice begin,
                       size_t max, walk_visitor visit, void *context, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    struct slice whole = slice_from(prefix);
    struct store_terms *terms = NULL;
    if (begin.size > 0 && !build_join(prefix, begin, bytes, &whole))
        return FUND_OK; /* longer than any term */
    fund_status status = store_terms_all(reader, whole, &terms, error);
    if (status == FUND_OK)
        status = walk(terms, strlen(prefix), max, visit, context, error);
    store_terms_destroy(terms);
    return status;
}

fund_status walk_fields(const struct store_reader *reader, const char *prefix, struct slice first,
                        size_t max, walk_visitor visit, void *context, struct fund_error *error)
{
    char bytes[STORE_TERM_MAX];
    if (first.size == 0 || first.size >= sizeof(bytes))
        return FUND_OK;
    memcpy(bytes, first.data, first.size);
    bytes[first.size] = SCHEMA_SEPARATOR;
    return walk_terms(reader, prefix, slice_of(bytes, first.size + 1), max, visit, context, error);
}

bool walk_split(struct slice text, struct slice *fields, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        const char *end = text.size > 0 ? memchr(text.data, SCHEMA_SEPARATOR, text.size) : NULL;
        if (end == NULL)
            return false;
        size_t size = (size_t)(end - text.data);
        fields[i] = slice_part(text, 0, size);
        text = slice_part(text, size + 1, text.size);
    }
    fields[count - 1] = text;
    return true;
}
