/*
 * The annotation names strings, not places: a string stands for a name wherever it stands in its
 * release, the longest first.
 */
#include "indexer/names/trainer/gold.h"

#include "core/base/file.h"
#include "indexer/formats/format.h"
#include "indexer/names/context.h"
#include "indexer/names/name_features.h"
#include "indexer/names/tagger.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define GOLD_SIZE_MAX ((size_t)64 * 1024 * 1024)
#define PATH_SIZE_MAX 4096
#define SURFACES_MAX  4096

struct surface {
    struct slice text;
    enum label label; /* of a begin */
};

struct surfaces {
    struct surface items[SURFACES_MAX];
    size_t count;
    bool is_full; /* there were more */
};

/* ---- growing lists -------------------------------------------------------------------------- */

static bool grow(void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return true;
    size_t more = *capacity != 0 ? *capacity * 2 : 4096;
    void *grown = realloc(*items, more * size);
    if (grown == NULL)
        return false;
    *items = grown;
    *capacity = more;
    return true;
}

static bool add_feature(struct corpus *corpus, uint32_t key)
{
    if (!grow((void **)&corpus->features, &corpus->feature_capacity, corpus->feature_count,
              sizeof(uint32_t)))
        return false;
    corpus->features[corpus->feature_count++] = key;
    return true;
}

/* ---- what is annotated ---------------------------------------------------------------------- */

static void add_surface(struct surfaces *surfaces, struct slice text, enum label label)
{
    surfaces->is_full = surfaces->is_full || surfaces->count == SURFACES_MAX;
    if (text.size > 0 && !surfaces->is_full)
        surfaces->items[surfaces->count++] = (struct surface){text, label};
}

/* "Seniorenbüro der Stadt X" is two names by our convention. */
static void add_parts(struct surfaces *surfaces, struct slice text, enum label label)
{
    size_t at = slice_find(text, SLICE(" der Stadt "));
    if (label == LABEL_PERSON || at == text.size) {
        add_surface(surfaces, text, label);
        return;
    }
    add_surface(surfaces, slice_part(text, 0, at), label);
    add_surface(surfaces, slice_part(text, at + strlen(" der "), text.size), label);
}

static void add_names(struct surfaces *surfaces, const json_t *names, enum label label)
{
    size_t i, k;
    json_t *name, *text;
    json_array_foreach(names, i, name)
    {
        json_array_foreach(json_object_get(name, "surface"), k, text)
        {
            add_parts(surfaces, slice_of(json_string_value(text), json_string_length(text)), label);
        }
    }
}

/* ---- labels --------------------------------------------------------------------------------- */

/* Tokens of the surface at `at`, or 0. */
static size_t match(const struct tokens *tokens, size_t at, struct slice surface)
{
    size_t start = tokens->items[at].start, end = start + surface.size;
    if (end > tokens->text.size || !slice_equal(slice_part(tokens->text, start, end), surface))
        return 0;
    size_t last = at;
    while (last < tokens->count && tokens->items[last].end < end)
        last++;
    return last < tokens->count && tokens->items[last].end == end ? last - at + 1 : 0;
}

static void label_name(struct gold_token *labels, size_t count, enum label begin)
{
    for (size_t i = 0; i < count; i++)
        labels[i].label = (uint8_t)(begin + 1);
    labels[0].label = (uint8_t)begin;
    labels[count - 1].label = (uint8_t)(begin + 2);
    if (count == 1)
        labels[0].label = (uint8_t)(begin + 3);
}

static void label_tokens(const struct tokens *tokens, const struct surfaces *surfaces,
                         struct gold_token *labels)
{
    for (size_t at = 0; at < tokens->count;) {
        size_t longest = 0;
        enum label label = LABEL_OUTSIDE;
        for (size_t i = 0; i < surfaces->count; i++) {
            size_t count = match(tokens, at, surfaces->items[i].text);
            if (count > longest) {
                longest = count;
                label = surfaces->items[i].label;
            }
        }
        if (longest > 0)
            label_name(labels + at, longest, label);
        at += longest > 0 ? longest : 1;
    }
}

/* ---- features ------------------------------------------------------------------------------- */

static bool add_atoms(struct corpus *corpus, const struct atoms *atoms, int offset)
{
    for (size_t i = 0; i < atoms->count; i++)
        if (abs(offset) <= atoms->reach[i] &&
            !add_feature(corpus, features_key(atoms->keys[i], offset)))
            return false;
    return true;
}

static fund_status add_token(struct corpus *corpus, const struct tokens *tokens,
                             const struct atoms *atoms, size_t first, size_t end, size_t at,
                             struct gold_token *token, struct fund_error *error)
{
    uint32_t keys[FEATURES_CONTEXT_MAX];
    bool is_done = true;
    token->first = (uint32_t)corpus->feature_count;
    for (int offset = -TYPES_REACH; offset <= TYPES_REACH; offset++) {
        size_t near = at + (size_t)offset;
        if (near >= first && near < end)
            is_done = is_done && add_atoms(corpus, &atoms[near - first], offset);
    }
    size_t count = features_of_context(tokens, at, keys);
    for (size_t i = 0; i < count; i++)
        is_done = is_done && add_feature(corpus, keys[i]);
    token->count = (uint32_t)(corpus->feature_count - token->first);
    return is_done ? FUND_OK : error_no_memory(error);
}

