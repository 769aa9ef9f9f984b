/*
 * What the archive knows of a part of a query, in a few words.
 */
#include "core/names/keys.h"
#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/base/walk.h"
#include "query/lib/explain/explain.h"

/* Names, words and the like that one line shows. */
#define SHOWN_MAX 8
/* Terms that are looked at for them. */
#define TERMS_MAX 1000

struct meaning {
    struct session *session;
    struct plan *plan;
    struct buffer *out;
    size_t shown;
    struct slice last; /* what was shown last, in the plan's arena */
    fund_status status;
    struct fund_error *error;
};

static void put(struct meaning *meaning, struct slice text)
{
    if (meaning->status == FUND_OK)
        meaning->status = buffer_append(meaning->out, text, meaning->error);
}

/* One of a list with commas, once where the same comes again at once. */
static fund_status put_item(struct meaning *meaning, struct slice text)
{
    if (slice_equal(text, meaning->last) && meaning->shown > 0)
        return meaning->status;
    if (meaning->shown == SHOWN_MAX)
        put(meaning, SLICE(", \u2026"));
    if (meaning->shown < SHOWN_MAX && meaning->shown > 0)
        put(meaning, SLICE(", "));
    if (meaning->shown < SHOWN_MAX)
        put(meaning, text);
    meaning->shown++;
    meaning->last = arena_copy(&meaning->plan->arena, text);
    if (meaning->last.data == NULL && meaning->status == FUND_OK)
        meaning->status = error_no_memory(meaning->error);
    return meaning->status;
}

/* ---- words ---------------------------------------------------------------------------------- */

static void put_stems(struct meaning *meaning, const struct query_word *word)
{
    for (size_t i = 0; i < word->part_count; i++) {
        put(meaning, i > 0 ? SLICE(" + ") : SLICE(""));
        put(meaning, word->parts[i]);
    }
}

/* The parts as they stand in the word; inner words make one of several. */
static void put_parts(struct meaning *meaning, const struct query_word *word)
{
    struct text_token token;
    struct text_cursor *cursor = meaning->session->cursor;
    if (meaning->status == FUND_OK)
        meaning->status = text_cursor_start(cursor, word->surface, 1, meaning->error);
    if (meaning->status != FUND_OK || !text_cursor_next(cursor, &token))
        return;
    for (size_t i = token.word_count; i < token.term_count; i++) {
        put(meaning, i > token.word_count ? SLICE(" + ") : SLICE(""));
        put(meaning, slice_part(word->surface, token.terms[i].start, token.terms[i].end));
    }
    while (text_cursor_next(cursor, &token))
        continue;
    if (meaning->status == FUND_OK)
        meaning->status = text_cursor_finish(cursor, NULL, meaning->error);
}

static void put_word(struct meaning *meaning, const struct query_word *word)
{
    if (word->part_count > 1 || word->atom_count > 1) {
        put_parts(meaning, word);
        put(meaning, SLICE("; stems "));
    } else {
        put(meaning, SLICE("stem "));
    }
    put_stems(meaning, word);
    if (word->is_widened)
        put(meaning, SLICE("; also by its parts"));
    for (size_t i = 0; i < word->loose.synonym_count; i++) {
        put(meaning, i == 0 ? SLICE("; also by ") : SLICE(", "));
        put(meaning, word->loose.synonyms[i].surface);
    }
}

static void put_words(struct meaning *meaning, const struct query_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        put(meaning, i > 0 ? SLICE("; ") : SLICE(""));
        put_word(meaning, &words->items[i]);
    }
}

static fund_status show_form(void *context, struct slice text, uint32_t count,
                             struct fund_error *error)
{
    char surface[TEXT_FORM_MAX];
    size_t size = text_form_surface(text, surface);
    (void)count;
    (void)error;
    text_lower(surface, size);
    return put_item(context, slice_of(surface, size));
}

static void put_forms(struct meaning *meaning, const struct plan_part *part)
{
    if (meaning->status == FUND_OK)
        meaning->status = walk_terms(meaning->session->reader, SCHEMA_FORM, part->prefix, TERMS_MAX,
                                     show_form, meaning, meaning->error);
    if (meaning->shown == 0)
        put(meaning, SLICE("no word of the archive"));
}

/* ---- names ---------------------------------------------------------------------------------- */

