/*
 * The grammar, by recursive descent. NICHT and the hyphen bind tightest, then NAHE, then UND, then
 * ODER; what stands beside each other without any of them must all hold:
 *
 *   all      any { any }              Hochwasser Elbe ODER Oder = Hochwasser (Elbe ODER Oder)
 *   any      and { ODER and }
 *   and      near { UND near }        a UND b ODER c = (a UND b) ODER c
 *   near     unary { NAHE/5 unary }
 *   unary    { NICHT } [ - ] primary
 *   primary  ( all ) | field: primary | word | phrase | wort* | =wort
 *
 * An operator without something on either side is a word, a bracket without its other half nothing.
 */
#include "query/lib/parse/parse.h"

#include "query/lib/parse/fields.h"
#include "query/lib/parse/tokens.h"
#include "query/lib/parse/tree.h"

struct parser {
    struct tokens tokens;
    struct token ahead;
    bool has_ahead;
    int32_t today;
    size_t part_count;
    struct arena *arena;
    struct query_spans *spans;
    fund_status status; /* the first failure sticks */
    struct fund_error *error;
};

/* ---- tokens --------------------------------------------------------------------------------- */

static const struct token *peek(struct parser *parser)
{
    if (!parser->has_ahead)
        parser->ahead = tokens_next(&parser->tokens);
    parser->has_ahead = true;
    return &parser->ahead;
}

static struct token take(struct parser *parser)
{
    struct token token = *peek(parser);
    parser->has_ahead = false;
    return token;
}

static void put_back_as_word(struct parser *parser, const struct token *token)
{
    tokens_take_literally(&parser->tokens, token);
    parser->has_ahead = false;
}

static void fail(struct parser *parser, fund_status status, size_t start, size_t end)
{
    if (parser->status != FUND_OK)
        return;
    parser->status = status;
    if (parser->spans != NULL) {
        parser->spans->wrong_start = start;
        parser->spans->wrong_end = end;
    }
}

static void note(struct parser *parser, enum query_span_kind kind, size_t start, size_t end)
{
    struct query_spans *spans = parser->spans;
    if (spans == NULL || parser->status != FUND_OK || start == end)
        return;
    void *items = spans->items;
    if (!arena_grow(parser->arena, &items, spans->count, &spans->capacity, sizeof(*spans->items))) {
        fail(parser, error_no_memory(parser->error), 0, 0);
        return;
    }
    spans->items = items;
    spans->items[spans->count++] =
        (struct query_span){start, end, kind, (uint32_t)parser->tokens.depth};
}

static bool is_operator(enum token_kind kind)
{
    return kind == TOKEN_OR || kind == TOKEN_AND || kind == TOKEN_NEAR;
}

static bool begins_operand(enum token_kind kind)
{
    return kind != TOKEN_END && kind != TOKEN_CLOSE && !is_operator(kind);
}

/* Takes the operator here where something follows it, else makes it a word. "ODER ODER" is one. */
static bool take_operator(struct parser *parser, enum token_kind kind, struct token *operator_token)
{
    if (peek(parser)->kind != kind)
        return false;
    struct token token = take(parser);
    while (peek(parser)->kind == kind && kind != TOKEN_NOT)
        take(parser);
    if (!begins_operand(peek(parser)->kind)) {
        put_back_as_word(parser, &token);
        return false;
    }
    note(parser, kind == TOKEN_NOT ? QUERY_SPAN_EXCLUSION : QUERY_SPAN_OPERATOR, token.start,
         token.end);
    *operator_token = token;
    return true;
}

/* The hyphen is always close to what it excludes, be it called ODER. */
static bool take_minus(struct parser *parser)
{
    if (peek(parser)->kind != TOKEN_MINUS)
        return false;
    struct token token = take(parser);
    note(parser, QUERY_SPAN_EXCLUSION, token.start, token.end);
    struct token behind = *peek(parser);
    if (is_operator(behind.kind) || behind.kind == TOKEN_NOT || behind.kind == TOKEN_MINUS)
        put_back_as_word(parser, &behind);
    return true;
}

