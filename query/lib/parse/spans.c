/*
 * How a query text is read, for those who show it.
 */
#include "query/include/fundstelle.h"
#include "query/lib/base/options.h"
#include "query/lib/parse/parse.h"

#include <stdlib.h>
#include <time.h>

#define ARENA_MAX (64u * 1024 * 1024)

/* What fund_query_parse hands out is the first member. */
struct parse {
    struct fund_parse parse;
    struct fund_error error;
    struct arena arena;
};

static enum fund_span_kind kind_of(enum query_span_kind kind)
{
    static const enum fund_span_kind kinds[] = {
        [QUERY_SPAN_WORD] = FUND_SPAN_WORD,           [QUERY_SPAN_PHRASE] = FUND_SPAN_PHRASE,
        [QUERY_SPAN_FIELD] = FUND_SPAN_FIELD,         [QUERY_SPAN_VALUE] = FUND_SPAN_VALUE,
        [QUERY_SPAN_OPERATOR] = FUND_SPAN_OPERATOR,   [QUERY_SPAN_BRACKET] = FUND_SPAN_BRACKET,
        [QUERY_SPAN_EXCLUSION] = FUND_SPAN_EXCLUSION, [QUERY_SPAN_PREFIX] = FUND_SPAN_PREFIX,
        [QUERY_SPAN_EXACT] = FUND_SPAN_EXACT,
    };
    return kinds[kind];
}

static fund_status copy_spans(struct parse *parse, const struct query_spans *spans,
                              struct fund_error *error)
{
    struct fund_span *copies = arena_array(&parse->arena, spans->count, sizeof(*copies));
    if (copies == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < spans->count; i++) {
        const struct query_span *span = &spans->items[i];
        copies[i] = (struct fund_span){{span->start, span->end}, kind_of(span->kind), span->depth};
    }
    parse->parse.spans = copies;
    parse->parse.span_count = spans->count;
    return FUND_OK;
}

static fund_status read_text(struct parse *parse, struct slice text, struct fund_error *error)
{
    struct query query = {0};
    struct query_spans spans = {0};
    struct fund_parse *out = &parse->parse;
    out->status = query_parse(text, period_day_in_germany((int64_t)time(NULL)), &parse->arena,
                              &query, &spans, &parse->error);
    if (out->status == FUND_NO_MEMORY)
        return error_no_memory(error);
    if (out->status != FUND_OK) {
        out->message = parse->error.message;
        out->wrong = (struct fund_range){spans.wrong_start, spans.wrong_end};
    }
    return copy_spans(parse, &spans, error);
}

fund_status fund_query_parse(const char *text, struct fund_parse **out, struct fund_error *error)
{
    struct slice read = {NULL, 0};
    if (out == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "fund_query_parse: parse is NULL");
    fund_status status = options_string(text, "the query", &read, error);
    if (status != FUND_OK)
        return status;
    struct parse *parse = calloc(1, sizeof(*parse));
    if (parse == NULL)
        return error_no_memory(error);
    parse->arena = arena_init(ARENA_MAX);
    status = read_text(parse, read, error);
    if (status == FUND_OK)
        *out = &parse->parse;
    else
        fund_parse_free(&parse->parse);
    return status;
}

void fund_parse_free(struct fund_parse *parse)
{
    struct parse *whole = (struct parse *)parse;
    if (whole == NULL)
        return;
    arena_finish(&whole->arena);
    free(whole);
}
