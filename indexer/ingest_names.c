/*
 * Persons, organisations and places as terms. Each has its slot of positions, see
 * SCHEMA_ENTITY_STRIDE; further terms say what the lists show and how releases are linked.
 */
#include "indexer/ingest_terms.h"

#include "core/base/utf8.h"
#include "core/names/keys.h"

#include <stdio.h>

/* How much a release is about a name: its mentions up to so many, more where title or lead has it.
 */
#define WEIGHT_MENTIONS_MAX 4
#define WEIGHT_TITLE        3
#define WEIGHT_LEAD         1

/* The part of a slot that is still free. */
struct slot {
    uint32_t next, end; /* positions */
    uint32_t weight;    /* wdf of each of its words */
};

enum name_terms {
    NAME_FOLDED, /* words as they are, and the parts of hyphenated ones */
    NAME_STEMS   /* stems of whole words */
};

/* When and by whom names are named. */
struct seen {
    char year[5];
    char issuer[KEYS_ISSUER_SIZE];
};

static struct slot slot_of(size_t entity, uint32_t weight)
{
    uint32_t start = (uint32_t)entity * SCHEMA_ENTITY_STRIDE + 1;
    return (struct slot){start, start + SCHEMA_ENTITY_WORDS_MAX, weight};
}

static void add_word(struct ingest *ingest, const char *prefix, struct slice word,
                     struct slot *slot)
{
    if (word.size > 0 && slot->next < slot->end)
        ingest_add_name_word(ingest, prefix, word, slot->next++, slot->weight);
}

/* "mueller-gmelin" stands at the place of "mueller", so that either is found. */
static void add_folded(struct ingest *ingest, const char *prefix, struct slice word,
                       struct slot *slot)
{
    size_t hyphen = slice_find(word, SLICE("-"));
    if (hyphen < word.size && slot->next < slot->end)
        ingest_add_name_word(ingest, prefix, word, slot->next, slot->weight);
    while (hyphen < word.size) {
        add_word(ingest, prefix, slice_part(word, 0, hyphen), slot);
        word = slice_part(word, hyphen + 1, word.size);
        hyphen = slice_find(word, SLICE("-"));
    }
    add_word(ingest, prefix, word, slot);
}

/* The parts of the surname, which is the last word, where it has hyphens. */
static void add_pieces(struct ingest *ingest, struct slice name, struct slot slot)
{
    struct text_token token;
    struct slot last = slot;
    buffer_clear(&ingest->folded);
    if (ingest->status == FUND_OK)
        ingest->status = text_cursor_start(ingest->cursor, name, 1, ingest->error);
    if (ingest->status != FUND_OK)
        return;
    while (ingest->status == FUND_OK && text_cursor_next(ingest->cursor, &token)) {
        last = slot;
        buffer_clear(&ingest->folded);
        ingest->status = buffer_append(&ingest->folded, token.folded, ingest->error);
        for (size_t i = 0; i < token.folded.size; i++)
            slot.next += token.folded.data[i] == '-';
        slot.next++;
    }
    if (ingest->status == FUND_OK)
        ingest->status = text_cursor_finish(ingest->cursor, NULL, ingest->error);
    struct slice surname = buffer_slice(&ingest->folded);
    size_t hyphen = slice_find(surname, SLICE("-"));
    if (ingest->status != FUND_OK || hyphen == surname.size)
        return;
    for (; hyphen < surname.size; hyphen = slice_find(surname, SLICE("-"))) {
        add_word(ingest, SCHEMA_PERSON_PIECE, slice_part(surname, 0, hyphen), &last);
        surname = slice_part(surname, hyphen + 1, surname.size);
    }
    add_word(ingest, SCHEMA_PERSON_PIECE, surname, &last);
}

static void add_words(struct ingest *ingest, const char *prefix, enum name_terms kind,
                      struct slice text, struct slot *slot)
{
    if (ingest->status != FUND_OK || text.size == 0)
        return;
    ingest->status = text_cursor_start(ingest->cursor, text, 1, ingest->error);
    if (ingest->status != FUND_OK)
        return;
    struct text_token token;
    while (ingest->status == FUND_OK && text_cursor_next(ingest->cursor, &token)) {
        if (kind == NAME_FOLDED)
            add_folded(ingest, prefix, token.folded, slot);
        else
            add_word(ingest, prefix, token.terms[0].stem, slot);
    }
    if (ingest->status == FUND_OK)
        ingest->status = text_cursor_finish(ingest->cursor, NULL, ingest->error);
}