/* ---- leaves --------------------------------------------------------------------------------- */

static struct query_node *add_leaf(struct parser *parser, const struct query_part *part)
{
    if (parser->part_count == QUERY_PARTS_MAX) {
        fail(parser,
             error_set_at(parser->error, FUND_LIMIT, part->offset,
                          "the query has more than %d parts; ask for less at once",
                          QUERY_PARTS_MAX),
             part->offset, part->offset + part->text.size);
        return NULL;
    }
    parser->part_count++;
    struct query_node *node = tree_leaf(parser->arena, part);
    if (node == NULL)
        fail(parser, error_no_memory(parser->error), 0, 0);
    return node;
}

static enum query_kind text_kind(const struct token *token, const struct field_name *field)
{
    switch (token->kind) {
    case TOKEN_PHRASE:
        return QUERY_PHRASE;
    case TOKEN_PREFIX:
        return QUERY_PREFIX;
    case TOKEN_EXACT:
        return QUERY_EXACT;
    default:
        return field == NULL ? QUERY_TEXT : QUERY_WORDS;
    }
}

static enum query_span_kind span_kind(const struct token *token, const struct field_name *field)
{
    if (token->kind == TOKEN_PREFIX)
        return QUERY_SPAN_PREFIX;
    if (token->kind == TOKEN_EXACT)
        return QUERY_SPAN_EXACT;
    if (field != NULL)
        return QUERY_SPAN_VALUE;
    return token->kind == TOKEN_PHRASE ? QUERY_SPAN_PHRASE : QUERY_SPAN_WORD;
}

static bool is_date(const struct field_name *field)
{
    return field != NULL && (field->kind == QUERY_PUBLISHED || field->kind == QUERY_EVENT);
}

static struct query_node *parse_date(struct parser *parser, const struct field_name *field)
{
    struct query_part part = {.kind = field->kind};
    size_t start = take(parser).start;
    parser->tokens.at = start;
    fund_status status =
        field_read_date(&parser->tokens, field, parser->today, &part, parser->error);
    if (status != FUND_OK) {
        size_t end = part.offset + part.text.size;
        fail(parser, status, start < part.offset ? start : part.offset, end);
        return NULL;
    }
    note(parser, QUERY_SPAN_VALUE, start, parser->tokens.at);
    return add_leaf(parser, &part);
}

/* Of one or two letters. */
static fund_status refuse_short_star(const struct token *token, struct fund_error *error)
{
    return error_set_at(error, FUND_INVALID_QUERY, token->start, QUERY_REFUSED_STAR,
                        (int)token->text.size, token->text.data, QUERY_PREFIX_MIN);
}

/* A word or the like; whose value it is says the field, NULL for none. */
static struct query_node *parse_leaf(struct parser *parser, const struct field_name *field)
{
    struct token token = take(parser);
    bool is_text = field == NULL || field->kind == QUERY_WORDS;
    struct query_part part = {.kind = is_text ? text_kind(&token, field) : field->kind,
                              .in_title = field != NULL && field->in_title,
                              .text = token.text,
                              .offset = (size_t)(token.text.data - parser->tokens.text.data)};
    if (field != NULL && slice_trim(token.text).size == 0)
        fail(parser, field_refuse_empty(field, token.start, parser->error), token.start, token.end);
    if (!is_text && token.kind == TOKEN_PREFIX)
        fail(parser, field_refuse_star(field, &token, parser->error), token.start, token.end);
    if (is_text && token.kind == TOKEN_PREFIX && tokens_refuses_star(token.text))
        fail(parser, refuse_short_star(&token, parser->error), token.start, token.end);
    note(parser, span_kind(&token, field), token.start, token.end);
    return parser->status == FUND_OK ? add_leaf(parser, &part) : NULL;
}

/* ---- the grammar ---------------------------------------------------------------------------- */

static struct query_node *parse_all(struct parser *parser, const struct field_name *field);