static fund_status add_line(struct corpus *corpus, struct types *types, const struct tokens *tokens,
                            size_t first, size_t end, struct gold_token *labels,
                            struct fund_error *error)
{
    static struct atoms atoms[TAGGER_LINE_MAX];
    fund_status status = FUND_OK;
    for (size_t at = first; at < end && status == FUND_OK; at++) {
        char lower[LISTS_WORD_MAX];
        struct word_facts facts;
        status = types_facts(types, tokens_text(tokens, &tokens->items[at]), lower, &facts, error);
        if (status == FUND_OK)
            features_of_word(&facts, &atoms[at - first]);
    }
    if (status != FUND_OK)
        return status;
    if (!grow((void **)&corpus->lines, &corpus->line_capacity, corpus->line_count,
              sizeof(*corpus->lines)))
        return error_no_memory(error);
    corpus->lines[corpus->line_count++] =
        (struct gold_line){(uint32_t)corpus->token_count, (uint32_t)(end - first)};
    for (size_t at = first; at < end && status == FUND_OK; at++) {
        if (!grow((void **)&corpus->tokens, &corpus->token_capacity, corpus->token_count,
                  sizeof(*corpus->tokens)))
            return error_no_memory(error);
        status = add_token(corpus, tokens, atoms, first, end, at, &labels[at - first], error);
        corpus->tokens[corpus->token_count++] = labels[at - first];
    }
    return status;
}

static fund_status add_tokens(struct corpus *corpus, struct types *types,
                              const struct tokens *tokens, const struct surfaces *surfaces,
                              struct fund_error *error)
{
    struct gold_token *labels = calloc(tokens->count + 1, sizeof(*labels));
    if (labels == NULL)
        return error_no_memory(error);
    label_tokens(tokens, surfaces, labels);
    fund_status status = FUND_OK;
    for (size_t first = 0; first < tokens->count && status == FUND_OK;) {
        size_t end = tagger_line_end(tokens, first);
        status = add_line(corpus, types, tokens, first, end, labels + first, error);
        first = end;
    }
    free(labels);
    return status;
}

/* ---- releases ------------------------------------------------------------------------------- */

static fund_status add_release(struct corpus *corpus, const struct lists *lists,
                               struct types *types, const char *path,
                               const struct surfaces *surfaces, struct fund_error *error)
{
    struct buffer bytes = buffer_init(FORMAT_FILE_MAX);
    struct release release;
    struct format_notes notes;
    struct tokens tokens = {.items = NULL};
    release_init(&release);
    fund_status status = file_read(path, &bytes, error);
    if (status == FUND_OK)
        status = format_read(NULL, buffer_slice(&bytes), &release, &notes, error);
    if (status == FUND_OK)
        status = tokens_scan(&release, types, &tokens, error);
    if (status == FUND_OK)
        status = context_find(lists, &tokens, error);
    if (status == FUND_OK)
        status = add_tokens(corpus, types, &tokens, surfaces, error);
    tokens_finish(&tokens);
    release_finish(&release);
    buffer_finish(&bytes);
    return status;
}

static fund_status add_annotated(struct corpus *corpus, const struct lists *lists,
                                 struct types *types, const json_t *row, const char *folder,
                                 struct fund_error *error)
{
    static struct surfaces surfaces;
    char path[PATH_SIZE_MAX];
    const char *file = json_string_value(json_object_get(row, "file"));
    if (file == NULL)
        return error_set(error, FUND_CORRUPT, "a line without 'file' in the gold for '%s'", folder);
    surfaces.count = 0;
    surfaces.is_full = false;
    add_names(&surfaces, json_object_get(row, "persons"), LABEL_PERSON);
    add_names(&surfaces, json_object_get(row, "organisations"), LABEL_ORGANISATION);
    int size = snprintf(path, sizeof(path), "%s/%s", folder, file);
    if (surfaces.is_full || size >= (int)sizeof(path))
        return error_set(error, FUND_LIMIT, "'%s' has too many names or too long a path", file);
    return add_release(corpus, lists, types, path, &surfaces, error);
}

fund_status gold_read(struct corpus *corpus, const struct lists *lists, struct types *types,
                      const char *gold_path, const char *folder, struct fund_error *error)
{
    struct buffer bytes = buffer_init(GOLD_SIZE_MAX);
    fund_status status = file_read(gold_path, &bytes, error);
    struct slice rest = buffer_slice(&bytes);
    while (status == FUND_OK && rest.size > 0) {
        size_t end = slice_find(rest, SLICE("\n"));
        json_t *row = json_loadb(rest.data, end, 0, NULL);
        if (row == NULL)
            status = error_set(error, FUND_CORRUPT, "a line of '%s' is no JSON", gold_path);
        else
            status = add_annotated(corpus, lists, types, row, folder, error);
        json_decref(row);
        rest = slice_part(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    buffer_finish(&bytes);
    return status;
}

void gold_finish(struct corpus *corpus)
{
    free(corpus->features);
    free(corpus->tokens);
    free(corpus->lines);
}
