/*
 * Organisations are the same where their words are, whatever their case endings. An acronym, or the
 * first words of a longer name that only one organisation of the release has, stand for that one,
 * also before it is named in full: "Sparkasse", "Sparkasse Lindenbruch".
 */
#include "core/base/buffer.h"
#include "indexer/names/link.h"
#include "indexer/names/nominative.h"

/* Bytes of a name with its endings; SPAN_SIZE_MAX and a few more for each of its words. */
#define NAME_SIZE_MAX (4 * SPAN_SIZE_MAX)
/* Names that stand for a name that stands for a name. */
#define HOPS_MAX 4
/* Tokens of a name whose beginnings are looked at. */
#define FRONT_MAX 6
/* Initials of an acronym that no bracket explains: "DRK". */
#define INITIALS_MIN 3
/* In linker.longer: what begins several names. */
#define AMBIGUOUS UINT32_MAX

struct linker {
    const struct lists *lists;
    const struct tokens *tokens;
    const struct spans *spans;
    struct release *release;
    struct dict *entities; /* key to entity */
    struct dict *longer;   /* key to the span with a fuller name, or AMBIGUOUS */
    struct buffer name, other;
};

/* The key of the name first..end-1 in *out. */
static fund_status write_key(const struct linker *linker, size_t first, size_t end,
                             struct buffer *out, struct fund_error *error)
{
    buffer_clear(out);
    return nominative_write_key(linker->lists, linker->tokens, first, end, out, error);
}

/* ---- fuller names ---------------------------------------------------------------------------- */

/* Makes first..end-1 stand for the span, unless it stands for another or for the span itself. */
static fund_status add_short(struct linker *linker, size_t first, size_t end, uint32_t index,
                             struct fund_error *error)
{
    fund_status status = write_key(linker, first, end, &linker->name, error);
    if (status != FUND_OK || dict_get(linker->longer, buffer_slice(&linker->name), NULL))
        return status;
    const struct span *span = &linker->spans->items[index];
    status = write_key(linker, span->first, span->end, &linker->other, error);
    if (status != FUND_OK || slice_equal(buffer_slice(&linker->name), buffer_slice(&linker->other)))
        return status;
    return dict_put(linker->longer, buffer_slice(&linker->name), index, error);
}

/* Whether one name goes on where the other ends: *longer becomes it, or AMBIGUOUS. */
static fund_status choose_longer(struct linker *linker, uint32_t one, uint32_t other,
                                 uint32_t *longer, struct fund_error *error)
{
    const struct span *spans = linker->spans->items;
    fund_status status = write_key(linker, spans[one].first, spans[one].end, &linker->name, error);
    if (status == FUND_OK)
        status = write_key(linker, spans[other].first, spans[other].end, &linker->other, error);
    if (status != FUND_OK)
        return status;
    struct slice first = buffer_slice(&linker->name), second = buffer_slice(&linker->other);
    if (slice_starts_with(first, second))
        *longer = one;
    else
        *longer = slice_starts_with(second, first) ? other : AMBIGUOUS;
    return FUND_OK;
}

/* Makes the beginning of the span's name, up to before end, stand for it if for no other. */
static fund_status add_front(struct linker *linker, size_t end, uint32_t index,
                             struct fund_error *error)
{
    const struct span *span = &linker->spans->items[index];
    uint32_t longer = index, last;
    fund_status status = write_key(linker, span->first, end, &linker->name, error);
    if (status == FUND_OK && dict_get(linker->longer, buffer_slice(&linker->name), &last)) {
        if (last == AMBIGUOUS)
            return FUND_OK;
        status = choose_longer(linker, index, last, &longer, error);
        if (status == FUND_OK)
            status = write_key(linker, span->first, end, &linker->name, error);
    }
    if (status != FUND_OK)
        return status;
    return dict_put(linker->longer, buffer_slice(&linker->name), longer, error);
}

/* By a name, a number, a quotation or "e. V.": "Museum Korte", but not "Museum im Palais". */
static bool is_continued(const struct tokens *tokens, size_t at)
{
    static const char *const fronts[] = {"„", "\"", "»", "e.", "(", NULL};
    const struct token *token = tokens_at(tokens, at);
    return token_is(token, TOKEN_CAPITAL | TOKEN_NUMBER) || token_has(token, WORD_LEGAL) ||
           tokens_is_any(tokens, token, fronts);
}

