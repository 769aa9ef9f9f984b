/*
 * person: and org: of a query: which forms of the words the archive has, the query for them, and
 * which entity of a release is meant.
 */
#ifndef QUERY_LIB_NAME_H
#define QUERY_LIB_NAME_H

#include "core/schema/release.h"
#include "query/lib/build.h"
#include "query/lib/words.h"

/* One way to find a word in an entity's slot. */
struct name_form {
    struct slice text;  /* a folded word of a name, or a stem */
    const char *prefix; /* SCHEMA_PERSON_WORD, SCHEMA_PERSON_ROLE, SCHEMA_ORGANISATION_WORD */
};

struct name_word {
    struct slice surface;
    struct name_form *forms; /* any of them */
    size_t form_count, form_capacity;
    bool is_initial; /* stands for all names that begin so */
};

/* A name that is asked for: all words, in any order. */
struct name_asked {
    bool is_organisation;
    bool is_blank; /* the value had no word at all */
    struct name_word *words;
    size_t word_count; /* at most SCHEMA_ENTITY_WORDS_MAX */
};

/* What the functions here work with. */
struct name_context {
    const struct store_reader *reader;
    struct text_cursor *cursor;
    struct arena *arena;
};

/* Reads the value of a field. FUND_LIMIT: more than SCHEMA_ENTITY_WORDS_MAX words; FUND_NO_MEMORY
 * and what reading gives. */
fund_status name_read(const struct name_context *context, struct slice value, bool is_organisation,
                      struct name_asked *asked, struct fund_error *error);

/* Releases that name it. */
struct store_query *name_query(struct build *build, const struct name_asked *asked);

/* Whether an entity of a release (of the kind asked for) is meant. */
fund_status name_matches(const struct name_context *context, const struct name_asked *asked,
                         const struct release_entity *entity, bool *matches,
                         struct fund_error *error);

#endif
