/*
 * fund_archive_explain: the tree of a query as indented lines.
 */
#include "query/lib/explain/explain.h"

#include "query/lib/base/options.h"
#include "query/lib/parse/tree.h"
#include "query/lib/plan/query.h"
#include "query/lib/plan/understood.h"
#include "query/lib/releases/view.h"
#include "query/lib/search/order.h"
#include "query/lib/search/request.h"

#include <stdio.h>
#include <stdlib.h>

#define ARENA_MAX ((size_t)1 << 28)
#define TEXT_MAX  (1u << 16)

struct fund_explanation {
    struct arena arena;
    struct fund_explained *lines;
    size_t count, capacity;
    const char *understood, *relaxed;
};

/* A call's work. */
struct call {
    const struct request *request;
    struct slice id; /* empty: none */
    fund_explanation *explanation;
};

struct explainer {
    struct session *session;
    struct plan *plan;
    const struct request *request;
    struct slice id;
    struct release release; /* where there is an id */
    fund_explanation *explanation;
    uint32_t depth; /* of places */
    struct fund_error *error;
};

/* ---- lines ---------------------------------------------------------------------------------- */

static fund_status add_line(struct explainer *explainer, const struct fund_explained *line,
                            struct slice text, struct slice meaning)
{
    fund_explanation *explanation = explainer->explanation;
    void *items = explanation->lines;
    struct fund_explained copy = *line;
    if (!arena_grow(&explanation->arena, &items, explanation->count, &explanation->capacity,
                    sizeof(*explanation->lines)) ||
        !view_string(&explanation->arena, text, &copy.text) ||
        !view_string(&explanation->arena, meaning, &copy.meaning))
        return error_no_memory(explainer->error);
    explanation->lines = items;
    explanation->lines[explanation->count++] = copy;
    return FUND_OK;
}

static fund_status add_heading(struct explainer *explainer, uint32_t depth, const char *text,
                               const char *meaning)
{
    struct fund_explained line = {.depth = depth, .matches = -1};
    return add_line(explainer, &line, slice_from(text), slice_from(meaning));
}

static fund_status add_place(void *context, struct slice text, struct slice how,
                             struct fund_error *error)
{
    struct explainer *explainer = context;
    struct fund_explained line = {.depth = explainer->depth, .matches = 1};
    (void)error;
    return add_line(explainer, &line, text, how);
}

static fund_status add_part_line(struct explainer *explainer, uint32_t depth,
                                 const struct plan_part *part)
{
    struct fund_explained line = {.depth = depth, .matches = -1};
    struct buffer text = buffer_init(TEXT_MAX), meaning = buffer_init(TEXT_MAX);
    bool matches = false;
    fund_status status = understood_part(part, &text, explainer->error);
    if (status == FUND_OK)
        status =
            explain_meaning(explainer->session, explainer->plan, part, &meaning, explainer->error);
    if (status == FUND_OK && explainer->id.size > 0) {
        status = plan_score_part(explainer->session, explainer->plan, part, explainer->id, &matches,
                                 &line.weight, explainer->error);
        line.matches = matches;
    }
    if (status == FUND_OK)
        status = add_line(explainer, &line, buffer_slice(&text), buffer_slice(&meaning));
    explainer->depth = depth + 1;
    if (status == FUND_OK && matches)
        status = explain_places(explainer->session, explainer->plan, part, &explainer->release,
                                add_place, explainer, explainer->error);
    buffer_finish(&text);
    buffer_finish(&meaning);
    return status;
}

/* ---- the tree ------------------------------------------------------------------------------- */

static bool is_words(const struct plan_part *part)
{
    enum query_kind kind = part->asked->kind;
    return (kind == QUERY_TEXT && (part->asked->is_list || !part->asked->is_excluded)) ||
           kind == QUERY_WORDS;
}

/* Plain words one by one. */
static fund_status add_part(struct explainer *explainer, uint32_t depth,
                            const struct plan_part *part)
{
    if (!is_words(part))
        return add_part_line(explainer, depth, part);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < part->words.count && status == FUND_OK; i++) {
        struct plan_part word = *part;
        word.words.items = &part->words.items[i];
        word.words.count = 1;
        if (word.words.items->run == 0)
            word.run_count = 0;
        status = add_part_line(explainer, depth, &word);
    }
    return status;
}