/* The field of a term that is a name as displayed. */
static fund_status show_second_field(void *context, struct slice text, uint32_t count,
                                     struct fund_error *error)
{
    struct slice fields[2];
    (void)count;
    (void)error;
    if (!walk_split(text, fields, 2))
        return FUND_OK;
    size_t end = slice_find(fields[1], SLICE("\x1f"));
    return put_item(context, slice_part(fields[1], 0, end));
}

static void put_walk(struct meaning *meaning, const char *prefix, struct slice key)
{
    if (meaning->status == FUND_OK)
        meaning->status = walk_fields(meaning->session->reader, prefix, key, TERMS_MAX,
                                      show_second_field, meaning, meaning->error);
}

static void put_links(struct meaning *meaning, const struct name_links *links, bool is_person)
{
    for (size_t i = 0; i < links->name_count; i++)
        if (is_person)
            put_item(meaning, links->names[i]);
        else
            put_walk(meaning, SCHEMA_ORGANISATION_NAME, links->names[i]);
}

static void put_name(struct meaning *meaning, const struct plan_part *part)
{
    struct keys_key key = {.size = 0};
    enum query_kind kind = part->asked->kind;
    if (kind != QUERY_PERSON && kind != QUERY_ORGANISATION) {
        put(meaning, kind == QUERY_PLACE ? SLICE("place") : SLICE("role of a person"));
        return;
    }
    put(meaning, kind == QUERY_PERSON ? SLICE("person: ") : SLICE("organisation: "));
    put_links(meaning, &part->name.links, kind == QUERY_PERSON);
    if (meaning->shown == 0 && kind == QUERY_PERSON && part->name.word_count == 1) {
        if (meaning->status == FUND_OK)
            meaning->status =
                keys_surname(meaning->session->cursor, part->asked->text, &key, meaning->error);
        put_walk(meaning, SCHEMA_PERSON_SEEN, keys_slice(&key));
    }
    if (meaning->shown == 0)
        put(meaning, SLICE("whoever is named so"));
}

/* Names that the first of their words stands for. */
static void put_run(struct meaning *meaning, const struct plan_part *part)
{
    size_t number = part->words.count > 0 ? part->words.items[0].run : 0;
    if (number == 0)
        return;
    const struct plan_run *run = &part->runs[number - 1];
    put(meaning, run->kind == NAME_PERSON ? SLICE("; person: ") : SLICE("; organisation: "));
    put_links(meaning, &run->links, run->kind == NAME_PERSON);
    if (meaning->shown == 0)
        put(meaning, SLICE("whoever is named so"));
}

/* ---- issuers -------------------------------------------------------------------------------- */

static void put_issuers(struct meaning *meaning, const struct plan_part *part)
{
    put(meaning, SLICE("issuer: "));
    for (size_t i = 0; i < part->issuer_count && meaning->status == FUND_OK; i++) {
        char bytes[STORE_TERM_MAX];
        struct slice term, value = part->issuers[i];
        store_docid docid = 0;
        if (!build_join(SCHEMA_ISSUER, part->issuers[i], bytes, &term))
            continue;
        meaning->status = store_reader_find(meaning->session->reader, term, &docid, meaning->error);
        if (meaning->status == FUND_OK && docid != 0)
            meaning->status = store_reader_value(meaning->session->reader, docid,
                                                 SCHEMA_SLOT_ISSUER, &value, meaning->error);
        put_item(meaning, value);
    }
    if (meaning->shown == 0)
        put(meaning, SLICE("none of the archive"));
}

fund_status explain_meaning(struct session *session, struct plan *plan,
                            const struct plan_part *part, struct buffer *out,
                            struct fund_error *error)
{
    struct meaning meaning = {session, plan, out, 0, {NULL, 0}, FUND_OK, error};
    switch (part->asked->kind) {
    case QUERY_TEXT:
        put_words(&meaning, &part->words);
        put_run(&meaning, part);
        break;
    case QUERY_PHRASE:
    case QUERY_WORDS:
        put_words(&meaning, &part->words);
        break;
    case QUERY_EXACT:
        put(&meaning, SLICE("this very form"));
        break;
    case QUERY_PREFIX:
        put_forms(&meaning, part);
        break;
    case QUERY_ISSUER:
        put_issuers(&meaning, part);
        break;
    case QUERY_PUBLISHED:
        put(&meaning, SLICE("day of publication"));
        break;
    case QUERY_EVENT:
        put(&meaning, SLICE("day that the text names"));
        break;
    default:
        put_name(&meaning, part);
    }
    return meaning.status;
}