/* ---- terms of several fields ---------------------------------------------------------------- */

static struct slice cut(struct slice name)
{
    return slice_part(name, 0, utf8_floor(name, SCHEMA_NAME_MAX));
}

/* Joins the fields with the separator. Nothing is added where one of them is empty. */
static void add_fields(struct ingest *ingest, const char *prefix, const struct slice *fields,
                       size_t count, uint32_t wdf)
{
    char term[STORE_TERM_MAX];
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        if (fields[i].size == 0 || fields[i].size + 1 > sizeof(term) - size)
            return;
        if (i > 0)
            term[size++] = SCHEMA_SEPARATOR;
        memcpy(term + size, fields[i].data, fields[i].size);
        size += fields[i].size;
    }
    ingest_add_term(ingest, prefix, slice_of(term, size), wdf);
}

static struct seen seen_of(struct ingest *ingest, const struct release *release)
{
    struct seen seen = {.year = SCHEMA_NO_YEAR};
    buffer_clear(&ingest->folded);
    if (ingest->status == FUND_OK)
        ingest->status = text_fold(release->issuer, &ingest->folded, ingest->error);
    keys_issuer(buffer_slice(&ingest->folded), seen.issuer);
    if (release->published != DATE_NONE)
        snprintf(seen.year, sizeof(seen.year), "%04u",
                 (unsigned)date_to_civil(release->published).year % 10000u);
    return seen;
}

static uint32_t weight_of(const struct release *release, const struct release_entity *entity)
{
    size_t mentions = entity->mention_count;
    uint32_t weight = mentions < WEIGHT_MENTIONS_MAX ? (uint32_t)mentions : WEIGHT_MENTIONS_MAX;
    uint32_t first = mentions > 0 ? entity->mentions[0].start : UINT32_MAX;
    if (weight == 0)
        weight = 1;
    if (first < release->title.end)
        weight += WEIGHT_TITLE;
    else if (first >= release->lead.start && first < release->lead.end)
        weight += WEIGHT_LEAD;
    return weight;
}

/* ---- persons -------------------------------------------------------------------------------- */

static void add_person_links(struct ingest *ingest, const struct release_entity *person,
                             const struct seen *seen, uint32_t weight)
{
    struct keys_key surname = {.size = 0};
    struct slice name = cut(person->name);
    struct slice year = slice_from(seen->year);
    struct slice issuer = slice_of(seen->issuer, KEYS_ISSUER_SIZE);
    if (ingest->status == FUND_OK)
        ingest->status = keys_surname(ingest->cursor, name, &surname, ingest->error);
    struct slice person_seen[] = {keys_slice(&surname), name, year, issuer};
    struct slice role[] = {name, year, issuer, cut(person->role)};
    add_fields(ingest, SCHEMA_PERSON_SEEN, person_seen, 4, weight);
    add_fields(ingest, SCHEMA_PERSON_AND_ROLE, role, 4, 0);
}

static void add_persons(struct ingest *ingest, const struct release *release,
                        const struct seen *seen)
{
    for (size_t i = 0; i < release->persons.count && ingest->status == FUND_OK; i++) {
        const struct release_entity *person = &release->persons.items[i];
        uint32_t weight = weight_of(release, person);
        struct slot slot = slot_of(i, weight);
        add_pieces(ingest, person->name, slot);
        add_words(ingest, SCHEMA_PERSON_WORD, NAME_FOLDED, person->name, &slot);
        add_words(ingest, SCHEMA_PERSON_ROLE, NAME_STEMS, person->title, &slot);
        add_words(ingest, SCHEMA_PERSON_ROLE, NAME_STEMS, person->role, &slot);
        add_person_links(ingest, person, seen, weight);
    }
}

/* ---- organisations -------------------------------------------------------------------------- */