static fund_status add_node(struct explainer *explainer, uint32_t depth,
                            const struct plan_node *node)
{
    static const char *const headings[] = {[QUERY_ALL] = "all of",
                                           [QUERY_ANY] = "any of",
                                           [QUERY_NOT] = "without",
                                           [QUERY_NEAR] = "near each other"};
    char meaning[80] = "";
    if (node->type == QUERY_LEAF && (!is_words(&node->part) || node->part.words.count == 1))
        return add_part(explainer, depth, &node->part);
    if (node->type == QUERY_NEAR)
        snprintf(meaning, sizeof(meaning), "at most %u other words or parts between two",
                 (unsigned)node->first->next->distance);
    fund_status status = add_heading(
        explainer, depth, headings[node->type == QUERY_LEAF ? QUERY_ALL : node->type], meaning);
    if (status == FUND_OK && node->type == QUERY_LEAF)
        return add_part(explainer, depth + 1, &node->part);
    for (const struct plan_node *child = node->first; child != NULL && status == FUND_OK;
         child = child->next)
        status = add_node(explainer, depth + 1, child);
    return status;
}

static fund_status add_top(struct explainer *explainer, uint32_t depth,
                           const struct plan_part *part)
{
    enum query_kind kind = part->asked->kind;
    if (kind == QUERY_GROUP ? part->group == NULL : tree_is_text(kind) && part->words.count == 0)
        return FUND_OK;
    fund_status status = FUND_OK;
    if (part->asked->is_excluded)
        status = add_heading(explainer, depth++, "without", "");
    if (status != FUND_OK)
        return status;
    return kind == QUERY_GROUP ? add_node(explainer, depth, part->group)
                               : add_part(explainer, depth, part);
}

static fund_status add_lines(struct explainer *explainer)
{
    const struct plan *plan = explainer->plan;
    const char *heading = plan->step >= PLAN_ANY ? "any of the words, all else" : "all of";
    if (plan->understood.size == 0)
        heading = plan->has_text ? "nothing, there is no word" : "every release";
    fund_status status = add_heading(explainer, 0, heading, "");
    for (size_t i = 0; i < plan->count && status == FUND_OK; i++)
        status = add_top(explainer, 1, &plan->parts[i]);
    return status;
}

/* ---- calls ---------------------------------------------------------------------------------- */

/* Releases that the plan's step finds, at least so far as it matters, and whether the one asked about
 * is among them. */
static fund_status look(struct explainer *explainer, uint32_t *total, bool *is_found)
{
    const struct plan *plan = explainer->plan;
    struct store_reader *reader = explainer->session->reader;
    struct build build = build_init(explainer->error);
    uint32_t with_id = 0;
    *is_found = false;
    fund_status status =
        build_count(&build, reader, plan->query, PLAN_ENOUGH, total, explainer->error);
    if (status == FUND_OK && explainer->id.size > 0) {
        struct store_query *one = build_pair(&build, STORE_FILTER, plan->query,
                                             build_term(&build, SCHEMA_ID, explainer->id));
        status = build_count(&build, reader, one, 1, &with_id, explainer->error);
    }
    *is_found = with_id > 0;
    build_finish(&build);
    return status;
}

/*
 * Goes as far as the search does: of a release that is asked about, to the step that finds it, else
 * no further than to the first that finds anything.
 */
static fund_status relax(struct explainer *explainer)
{
    struct plan *plan = explainer->plan;
    enum fund_relax relax = request_relax(explainer->request, plan->is_question);
    bool is_any = plan->is_question && relax == FUND_RELAX_FILL, has_step = true, is_found = false;
    bool has_id = explainer->id.size > 0 && relax == FUND_RELAX_FILL;
    uint32_t enough = relax == FUND_RELAX_NEVER ? 0 : has_id ? PLAN_ENOUGH : 1, total = 0;
    plan->is_by_date = explainer->request->options.sort != FUND_BY_RELEVANCE;
    fund_status status =
        is_any ? plan_ask_any(explainer->session, plan, explainer->error) : FUND_OK;
    while (status == FUND_OK && has_step) {
        status = look(explainer, &total, &is_found);
        has_step = !is_found && total < enough;
        if (status == FUND_OK && has_step)
            status = plan_relax(explainer->session, plan, total, &has_step, explainer->error);
    }
    return status;
}