static struct query_node *parse_bracket(struct parser *parser, const struct field_name *field)
{
    struct token open = take(parser);
    if (parser->tokens.depth == QUERY_DEPTH_MAX) {
        fail(parser,
             error_set_at(parser->error, FUND_LIMIT, open.start,
                          "more than %d brackets stand inside each other; ask for less at once",
                          QUERY_DEPTH_MAX),
             open.start, open.end);
        return NULL;
    }
    note(parser, QUERY_SPAN_BRACKET, open.start, open.end);
    parser->tokens.depth++;
    struct query_node *node = parse_all(parser, field);
    bool is_closed = peek(parser)->kind == TOKEN_CLOSE;
    parser->tokens.depth--;
    if (is_closed) {
        struct token close = take(parser);
        note(parser, QUERY_SPAN_BRACKET, close.start, close.end);
    }
    return node;
}

static struct query_node *parse_operand(struct parser *parser, const struct field_name *field)
{
    struct token token = *peek(parser);
    if (token.kind == TOKEN_OPEN)
        return parse_bracket(parser, field);
    bool is_minus = token.kind == TOKEN_MINUS;
    if (is_minus) {
        tokens_skip_chunk(&parser->tokens);
        token.end = parser->tokens.at;
    }
    if (is_minus || is_operator(token.kind) || token.kind == TOKEN_NOT)
        put_back_as_word(parser, &token);
    return is_date(field) ? parse_date(parser, field) : parse_leaf(parser, field);
}

/* field: and its value; a field as a value of a field counts alone. */
static struct query_node *parse_field(struct parser *parser)
{
    struct token token = take(parser);
    while (!tokens_at_gap(&parser->tokens) && peek(parser)->kind == TOKEN_FIELD)
        token = take(parser);
    note(parser, QUERY_SPAN_FIELD, token.start, token.end);
    struct query_node *node = NULL;
    if (!tokens_at_gap(&parser->tokens) || parser->has_ahead)
        node = parse_operand(parser, token.field);
    if (node == NULL)
        fail(parser,
             parser->status != FUND_OK
                 ? parser->status
                 : field_refuse_empty(token.field, token.start, parser->error),
             token.start, token.end);
    return node;
}

static struct query_node *parse_unary(struct parser *parser, const struct field_name *field)
{
    struct token token;
    bool is_excluded = false;
    while (take_operator(parser, TOKEN_NOT, &token))
        is_excluded = !is_excluded;
    if (take_minus(parser))
        is_excluded = !is_excluded;
    enum token_kind kind = peek(parser)->kind;
    if (kind == TOKEN_END || kind == TOKEN_CLOSE)
        return NULL;
    struct query_node *node =
        kind == TOKEN_FIELD ? parse_field(parser) : parse_operand(parser, field);
    if (node == NULL || !is_excluded)
        return node;
    node = tree_negate(parser->arena, node);
    if (node == NULL)
        fail(parser, error_no_memory(parser->error), 0, 0);
    return node;
}

static struct query_node *join(struct parser *parser, enum query_operator type,
                               const struct node_list *list)
{
    bool is_made;
    struct query_node *node = tree_join(parser->arena, type, list, &is_made);
    if (!is_made)
        fail(parser, error_no_memory(parser->error), 0, 0);
    return node;
}

static void check_near(struct parser *parser, const struct token *token,
                       const struct query_node *node)
{
    if (parser->status != FUND_OK)
        return;
    if (token->distance > QUERY_NEAR_MAX)
        fail(parser,
             error_set_at(parser->error, FUND_INVALID_QUERY, token->start,
                          "'%.*s' has no number of words from 1 to %d; write Schule NAHE/5 Dach",
                          token->text.size > 20 ? 4 : (int)token->text.size, token->text.data,
                          QUERY_NEAR_MAX),
             token->start, token->end);
    else if (node != NULL && !tree_can_be_near(node))
        fail(parser,
             error_set_at(parser->error, FUND_INVALID_QUERY, token->start,
                          "NAHE stands between words and phrases, or several of them with ODER in "
                          "brackets; write Schule NAHE/5 Dach or (Schule ODER Kita) NAHE/5 Dach"),
             token->start, token->end);
}

