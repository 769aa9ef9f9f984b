/*
 * Reading an alias file: one statement a line.
 */
#include "query/lib/names/aliases_parts.h"

#include "core/base/utf8.h"

#include <limits.h>
#include <stdlib.h>

#define ARENA_MAX ((size_t)256 * 1024 * 1024)

struct parser {
    struct aliases *aliases;
    struct text_cursor *cursor;
    const char *path;
    size_t line;
    struct slice rest; /* of the line */
    struct fund_error *error;
};

static const struct {
    const char *word;
    enum alias_kind kind;
} kinds[] = {
    {"person", ALIAS_PERSON},    {"organisation", ALIAS_ORGANISATION},
    {"org", ALIAS_ORGANISATION}, {"organization", ALIAS_ORGANISATION},
    {"place", ALIAS_PLACE},      {"ort", ALIAS_PLACE},
};

static fund_status refuse(const struct parser *parser, const char *what, const char *how)
{
    return error_set(parser->error, FUND_INVALID_ARGUMENT, "'%s' line %zu: %s; %s", parser->path,
                     parser->line, what, how);
}

/* ---- reading names -------------------------------------------------------------------------- */

static void skip_spaces(struct parser *parser)
{
    while (parser->rest.size > 0 && (parser->rest.data[0] == ' ' || parser->rest.data[0] == '\t'))
        parser->rest = slice_part(parser->rest, 1, parser->rest.size);
}

static bool at(const struct parser *parser, char byte)
{
    return parser->rest.size > 0 && parser->rest.data[0] == byte;
}

static bool take(struct parser *parser, char byte)
{
    skip_spaces(parser);
    if (!at(parser, byte))
        return false;
    parser->rest = slice_part(parser->rest, 1, parser->rest.size);
    return true;
}

static struct slice read_until(struct parser *parser, const char *ends)
{
    size_t size = 0;
    while (size < parser->rest.size && strchr(ends, parser->rest.data[size]) == NULL)
        size++;
    struct slice text = slice_part(parser->rest, 0, size);
    parser->rest = slice_part(parser->rest, size, parser->rest.size);
    return slice_trim(text);
}

/* A name up to one of the ends, or in quotation marks. */
static fund_status read_name(struct parser *parser, enum alias_kind kind, const char *ends,
                             struct alias_name *name)
{
    struct keys_key key = {.size = 0};
    struct slice text;
    skip_spaces(parser);
    if (take(parser, '"')) {
        text = read_until(parser, "\"");
        if (!take(parser, '"'))
            return refuse(parser, "a quotation mark is not closed", "put one behind the name");
        skip_spaces(parser);
        if (parser->rest.size > 0 && strchr(ends, parser->rest.data[0]) == NULL)
            return refuse(parser, "something stands behind a quoted name",
                          "quote the whole name, with a comma before the next");
    } else {
        text = read_until(parser, ends);
    }
    fund_status status = aliases_key(parser->cursor, kind, text, &key, parser->error);
    if (status != FUND_OK)
        return status;
    if (key.size == 0)
        return refuse(parser, "a name is missing",
                      "write for example "
                      "'organisation: Technisches Hilfswerk = THW'");
    name->line = parser->line;
    name->text = arena_copy(&parser->aliases->arena, text);
    name->key = arena_copy(&parser->aliases->arena, keys_slice(&key));
    return name->text.data != NULL && name->key.data != NULL ? FUND_OK
                                                             : error_no_memory(parser->error);
}

/* One of the names behind '='; a second '=' would silently belong to it. */
static fund_status read_other_name(struct parser *parser, enum alias_kind kind,
                                   struct alias_name *name)
{
    fund_status status = read_name(parser, kind, "=,", name);
    if (status == FUND_OK && at(parser, '='))
        return refuse(parser, "there is more than one '='",
                      "put commas between the names behind the first");
    return status;
}

static bool equals_word(struct slice text, const char *word)
{
    if (text.size != strlen(word))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if ((text.data[i] | 0x20) != word[i])
            return false;
    return true;
}

