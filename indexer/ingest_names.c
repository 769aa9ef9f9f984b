/*
 * Persons and organisations as terms. Each has its slot of positions, see SCHEMA_ENTITY_STRIDE.
 */
#include "indexer/ingest_terms.h"

#include "core/base/utf8.h"

/* The part of a slot that is still free. */
struct slot {
    uint32_t next, end; /* positions */
};

enum name_terms {
    NAME_FOLDED, /* words as they are, and the parts of hyphenated ones */
    NAME_STEMS   /* stems of whole words */
};

static struct slot slot_of(size_t entity)
{
    uint32_t start = (uint32_t)entity * SCHEMA_ENTITY_STRIDE + 1;
    return (struct slot){start, start + SCHEMA_ENTITY_WORDS_MAX};
}

static void add_word(struct ingest *ingest, const char *prefix, struct slice word,
                     struct slot *slot)
{
    if (word.size > 0 && slot->next < slot->end)
        ingest_add_posting(ingest, prefix, word, slot->next++, 1);
}

/* "mueller-gmelin" stands at the place of "mueller", so that either is found. */
static void add_folded(struct ingest *ingest, const char *prefix, struct slice word,
                       struct slot *slot)
{
    size_t hyphen = slice_find(word, SLICE("-"));
    if (hyphen < word.size && slot->next < slot->end)
        ingest_add_posting(ingest, prefix, word, slot->next, 1);
    while (hyphen < word.size) {
        add_word(ingest, prefix, slice_part(word, 0, hyphen), slot);
        word = slice_part(word, hyphen + 1, word.size);
        hyphen = slice_find(word, SLICE("-"));
    }
    add_word(ingest, prefix, word, slot);
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

static struct slice cut(struct slice name)
{
    return slice_part(name, 0, utf8_floor(name, SCHEMA_NAME_MAX));
}

/* What the lists show: the name, and the pair of name and role or alias. */
static void add_pair(struct ingest *ingest, const char *prefix, struct slice name,
                     struct slice other)
{
    char pair[2 * SCHEMA_NAME_MAX + 1];
    name = cut(name);
    other = cut(other);
    if (name.size == 0 || other.size == 0)
        return;
    memcpy(pair, name.data, name.size);
    pair[name.size] = SCHEMA_PAIR_SEPARATOR;
    memcpy(pair + name.size + 1, other.data, other.size);
    ingest_add_term(ingest, prefix, slice_of(pair, name.size + 1 + other.size), 0);
}

static void add_display_name(struct ingest *ingest, const char *prefix, struct slice name)
{
    if (name.size > 0)
        ingest_add_term(ingest, prefix, cut(name), 0);
}

void ingest_add_persons(struct ingest *ingest, const struct release_entities *persons)
{
    for (size_t i = 0; i < persons->count && ingest->status == FUND_OK; i++) {
        const struct release_entity *person = &persons->items[i];
        struct slot slot = slot_of(i);
        add_words(ingest, SCHEMA_PERSON_WORD, NAME_FOLDED, person->name, &slot);
        add_words(ingest, SCHEMA_PERSON_ROLE, NAME_STEMS, person->title, &slot);
        add_words(ingest, SCHEMA_PERSON_ROLE, NAME_STEMS, person->role, &slot);
        add_display_name(ingest, SCHEMA_PERSON_NAME, person->name);
        add_pair(ingest, SCHEMA_PERSON_AND_ROLE, person->name, person->role);
    }
}

void ingest_add_organisations(struct ingest *ingest, const struct release_entities *organisations)
{
    for (size_t i = 0; i < organisations->count && ingest->status == FUND_OK; i++) {
        const struct release_entity *organisation = &organisations->items[i];
        struct slot slot = slot_of(i);
        add_words(ingest, SCHEMA_ORGANISATION_WORD, NAME_STEMS, organisation->name, &slot);
        add_display_name(ingest, SCHEMA_ORGANISATION_NAME, organisation->name);
        for (size_t j = 0; j < organisation->alias_count; j++) {
            struct slice alias = organisation->aliases[j];
            add_words(ingest, SCHEMA_ORGANISATION_WORD, NAME_STEMS, alias, &slot);
            add_pair(ingest, SCHEMA_ORGANISATION_AND_ALIAS, organisation->name, alias);
        }
    }
}
