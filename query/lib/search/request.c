/*
 * Nothing that a caller gives reaches the search unchecked.
 */
#include "query/lib/search/request.h"

#include "query/lib/base/options.h"
#include "query/lib/parse/compose.h"
#include "query/lib/parse/tree.h"
#include "query/lib/snippet/snippet.h"

#include <time.h>

#define NAMES_MAX 64
#define ARENA_MAX (64u * 1024 * 1024)

static fund_status check_numbers(const struct fund_search_options *options,
                                 struct fund_error *error)
{
    if (options->limit > FUND_LIMIT_MAX)
        return error_set(error, FUND_LIMIT, "%u hits are asked for; at most %d at once",
                         options->limit, FUND_LIMIT_MAX);
    if ((uint64_t)options->offset + options->limit > FUND_WINDOW_MAX)
        return error_set(error, FUND_LIMIT, "hits beyond the first %d cannot be reached",
                         FUND_WINDOW_MAX);
    if (options->snippet_size > SNIPPET_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "snippets have at most %d characters",
                         SNIPPET_SIZE_MAX);
    if (options->person_count > NAMES_MAX || options->organisation_count > NAMES_MAX ||
        options->place_count > NAMES_MAX || options->issuer_count > NAMES_MAX)
        return error_set(error, FUND_LIMIT,
                         "at most %d persons, organisations, places and issuers each at once",
                         NAMES_MAX);
    if ((options->persons == NULL && options->person_count > 0) ||
        (options->organisations == NULL && options->organisation_count > 0) ||
        (options->places == NULL && options->place_count > 0) ||
        (options->issuers == NULL && options->issuer_count > 0))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "persons, organisations, places or issuers is NULL");
    return FUND_OK;
}

static fund_status check_choices(const struct fund_search_options *options,
                                 struct fund_error *error)
{
    switch (options->relax) {
    case FUND_RELAX_FILL:
    case FUND_RELAX_EMPTY:
    case FUND_RELAX_NEVER:
        break;
    default:
        return error_set(error, FUND_INVALID_ARGUMENT, "%d is no way to relax a query",
                         (int)options->relax);
    }
    switch (options->sort) {
    case FUND_BY_RELEVANCE:
    case FUND_BY_NEWEST:
    case FUND_BY_OLDEST:
        return FUND_OK;
    }
    return error_set(error, FUND_INVALID_ARGUMENT, "%d is no order of hits", (int)options->sort);
}

static fund_status add_names(struct request *request, const char *const *names, size_t count,
                             enum query_kind kind, struct fund_error *error)
{
    const char *what = kind == QUERY_PERSON         ? "a person"
                       : kind == QUERY_ORGANISATION ? "an organisation"
                                                    : "a place";
    fund_status status = FUND_OK;
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        struct query_part part = {.kind = kind, .is_option = true};
        status = options_string(names[i], what, &part.text, error);
        if (status == FUND_OK)
            status = query_add(&request->arena, &request->query, &part, error);
    }
    return status;
}

static fund_status add_days(struct request *request, struct fund_error *error)
{
    struct day_span days = {options_day(request->options.first_day),
                            options_day(request->options.last_day)};
    if (days.first_day == DATE_NONE && days.last_day == DATE_NONE)
        return FUND_OK;
    if (days.last_day != DATE_NONE && days.first_day > days.last_day)
        return error_set(error, FUND_INVALID_ARGUMENT, "the first day lies behind the last");
    struct query_part part = {.kind = QUERY_PUBLISHED, .is_option = true, .days = days};
    return query_add(&request->arena, &request->query, &part, error);
}

/* Any of them: a release has one issuer. */
static fund_status add_issuers(struct request *request, struct fund_error *error)
{
    const struct fund_search_options *options = &request->options;
    struct node_list list = {NULL, NULL};
    bool is_made = true;
    for (size_t i = 0; i < options->issuer_count; i++) {
        struct query_part part = {.kind = QUERY_ISSUER, .is_option = true};
        fund_status status = options_string(options->issuers[i], "an issuer", &part.text, error);
        if (status != FUND_OK)
            return status;
        struct query_node *node = tree_leaf(&request->arena, &part);
        if (node == NULL)
            return error_no_memory(error);
        tree_append(&list, QUERY_ANY, node);
    }
    struct query_node *root = tree_join(&request->arena, QUERY_ANY, &list, &is_made);
    if (!is_made)
        return error_no_memory(error);
    return root != NULL ? query_add_tree(&request->arena, &request->query, root, error) : FUND_OK;
}

static fund_status add_tree(struct request *request, struct fund_error *error)
{
    if (request->options.tree == NULL)
        return FUND_OK;
    request->query.has_text = true;
    return query_add_tree(&request->arena, &request->query, request->options.tree->root, error);
}

static fund_status add_parts(struct request *request, struct fund_error *error)
{
    const struct fund_search_options *options = &request->options;
    struct slice text = {NULL, 0};
    fund_status status = check_numbers(options, error);
    if (status == FUND_OK)
        status = check_choices(options, error);
    if (status == FUND_OK && options->query != NULL)
        status = options_string(options->query, "the query", &text, error);
    if (status == FUND_OK)
        status = query_parse(text, period_day_in_germany((int64_t)time(NULL)), &request->arena,
                             &request->query, NULL, error);
    if (status == FUND_OK)
        status = add_tree(request, error);
    if (status == FUND_OK)
        status = add_names(request, options->persons, options->person_count, QUERY_PERSON, error);
    if (status == FUND_OK)
        status = add_names(request, options->organisations, options->organisation_count,
                           QUERY_ORGANISATION, error);
    if (status == FUND_OK)
        status = add_names(request, options->places, options->place_count, QUERY_PLACE, error);
    if (status == FUND_OK)
        status = add_issuers(request, error);
    return status == FUND_OK ? add_days(request, error) : status;
}

fund_status request_read(const struct fund_search_options *given, struct request *out,
                         struct fund_error *error)
{
    struct request request = {.options = FUND_SEARCH_OPTIONS_INIT, .arena = arena_init(ARENA_MAX)};
    fund_status status = options_copy(given, &request.options, sizeof(request.options),
                                      "fund_search_options", "FUND_SEARCH_OPTIONS_INIT", error);
    if (status == FUND_OK)
        status = add_parts(&request, error);
    if (status == FUND_OK)
        status = facets_read_request(&request.options, &request.facets, error);
    if (status != FUND_OK) {
        request_finish(&request);
        return status;
    }
    *out = request;
    return FUND_OK;
}

void request_finish(struct request *request)
{
    arena_finish(&request->arena);
}

/*
 * Facets are of one set of hits: what has all that is asked for, or where nothing has, all that a
 * relaxed query finds. In the order of dates, others would stand between.
 */
enum fund_relax request_relax(const struct request *request, bool is_question)
{
    const struct fund_search_options *options = &request->options;
    bool is_one_set = facets_are_asked(&request->facets) && !is_question;
    bool is_by_date = options->sort != FUND_BY_RELEVANCE;
    return options->relax == FUND_RELAX_FILL && (is_one_set || is_by_date) ? FUND_RELAX_EMPTY
                                                                           : options->relax;
}