static fund_status tell_relaxed(struct explainer *explainer)
{
    fund_explanation *explanation = explainer->explanation;
    struct slice relaxed = {NULL, 0};
    fund_status status = plan_relaxed(explainer->plan, &relaxed, explainer->error);
    if (status == FUND_OK &&
        !view_optional_string(&explanation->arena, relaxed, &explanation->relaxed))
        return error_no_memory(explainer->error);
    return status;
}

static fund_status load(struct explainer *explainer)
{
    struct session *session = explainer->session;
    store_docid docid = 0;
    fund_status status = view_require(session, explainer->id, &docid, explainer->error);
    if (status == FUND_OK)
        status = view_stored(session, docid, &explainer->release, explainer->error);
    return status;
}

static fund_status fill(struct explainer *explainer)
{
    fund_explanation *explanation = explainer->explanation;
    fund_status status = FUND_OK;
    if (explainer->id.size > 0)
        status = load(explainer);
    if (status == FUND_OK)
        status = relax(explainer);
    if (status == FUND_OK)
        status = tell_relaxed(explainer);
    if (status == FUND_OK)
        status = add_lines(explainer);
    if (status == FUND_OK &&
        !view_string(&explanation->arena, explainer->plan->understood, &explanation->understood))
        status = error_no_memory(explainer->error);
    return status;
}

static fund_status explain(struct session *session, void *context, struct fund_error *error)
{
    struct call *call = context;
    struct plan plan;
    fund_status status = plan_make(session, &call->request->query, &plan, error);
    if (status != FUND_OK)
        return status;
    fund_explanation *explanation = calloc(1, sizeof(*explanation));
    struct explainer explainer = {.session = session,
                                  .plan = &plan,
                                  .request = call->request,
                                  .id = call->id,
                                  .explanation = explanation,
                                  .error = error};
    release_init(&explainer.release);
    if (explanation == NULL) {
        status = error_no_memory(error);
    } else {
        explanation->arena = arena_init(ARENA_MAX);
        status = fill(&explainer);
    }
    if (status == FUND_OK)
        call->explanation = explanation;
    else
        fund_explanation_free(explanation);
    release_finish(&explainer.release);
    plan_finish(&plan);
    return status;
}

fund_status fund_archive_explain(fund_archive *archive, const struct fund_search_options *options,
                                 const char *id, fund_explanation **explanation,
                                 struct fund_error *error)
{
    struct request request;
    struct call call = {&request, {NULL, 0}, NULL};
    if (archive == NULL || options == NULL || explanation == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "fund_archive_explain: archive, options or explanation is NULL");
    if (id != NULL) {
        fund_status status = options_string(id, "the id", &call.id, error);
        if (status != FUND_OK)
            return status;
        if (call.id.size == 0)
            return error_set(error, FUND_NOT_FOUND, "no release has an empty id");
    }
    fund_status status = request_read(options, &request, error);
    if (status != FUND_OK)
        return status;
    status = session_run(archive, explain, &call, error);
    request_finish(&request);
    if (status == FUND_OK)
        *explanation = call.explanation;
    return status;
}

const char *fund_explanation_understood(const fund_explanation *explanation)
{
    return explanation != NULL ? explanation->understood : NULL;
}

const char *fund_explanation_relaxed(const fund_explanation *explanation)
{
    return explanation != NULL ? explanation->relaxed : NULL;
}

size_t fund_explanation_count(const fund_explanation *explanation)
{
    return explanation != NULL ? explanation->count : 0;
}

const struct fund_explained *fund_explanation_line(const fund_explanation *explanation,
                                                   size_t index)
{
    return explanation != NULL && index < explanation->count ? &explanation->lines[index] : NULL;
}

void fund_explanation_free(fund_explanation *explanation)
{
    if (explanation == NULL)
        return;
    arena_finish(&explanation->arena);
    free(explanation);
}