static bool find_kind(struct slice word, enum alias_kind *kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        if (equals_word(word, kinds[i].word)) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static fund_status read_kind(struct parser *parser, enum alias_kind *kind)
{
    skip_spaces(parser);
    if (find_kind(read_until(parser, " \t"), kind))
        return FUND_OK;
    return refuse(parser, "it does not say of what",
                  "write person, organisation or place behind the colon");
}

/* ---- statements ----------------------------------------------------------------------------- */

static fund_status put_name(struct parser *parser, const struct alias_group *group, size_t number,
                            const struct alias_name *name)
{
    char bytes[ALIAS_PAIR_MAX];
    struct slice key = aliases_pair_key(group->kind, name->key, slice_of(NULL, 0), bytes);
    uint32_t other = 0;
    if (dict_get(parser->aliases->names, key, &other) && other != number) {
        const struct alias_group *first = &parser->aliases->groups[other];
        return error_set(parser->error, FUND_INVALID_ARGUMENT,
                         "'%s' line %zu: '%.*s' stands for '%.*s' in line %zu already; "
                         "leave one out",
                         parser->path, parser->line, (int)name->text.size, name->text.data,
                         (int)first->names[0].text.size, first->names[0].text.data, first->line);
    }
    return dict_put(parser->aliases->names, key, (uint32_t)number, parser->error);
}

/* Appends names to a group. */
static fund_status extend(struct parser *parser, struct alias_group *group,
                          const struct alias_name *names, size_t count)
{
    struct arena *arena = &parser->aliases->arena;
    if (count > ALIASES_GROUP_MAX - group->count)
        return refuse(parser, "the name has more than 1000 other names", "leave some out");
    struct alias_name *all = arena_array(arena, group->count + count, sizeof(*all));
    if (all == NULL)
        return error_no_memory(parser->error);
    if (group->count > 0)
        memcpy(all, group->names, group->count * sizeof(*all));
    memcpy(all + group->count, names, count * sizeof(*all));
    group->names = all;
    group->count += count;
    return FUND_OK;
}

/* The group that a line is about: a new one, or an earlier line's with the same first name. */
static fund_status open_group(struct parser *parser, enum alias_kind kind,
                              const struct alias_name *first, size_t *number)
{
    struct aliases *aliases = parser->aliases;
    const struct alias_group *known = aliases_group(aliases, kind, first->key);
    void *items = aliases->groups;
    if (known != NULL && slice_equal(known->names[0].key, first->key)) {
        *number = (size_t)(known - aliases->groups);
        return FUND_OK;
    }
    if (!arena_grow(&aliases->arena, &items, aliases->group_count, &aliases->group_capacity,
                    sizeof(*aliases->groups)))
        return error_no_memory(parser->error);
    aliases->groups = items;
    *number = aliases->group_count++;
    aliases->groups[*number] = (struct alias_group){.kind = kind, .line = parser->line};
    return extend(parser, &aliases->groups[*number], first, 1);
}

static fund_status read_group(struct parser *parser, enum alias_kind kind)
{
    struct alias_name names[ALIASES_NAMES_MAX];
    size_t count = 0, number = 0;
    fund_status status = read_name(parser, kind, "=", &names[count++]);
    if (status == FUND_OK && !take(parser, '='))
        return refuse(parser, "there is no '='", "write NAME = OTHER NAME, OTHER NAME");
    while (status == FUND_OK && (count == 1 || take(parser, ','))) {
        if (count == ALIASES_NAMES_MAX)
            return refuse(parser, "it has more than 99 other names", "use several lines");
        status = read_other_name(parser, kind, &names[count++]);
    }
    if (status == FUND_OK)
        status = open_group(parser, kind, &names[0], &number);
    if (status != FUND_OK)
        return status;
    struct alias_group *group = &parser->aliases->groups[number];
    status = extend(parser, group, names + 1, count - 1);
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = put_name(parser, group, number, &names[i]);
    return status;
}

static fund_status put_never(struct parser *parser, const struct alias_never *never)
{
    struct aliases *aliases = parser->aliases;
    struct slice first = never->first.key, second = never->second.key;
    char bytes[ALIAS_PAIR_MAX];
    void *items = aliases->nevers;
    if (!arena_grow(&aliases->arena, &items, aliases->never_count, &aliases->never_capacity,
                    sizeof(*never)))
        return error_no_memory(parser->error);
    aliases->nevers = items;
    aliases->nevers[aliases->never_count++] = *never;
    fund_status status = dict_put(
        aliases->never, aliases_pair_key(never->kind, first, second, bytes), 1, parser->error);
    if (status == FUND_OK && second.size > 0)
        status = dict_put(aliases->never, aliases_pair_key(never->kind, second, first, bytes), 1,
                          parser->error);
    return status;
}

static fund_status read_never(struct parser *parser)
{
    struct alias_never never = {.kind = ALIAS_PERSON};
    fund_status status = read_kind(parser, &never.kind);
    if (status == FUND_OK)
        status = read_name(parser, never.kind, "=", &never.first);
    if (status == FUND_OK && !take(parser, '='))
        return put_never(parser, &never);
    if (status != FUND_OK)
        return status;
    do {
        status = read_other_name(parser, never.kind, &never.second);
        if (status == FUND_OK && slice_equal(never.first.key, never.second.key))
            return refuse(parser, "a name is never itself", "write two names");
        if (status == FUND_OK)
            status = put_never(parser, &never);
    } while (status == FUND_OK && take(parser, ','));
    return status;
}

bool aliases_read_year(struct slice text, int none, int *year)
{
    *year = none;
    if (text.size == 0)
        return true;
    if (text.size != 4)
        return false;
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        value = value * 10 + (text.data[i] - '0');
    }
    *year = value;
    return value > 0;
}

