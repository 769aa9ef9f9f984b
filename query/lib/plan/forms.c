/*
 * What stands in the archive as it was typed: words with a star, exact words, issuers.
 */
#include "core/schema/schema.h"
#include "query/lib/base/walk.h"
#include "query/lib/plan/groups.h"

/* Issuers of an archive that are looked at, their keys included. */
#define ISSUERS_MAX 20000

/* ---- words with a star ---------------------------------------------------------------------- */

static fund_status count_form(void *context, struct slice text, uint32_t count,
                              struct fund_error *error)
{
    (void)text;
    (void)count;
    (void)error;
    ++*(size_t *)context;
    return FUND_OK;
}

static fund_status read_prefix(const struct name_context *context, struct plan_part *part,
                               struct plan_reading *reading, struct fund_error *error)
{
    const struct query_part *asked = part->asked;
    if (part->words.count == 0)
        return FUND_OK;
    if (++reading->prefixes > PLAN_PREFIXES_MAX)
        return error_set_at(error, FUND_LIMIT, asked->offset,
                            "the query has more than %d words with a star; ask for fewer",
                            PLAN_PREFIXES_MAX);
    part->prefix = part->words.items[part->words.count - 1].folded;
    fund_status status =
        walk_terms(context->reader, SCHEMA_FORM, part->prefix, PLAN_FORMS_MAX - reading->forms + 1,
                   count_form, &reading->forms, error);
    if (status != FUND_OK || reading->forms <= PLAN_FORMS_MAX)
        return status;
    int shown = asked->text.size > 100 ? 0 : (int)asked->text.size;
    return error_set_at(
        error, FUND_LIMIT, asked->offset,
        "'%.*s*' begins too many words, more than %d; write more of the word before "
        "the star",
        shown, asked->text.data, PLAN_FORMS_MAX);
}

/* ---- issuers -------------------------------------------------------------------------------- */

struct issuers {
    const struct name_context *context;
    struct plan_part *part;
    size_t capacity;
    bool ignores_umlauts;
};

static bool is_letter(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* The next run of letters of a folded text; moves behind it. */
static bool next_piece(struct slice *rest, struct slice *piece)
{
    size_t start = 0;
    while (start < rest->size && !is_letter(rest->data[start]))
        start++;
    size_t end = start;
    while (end < rest->size && is_letter(rest->data[end]))
        end++;
    *piece = slice_part(*rest, start, end);
    *rest = slice_part(*rest, end, rest->size);
    return piece->size > 0;
}

static bool is_umlaut(struct slice word, size_t at)
{
    char vowel = word.data[at];
    return (vowel == 'a' || vowel == 'o' || vowel == 'u') && at + 1 < word.size &&
           word.data[at + 1] == 'e';
}

/* "muenster" where "munster" was typed. */
static bool is_same_without_umlauts(struct slice word, struct slice typed)
{
    size_t at = 0;
    for (size_t i = 0; i < typed.size; i++, at++) {
        if (at == word.size || word.data[at] != typed.data[i])
            return false;
        if (is_umlaut(word, at) && !is_umlaut(typed, i))
            at++;
    }
    return at == word.size;
}

static bool has_piece(struct slice issuer, struct slice wanted, bool ignores_umlauts)
{
    struct slice piece;
    while (next_piece(&issuer, &piece))
        if (slice_equal(piece, wanted) ||
            (ignores_umlauts && is_same_without_umlauts(piece, wanted)))
            return true;
    return false;
}

static bool is_meant(const struct issuers *issuers, struct slice issuer)
{
    const struct query_words *words = &issuers->part->words;
    for (size_t i = 0; i < words->count; i++) {
        struct slice rest = words->items[i].folded, piece;
        while (next_piece(&rest, &piece))
            if (!has_piece(issuer, piece, issuers->ignores_umlauts))
                return false;
    }
    return true;
}

static fund_status add_issuer(void *data, struct slice text, uint32_t count,
                              struct fund_error *error)
{
    struct issuers *issuers = data;
    struct plan_part *part = issuers->part;
    (void)count;
    bool is_key = text.size > 0 && text.data[0] >= 'A' && text.data[0] <= 'Z';
    if (is_key || !is_meant(issuers, text))
        return FUND_OK; /* SCHEMA_ISSUER_KEY begins alike */
    void *items = part->issuers;
    struct slice copy = arena_copy(issuers->context->arena, text);
    if (copy.data == NULL || !arena_grow(issuers->context->arena, &items, part->issuer_count,
                                         &issuers->capacity, sizeof(*part->issuers)))
        return error_no_memory(error);
    part->issuers = items;
    part->issuers[part->issuer_count++] = copy;
    return FUND_OK;
}

static fund_status read_issuers(const struct name_context *context, struct plan_part *part,
                                struct plan_reading *reading, struct fund_error *error)
{
    struct issuers issuers = {context, part, 0, false};
    const struct query_part *asked = part->asked;
    const struct slice any = {NULL, 0};
    if (part->words.count == 0)
        return asked->is_option
                   ? error_set(error, FUND_INVALID_ARGUMENT, "the issuer asked for has no word")
                   : error_set_at(error, FUND_INVALID_QUERY, asked->offset,
                                  "the issuer asked for has no word; write stadt:Haltern or "
                                  "stadt:\"Haltern am See\"");
    if (++reading->names > PLAN_NAMES_MAX)
        return error_set(error, FUND_LIMIT,
                         "the query asks for more than %d different names; ask for fewer",
                         PLAN_NAMES_MAX);
    fund_status status =
        walk_terms(context->reader, SCHEMA_ISSUER, any, ISSUERS_MAX, add_issuer, &issuers, error);
    issuers.ignores_umlauts = true;
    if (status == FUND_OK && part->issuer_count == 0)
        status = walk_terms(context->reader, SCHEMA_ISSUER, any, ISSUERS_MAX, add_issuer, &issuers,
                            error);
    return status;
}

fund_status plan_read_forms(const struct name_context *context, struct plan_part *part,
                            struct plan_reading *reading, struct fund_error *error)
{
    fund_status status =
        words_read(context->cursor, part->asked->text, context->arena, &part->words, error);
    if (status == FUND_OK && part->asked->kind == QUERY_PREFIX)
        status = read_prefix(context, part, reading, error);
    if (status == FUND_OK && part->asked->kind == QUERY_ISSUER)
        status = read_issuers(context, part, reading, error);
    return status;
}
