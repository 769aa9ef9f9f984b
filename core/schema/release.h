/*
 * A release: its text, its fields as ranges of the text, and the names and dates found in it.
 *
 * `text` is the release as `show` prints it: the fields in the order of struct release's ranges, a
 * blank line between two. All offsets are bytes into it. Everything that a release points to lies
 * in its arena, also after release_decode, and lives as long as it.
 */
#ifndef CORE_SCHEMA_RELEASE_H
#define CORE_SCHEMA_RELEASE_H

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/date.h"
#include "core/base/error.h"
#include "core/schema/schema.h"

/* Limits; the add functions below refuse what is beyond them with NULL or false. */
#define RELEASE_TEXT_MAX     (16u * 1024 * 1024) /* bytes */
#define RELEASE_MEDIA_MAX    1000
#define RELEASE_ENTITIES_MAX 20000  /* persons, organisations, places, dates: each */
#define RELEASE_MENTIONS_MAX 100000 /* of one entity */
#define RELEASE_ALIASES_MAX  100

struct range {
    uint32_t start, end; /* bytes of release.text; equal: there is none */
};

struct release_media {
    struct range title, credit, caption;
};

/* A person, organisation or place. */
struct release_entity {
    struct slice name;     /* the full name that the release (or the archive) gives */
    struct slice title;    /* persons: "Dr."; empty where none */
    struct slice role;     /* persons: "Leiter Ordnungsamt Haltern am See"; empty where none */
    struct slice *aliases; /* organisations: "SiKo Ruhr" */
    size_t alias_count, alias_capacity;
    struct range *mentions; /* in rising order */
    size_t mention_count, mention_capacity;
};

struct release_entities {
    struct release_entity *items; /* in the order of first mention */
    size_t count, capacity;
};

enum release_precision {
    RELEASE_DATE_DAY,
    RELEASE_DATE_RANGE,
    RELEASE_DATE_MONTH,
    RELEASE_DATE_YEAR,
    RELEASE_DATE_APPROXIMATE,
    RELEASE_DATE_RECURRING /* each week, from first_day to last_day */
};

struct release_date {
    struct range range;
    int32_t first_day, last_day; /* both inclusive */
    enum release_precision precision;
};

struct release {
    struct arena arena;
    struct slice id;     /* 1..SCHEMA_NAME_MAX bytes of [A-Za-z0-9._-] */
    struct slice file;   /* path below the PATH given to `index` */
    struct slice source; /* where it came from: absolute path or URL; tells sources apart */
    struct slice issuer; /* empty where unknown */
    struct slice url;    /* empty where none */
    int32_t published;   /* day number or DATE_NONE */
    int64_t updated;     /* moment of the last change that its maker tells, or CLOCK_NONE */
    int64_t embargo;     /* not to be shown before this moment, or CLOCK_NONE */
    struct slice text;
    struct range title, subtitle, lead, body;
    struct release_media *media;
    size_t media_count, media_capacity;
    struct range contact;
    struct release_entities persons, organisations, places;
    struct release_date *dates;
    size_t date_count, date_capacity;
};

/* An empty release. */
void release_init(struct release *release);
/* Frees all of it; safe after release_init and after a failed release_decode. */
void release_finish(struct release *release);

/* The bytes of a range. */
static inline struct slice release_part(const struct release *release, struct range range)
{
    return slice_part(release->text, range.start, range.end);
}

/*
 * A walk over the fields that are there, in the text's order. Start with *state = 0; false at the
 * end. Media give three fields each.
 */
bool release_next_field(const struct release *release, size_t *state, enum schema_field *field,
                        struct range *range);

/* Each returns the new item to be filled in, or NULL at a limit or without memory. */
struct release_media *release_add_media(struct release *release);
struct release_entity *release_add_entity(struct release *release, struct release_entities *list);
struct release_date *release_add_date(struct release *release);
/* False at a limit or without memory. */
bool release_add_mention(struct release *release, struct release_entity *entity,
                         struct range mention);
bool release_add_alias(struct release *release, struct release_entity *entity, struct slice alias);

/*
 * Appends the stored form. *head_size (NULL allowed): how many of its bytes are the head, from which
 * release_decode_head reads.
 */
fund_status release_encode(const struct release *release, struct buffer *out, size_t *head_size,
                           struct fund_error *error);
/*
 * Reads a stored form into an empty release, copying what it needs. FUND_CORRUPT where bytes are no
 * stored form: every size, range and count is checked.
 */
fund_status release_decode(struct slice bytes, struct release *release, struct fund_error *error);
/*
 * Reads what lists of hits show from the head of a stored form, whatever follows it: the text is
 * the title alone, there are no other fields, places and dates, and no aliases and mentions of
 * persons and organisations. FUND_CORRUPT as above.
 */
fund_status release_decode_head(struct slice bytes, struct release *release,
                                struct fund_error *error);
#endif