static struct query_node *parse_near(struct parser *parser, const struct field_name *field)
{
    struct node_list list = {NULL, NULL};
    struct token token;
    struct query_node *node = parse_unary(parser, field);
    if (node != NULL)
        tree_append(&list, QUERY_NEAR, node);
    while (parser->status == FUND_OK && take_operator(parser, TOKEN_NEAR, &token)) {
        struct query_node *left = node;
        node = parse_unary(parser, field);
        check_near(parser, &token, left);
        check_near(parser, &token, node);
        if (node == NULL)
            continue;
        node->distance = token.distance;
        tree_append(&list, QUERY_NEAR, node);
    }
    return join(parser, QUERY_NEAR, &list);
}

/* Plain words that follow each other are one part, so that the analyser sees them together. */
static bool continues(const struct parser *parser, const struct query_node *last,
                      const struct query_node *node)
{
    if (last == NULL || last->type != QUERY_LEAF || node->type != QUERY_LEAF)
        return false;
    enum query_kind kind = node->part.kind;
    if (kind != last->part.kind || kind == QUERY_PHRASE || kind == QUERY_PREFIX ||
        kind == QUERY_EXACT || kind == QUERY_PUBLISHED || kind == QUERY_EVENT ||
        node->part.in_title != last->part.in_title)
        return false;
    return tokens_is_filler(slice_part(
        parser->tokens.text, last->part.offset + last->part.text.size, node->part.offset));
}

static void append(struct parser *parser, struct node_list *list, enum query_operator type,
                   struct query_node *node)
{
    if (node == NULL)
        return;
    struct query_node *first = node->type == QUERY_ALL ? node->first : node;
    if (type != QUERY_ALL || !continues(parser, list->last, first)) {
        tree_append(list, type, node);
        return;
    }
    struct query_part *last = &list->last->part;
    size_t end = first->part.offset + first->part.text.size;
    last->text = slice_part(parser->tokens.text, last->offset, end);
    last->is_list = true;
    parser->part_count--;
    for (struct query_node *rest = node == first ? NULL : first->next; rest != NULL;) {
        struct query_node *next = rest->next;
        rest->next = NULL;
        tree_append(list, type, rest);
        rest = next;
    }
}

static struct query_node *parse_and(struct parser *parser, const struct field_name *field)
{
    struct node_list list = {NULL, NULL};
    struct token token;
    append(parser, &list, QUERY_ALL, parse_near(parser, field));
    while (parser->status == FUND_OK && take_operator(parser, TOKEN_AND, &token))
        append(parser, &list, QUERY_ALL, parse_near(parser, field));
    return join(parser, QUERY_ALL, &list);
}

static struct query_node *parse_any(struct parser *parser, const struct field_name *field)
{
    struct node_list list = {NULL, NULL};
    struct token token;
    append(parser, &list, QUERY_ANY, parse_and(parser, field));
    while (parser->status == FUND_OK && take_operator(parser, TOKEN_OR, &token))
        append(parser, &list, QUERY_ANY, parse_and(parser, field));
    return join(parser, QUERY_ANY, &list);
}

static struct query_node *parse_all(struct parser *parser, const struct field_name *field)
{
    struct node_list list = {NULL, NULL};
    while (parser->status == FUND_OK && peek(parser)->kind != TOKEN_END &&
           peek(parser)->kind != TOKEN_CLOSE)
        append(parser, &list, QUERY_ALL, parse_any(parser, field));
    return join(parser, QUERY_ALL, &list);
}

fund_status query_parse(struct slice text, int32_t today, struct arena *arena, struct query *query,
                        struct query_spans *spans, struct fund_error *error)
{
    struct parser parser = {.tokens = {.text = text},
                            .today = today,
                            .arena = arena,
                            .spans = spans,
                            .status = FUND_OK,
                            .error = error};
    tokens_skip_spaces(&parser.tokens);
    query->has_text = parser.tokens.at < text.size;
    const struct query_node *root = parse_all(&parser, NULL);
    if (parser.status != FUND_OK || root == NULL)
        return parser.status;
    return query_add_tree(arena, query, root, error);
}