static bool read_span(struct slice text, struct alias_span *span)
{
    size_t dots = slice_find(text, SLICE(".."));
    struct slice last = text;
    if (dots < text.size)
        last = slice_trim(slice_part(text, dots + 2, text.size));
    struct slice first = slice_trim(slice_part(text, 0, dots));
    return text.size > 2 && aliases_read_year(first, 0, &span->first) &&
           aliases_read_year(last, INT_MAX, &span->last) && span->first <= span->last;
}

static fund_status read_split(struct parser *parser)
{
    struct aliases *aliases = parser->aliases;
    struct alias_span spans[ALIASES_SPANS_MAX];
    struct alias_split split = {.count = 0};
    struct alias_name name;
    enum alias_kind kind = ALIAS_PERSON;
    fund_status status = read_kind(parser, &kind);
    if (status == FUND_OK && kind != ALIAS_PERSON)
        return refuse(parser, "only persons can be split", "write split: person NAME | YEARS");
    if (status == FUND_OK)
        status = read_name(parser, kind, "|", &name);
    while (status == FUND_OK && take(parser, '|')) {
        if (split.count == ALIASES_SPANS_MAX)
            return refuse(parser, "it has more than 20 spans of years", "use fewer");
        struct alias_span *span = &spans[split.count];
        if (!read_span(read_until(parser, "|"), span) ||
            (split.count > 0 && span->first <= spans[split.count - 1].last))
            return refuse(parser, "the years are no rising spans",
                          "write for example | 2005..2012 | 2013..");
        split.count++;
    }
    if (status != FUND_OK)
        return status;
    if (split.count == 0)
        return refuse(parser, "there are no years", "write for example | 2005..2012 | 2013..");
    void *items = aliases->splits;
    split.key = name.key;
    split.spans = arena_array(&aliases->arena, split.count, sizeof(*spans));
    if (split.spans == NULL || !arena_grow(&aliases->arena, &items, aliases->split_count,
                                           &aliases->split_capacity, sizeof(split)))
        return error_no_memory(parser->error);
    memcpy(split.spans, spans, split.count * sizeof(*spans));
    aliases->splits = items;
    aliases->splits[aliases->split_count] = split;
    return dict_put(aliases->splits_by_key, split.key, (uint32_t)aliases->split_count++,
                    parser->error);
}

static fund_status read_statement(struct parser *parser)
{
    enum alias_kind kind = ALIAS_PERSON;
    struct slice word = read_until(parser, ":");
    if (!take(parser, ':'))
        return refuse(parser, "there is no ':'",
                      "write person:, organisation:, place:, never: or split: in front");
    fund_status status;
    if (equals_word(word, "never") || equals_word(word, "nie"))
        status = read_never(parser);
    else if (equals_word(word, "split") || equals_word(word, "trenne"))
        status = read_split(parser);
    else if (find_kind(word, &kind))
        status = read_group(parser, kind);
    else
        return refuse(parser, "it begins with none of the words that are understood",
                      "write person:, organisation:, place:, never: or split: in front");
    skip_spaces(parser);
    if (status == FUND_OK && parser->rest.size > 0)
        return refuse(parser, "something stands behind its end", "put names in quotation marks");
    return status;
}