static struct keys_key organisation_key(struct ingest *ingest, struct slice name)
{
    struct keys_key key = {.size = 0};
    if (ingest->status == FUND_OK)
        ingest->status = keys_organisation(ingest->cursor, name, &key, ingest->error);
    return key;
}

static void add_alias(struct ingest *ingest, const struct keys_key *name, struct slice alias,
                      const struct seen *seen)
{
    struct keys_key key = organisation_key(ingest, alias);
    struct slice issuer = slice_of(seen->issuer, KEYS_ISSUER_SIZE);
    struct slice by_alias[] = {keys_slice(&key), issuer, keys_slice(name)};
    struct slice by_name[] = {keys_slice(name), issuer, cut(alias)};
    if (slice_equal(keys_slice(&key), keys_slice(name)))
        return;
    add_fields(ingest, SCHEMA_ORGANISATION_ALIAS, by_alias, 3, 0);
    add_fields(ingest, SCHEMA_ORGANISATION_CALLED, by_name, 3, 0);
}

static void add_initials(struct ingest *ingest, const struct keys_key *key,
                         const struct keys_initials *initials)
{
    for (size_t i = 0; i < initials->count; i++) {
        struct slice fields[] = {keys_slice(&initials->items[i]), keys_slice(key)};
        add_fields(ingest, SCHEMA_ORGANISATION_SHORT, fields, 2, 0);
    }
}

static void add_organisation_links(struct ingest *ingest, const struct release_entity *organisation,
                                   const struct seen *seen, uint32_t weight)
{
    struct slice name = cut(organisation->name);
    struct keys_initials initials;
    struct keys_key key;
    if (ingest->status == FUND_OK)
        ingest->status = keys_linking(ingest->cursor, name, &key, &initials, ingest->error);
    if (ingest->status != FUND_OK)
        return;
    struct slice listed[] = {keys_slice(&key), name};
    add_fields(ingest, SCHEMA_ORGANISATION_KEY, listed, 1, weight);
    add_fields(ingest, SCHEMA_ORGANISATION_NAME, listed, 2, 0);
    add_alias(ingest, &key, keys_quoted(name), seen);
    for (size_t i = 0; i < organisation->alias_count; i++)
        add_alias(ingest, &key, organisation->aliases[i], seen);
    add_initials(ingest, &key, &initials);
}

static void add_organisations(struct ingest *ingest, const struct release *release,
                              const struct seen *seen)
{
    for (size_t i = 0; i < release->organisations.count && ingest->status == FUND_OK; i++) {
        const struct release_entity *organisation = &release->organisations.items[i];
        uint32_t weight = weight_of(release, organisation);
        struct slot slot = slot_of(i, weight);
        add_words(ingest, SCHEMA_ORGANISATION_WORD, NAME_STEMS, organisation->name, &slot);
        for (size_t j = 0; j < organisation->alias_count; j++)
            add_words(ingest, SCHEMA_ORGANISATION_WORD, NAME_STEMS, organisation->aliases[j],
                      &slot);
        add_organisation_links(ingest, organisation, seen, weight);
    }
}

/* ---- places --------------------------------------------------------------------------------- */

static void add_places(struct ingest *ingest, const struct release *release)
{
    for (size_t i = 0; i < release->places.count && ingest->status == FUND_OK; i++) {
        const struct release_entity *place = &release->places.items[i];
        struct slot slot = slot_of(i, weight_of(release, place));
        struct slice name = cut(place->name);
        add_words(ingest, SCHEMA_PLACE_WORD, NAME_FOLDED, place->name, &slot);
        add_fields(ingest, SCHEMA_PLACE_NAME, &name, 1, 0);
    }
}

void ingest_add_names(struct ingest *ingest, const struct release *release)
{
    struct seen seen = seen_of(ingest, release);
    struct slice issuer = slice_of(seen.issuer, KEYS_ISSUER_SIZE);
    add_fields(ingest, SCHEMA_ISSUER_KEY, &issuer, 1, 0);
    add_persons(ingest, release, &seen);
    add_organisations(ingest, release, &seen);
    add_places(ingest, release);
}