/* "DRK" for "Deutsches Rotes Kreuz", which need not say so in brackets. */
static fund_status add_initials(struct linker *linker, uint32_t index, struct fund_error *error)
{
    const struct span *span = &linker->spans->items[index];
    fund_status status = FUND_OK;
    buffer_clear(&linker->name);
    for (size_t at = span->first; at < span->end && status == FUND_OK; at++) {
        const struct token *token = tokens_at(linker->tokens, at);
        struct slice word = tokens_text(linker->tokens, token);
        bool is_ascii = (unsigned char)word.data[0] < 0x80;
        if (!token_is(token, TOKEN_CAPITAL) || token_is(token, TOKEN_CAPITALS) || !is_ascii)
            break;
        status = buffer_append_byte(&linker->name, word.data[0], error);
        if (status == FUND_OK && linker->name.size >= INITIALS_MIN &&
            !dict_get(linker->longer, buffer_slice(&linker->name), NULL))
            status = dict_put(linker->longer, buffer_slice(&linker->name), index, error);
    }
    return status;
}

static fund_status add_acronyms(struct linker *linker, uint32_t index, struct fund_error *error)
{
    const struct span *span = &linker->spans->items[index];
    fund_status status = FUND_OK;
    if (span->alias_end > span->alias_first)
        status = add_short(linker, span->alias_first, span->alias_end, index, error);
    if (status == FUND_OK && span->short_end > span->first)
        status = add_short(linker, span->first, span->short_end, index, error);
    return status;
}

/* Acronyms in brackets first: they are the surest. */
static fund_status collect(struct linker *linker, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t count = linker->spans->count;
    for (size_t i = 0; i < count && status == FUND_OK; i++)
        status = add_acronyms(linker, (uint32_t)i, error);
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        const struct span *span = &linker->spans->items[i];
        size_t head = nominative_head(linker->lists, linker->tokens, span->first, span->end);
        for (size_t end = head + 1; end < span->end && end < head + FRONT_MAX; end++)
            if (status == FUND_OK && is_continued(linker->tokens, end))
                status = add_front(linker, end, (uint32_t)i, error);
        if (status == FUND_OK)
            status = add_initials(linker, (uint32_t)i, error);
    }
    return status;
}

/* The span with the fullest name; linker->name becomes its key. */
static fund_status resolve(struct linker *linker, const struct span *span,
                           const struct span **fullest, struct fund_error *error)
{
    fund_status status = write_key(linker, span->first, span->end, &linker->name, error);
    for (int hops = 0; hops < HOPS_MAX && status == FUND_OK; hops++) {
        uint32_t at = AMBIGUOUS;
        if (!dict_get(linker->longer, buffer_slice(&linker->name), &at) || at == AMBIGUOUS)
            break;
        span = &linker->spans->items[at];
        status = write_key(linker, span->first, span->end, &linker->name, error);
    }
    *fullest = span;
    return status;
}

/* ---- entities -------------------------------------------------------------------------------- */

static bool has_alias(const struct release_entity *entity, struct slice alias)
{
    if (slice_equal(entity->name, alias))
        return true;
    for (size_t i = 0; i < entity->alias_count; i++)
        if (slice_equal(entity->aliases[i], alias))
            return true;
    return false;
}

static fund_status add_alias(struct linker *linker, size_t first, size_t end,
                             struct release_entity *entity, struct fund_error *error)
{
    struct range range = tokens_range(linker->tokens, first, end);
    struct slice text = slice_part(linker->tokens->text, range.start, range.end);
    if (entity->alias_count >= RELEASE_ALIASES_MAX || has_alias(entity, text))
        return FUND_OK;
    return release_add_alias(linker->release, entity, text) ? FUND_OK : error_no_memory(error);
}

/* The entity of the name whose key is in linker->name; made where it is new. */
static fund_status entity_of(struct linker *linker, const struct span *span,
                             struct release_entity **entity, struct fund_error *error)
{
    struct release *release = linker->release;
    struct release_entities *list = &release->organisations;
    uint32_t at;
    if (dict_get(linker->entities, buffer_slice(&linker->name), &at)) {
        *entity = &list->items[at];
        return FUND_OK;
    }
    fund_status status =
        dict_put(linker->entities, buffer_slice(&linker->name), (uint32_t)list->count, error);
    buffer_clear(&linker->name);
    if (status == FUND_OK)
        status = nominative_write(linker->lists, linker->tokens, span->first, span->end,
                                  &linker->name, error);
    if (status != FUND_OK)
        return status;
    struct slice name = arena_copy(&release->arena, buffer_slice(&linker->name));
    if (name.data == NULL)
        return error_no_memory(error);
    *entity = release_add_entity(release, list);
    if (*entity == NULL)
        return link_full(list->count, RELEASE_ENTITIES_MAX, "names", error);
    (*entity)->name = name;
    return FUND_OK;
}