/* The line without a comment; '#' within a word is none. */
static struct slice without_comment(struct slice line)
{
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i] == '#' && (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t'))
            return slice_trim(slice_part(line, 0, i));
    return slice_trim(line);
}

static fund_status read_lines(struct parser *parser, struct slice text)
{
    size_t statements = 0;
    if (slice_starts_with(text, SLICE("\xef\xbb\xbf")))
        text = slice_part(text, 3, text.size);
    for (parser->line = 1; text.size > 0; parser->line++) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (line.size > ALIASES_LINE_MAX)
            return refuse(parser, "the line is longer than 4096 bytes", "use several lines");
        if (utf8_valid_prefix(line) < line.size || memchr(line.data, '\0', line.size) != NULL)
            return refuse(parser, "it is no well-formed UTF-8", "save the file as UTF-8");
        parser->rest = without_comment(line);
        if (parser->rest.size == 0)
            continue;
        if (++statements > ALIASES_STATEMENTS_MAX)
            return refuse(parser, "the file has more than 20000 statements", "shorten it");
        fund_status status = read_statement(parser);
        if (status != FUND_OK)
            return status;
    }
    return FUND_OK;
}

/* ---- contradictions ------------------------------------------------------------------------- */

static size_t line_of(const struct alias_group *group, struct slice key)
{
    for (size_t i = 0; i < group->count; i++)
        if (slice_equal(group->names[i].key, key))
            return group->names[i].line;
    return group->line;
}

static fund_status refuse_joined(const struct parser *parser, const struct alias_never *never,
                                 const struct alias_group *group)
{
    const struct alias_name *other = never->second.key.size > 0 ? &never->second : &group->names[0];
    size_t first = line_of(group, never->first.key), second = line_of(group, other->key);
    size_t joined = first > second ? first : second, apart = never->first.line;
    return error_set(parser->error, FUND_INVALID_ARGUMENT,
                     "'%s' line %zu: '%.*s' and '%.*s' are %s, but line %zu says that they are "
                     "%s; leave one out",
                     parser->path, joined > apart ? joined : apart, (int)never->first.text.size,
                     never->first.text.data, (int)other->text.size, other->text.data,
                     joined > apart ? "the same" : "never the same",
                     joined > apart ? apart : joined,
                     joined > apart ? "never the same" : "the same");
}

/* Two names of one group are never the same, or another name of it never is another's. */
static fund_status check_nevers(const struct parser *parser)
{
    const struct aliases *aliases = parser->aliases;
    for (size_t i = 0; i < aliases->never_count; i++) {
        const struct alias_never *never = &aliases->nevers[i];
        const struct alias_group *group = aliases_group(aliases, never->kind, never->first.key);
        if (group == NULL)
            continue;
        bool is_joined = never->second.key.size > 0
                             ? aliases_group(aliases, never->kind, never->second.key) == group
                             : !slice_equal(group->names[0].key, never->first.key);
        if (is_joined)
            return refuse_joined(parser, never, group);
    }
    return FUND_OK;
}

fund_status aliases_parse(const char *path, struct slice text, struct text_cursor *cursor,
                          struct aliases **out, struct fund_error *error)
{
    struct aliases *aliases = calloc(1, sizeof(*aliases));
    if (aliases == NULL)
        return error_no_memory(error);
    aliases->arena = arena_init(ARENA_MAX);
    struct parser parser = {.aliases = aliases, .cursor = cursor, .path = path, .error = error};
    fund_status status = dict_create(&aliases->names, error);
    if (status == FUND_OK)
        status = dict_create(&aliases->never, error);
    if (status == FUND_OK)
        status = dict_create(&aliases->splits_by_key, error);
    if (status == FUND_OK)
        status = read_lines(&parser, text);
    if (status == FUND_OK)
        status = check_nevers(&parser);
    if (status != FUND_OK) {
        aliases_destroy(aliases);
        return status;
    }
    *out = aliases;
    return FUND_OK;
}