static fund_status link_one(struct linker *linker, const struct span *span,
                            struct fund_error *error)
{
    struct release_entity *entity = NULL;
    const struct span *fullest = NULL;
    fund_status status = resolve(linker, span, &fullest, error);
    if (status == FUND_OK)
        status = entity_of(linker, fullest, &entity, error);
    if (status == FUND_OK)
        status = link_mention(linker->tokens, span, linker->release, entity, error);
    if (status == FUND_OK && span->alias_end > span->alias_first)
        status = add_alias(linker, span->alias_first, span->alias_end, entity, error);
    if (status == FUND_OK && span->short_end > span->first)
        status = add_alias(linker, span->first, span->short_end, entity, error);
    bool is_acronym = span->end == span->first + 1 && fullest->end > fullest->first + 1 &&
                      token_is(tokens_at(linker->tokens, span->first), TOKEN_CAPITALS);
    if (status == FUND_OK && is_acronym)
        status = add_alias(linker, span->first, span->end, entity, error);
    return status;
}

/* ---- fronts of compounds --------------------------------------------------------------------- */

/* Bytes of the acronym in "SPD-Stadtrat", or 0. */
static size_t front_size(const struct linker *linker, const struct token *token)
{
    if (!token_is(token, TOKEN_CAPITALS) || token_is(token, TOKEN_TAKEN))
        return 0;
    struct slice word = tokens_text(linker->tokens, token);
    size_t size = slice_find(word, SLICE("-"));
    bool is_known = size < word.size &&
                    (lists_classify(linker->lists, slice_part(word, 0, size)) & WORD_ACRONYM) != 0;
    return is_known ? size : 0;
}

static fund_status link_front(struct linker *linker, const struct token *token, size_t size,
                              struct fund_error *error)
{
    struct release *release = linker->release;
    struct release_entity *entity = NULL;
    struct range range = {token->start, token->start + (uint32_t)size};
    struct slice name = slice_part(linker->tokens->text, range.start, range.end);
    const struct span *fullest = NULL;
    fund_status status = FUND_OK;
    uint32_t at = AMBIGUOUS;
    if (dict_get(linker->longer, name, &at) && at != AMBIGUOUS) {
        status = resolve(linker, &linker->spans->items[at], &fullest, error);
        if (status == FUND_OK)
            status = entity_of(linker, fullest, &entity, error);
    } else {
        status = link_entity(linker->entities, name, name, release, &release->organisations,
                             &entity, error);
    }
    if (status != FUND_OK)
        return status;
    if (release_add_mention(release, entity, range))
        return FUND_OK;
    return link_full(entity->mention_count, RELEASE_MENTIONS_MAX, "mentions of one name", error);
}

/* Those that stand in the tokens first..end-1. */
static fund_status link_fronts(struct linker *linker, size_t first, size_t end,
                               struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t at = first; at < end && status == FUND_OK; at++) {
        const struct token *token = &linker->tokens->items[at];
        size_t size = front_size(linker, token);
        if (size > 0)
            status = link_front(linker, token, size, error);
    }
    return status;
}

static fund_status link_all(struct linker *linker, struct fund_error *error)
{
    fund_status status = FUND_OK;
    size_t at = 0;
    for (size_t i = 0; i < linker->spans->count && status == FUND_OK; i++) {
        const struct span *span = &linker->spans->items[i];
        status = link_fronts(linker, at, span->first, error);
        if (status == FUND_OK)
            status = link_one(linker, span, error);
        at = span->end;
    }
    if (status == FUND_OK)
        status = link_fronts(linker, at, linker->tokens->count, error);
    return status;
}

fund_status link_organisations(const struct lists *lists, const struct tokens *tokens,
                               struct spans *organisations, struct release *release,
                               struct fund_error *error)
{
    struct linker linker = {.lists = lists,
                            .tokens = tokens,
                            .spans = organisations,
                            .release = release,
                            .name = buffer_init(NAME_SIZE_MAX),
                            .other = buffer_init(NAME_SIZE_MAX)};
    fund_status status = dict_create(&linker.entities, error);
    if (status == FUND_OK)
        status = dict_create(&linker.longer, error);
    if (status == FUND_OK)
        status = collect(&linker, error);
    if (status == FUND_OK)
        status = link_all(&linker, error);
    buffer_finish(&linker.name);
    buffer_finish(&linker.other);
    dict_destroy(linker.entities);
    dict_destroy(linker.longer);
    return status;
}
