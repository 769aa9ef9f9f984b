/*
 * The one table of what an archive holds: term prefixes, value slots, weights, format version.
 * Writer and reader both read it from here.
 *
 * Prefixes follow Omega's conventions (S title, Q unique id, D/M/Y date, X… for ours). Terms of
 * text are folded, so that no prefix can run into a term: their first byte is never an ASCII
 * capital.
 */
#ifndef CORE_SCHEMA_SCHEMA_H
#define CORE_SCHEMA_SCHEMA_H

#include "core/base/slice.h"

#include <stdint.h>

/* Version of everything in this header and of release_encode. Another one is refused. */
#define SCHEMA_FORMAT_VERSION 9

/* ---- terms ---------------------------------------------------------------------------------- */

#define SCHEMA_WORD   "W" /* stem of a whole word, any field; wdf is the sum of field weights */
#define SCHEMA_PART   "K" /* stem of a part that is not the whole word: of a compound's */
#define SCHEMA_PLACED "P" /* stem of any part, where Xapian's table has its positions; wdf 0 */
#define SCHEMA_TITLE  "S" /* stem of a word of the title or subtitle, of its parts and inner words */
#define SCHEMA_FORM   "R" /* a word as it stands in the text (core/text/form.h), weighed as W */
/*
 * What is written of the forms of a stem in SCHEMA_META_FORMS, see core/forms/forms.h. The wdf of
 * SCHEMA_FORM_TABLE is that of all forms that are not written, so that the length of a release does not
 * depend on the table.
 */
#define SCHEMA_FORM_INSTEAD "O" /* the form that is there in place of the usual one; weighed as W */
#define SCHEMA_FORM_NEITHER "N" /* stem of which none of these is there; wdf 0 */
#define SCHEMA_FORM_TABLE   "XF" /* forms_name of the table that the release goes by */

#define SCHEMA_ID           "Q"  /* the release's id */
#define SCHEMA_DAY          "D"  /* YYYYMMDD of publication */
#define SCHEMA_MONTH        "M"  /* YYYYMM */
#define SCHEMA_YEAR         "Y"  /* YYYY */
#define SCHEMA_ISSUER       "XI" /* folded issuer */
#define SCHEMA_LATE         "XT" /* SCHEMA_LATE_YES: the release is not in SCHEMA_META_ORDER */
#define SCHEMA_LATE_YES     "1"

/*
 * Days that the text names, never finer than it names them: a year has SCHEMA_EVENT_YEAR alone;
 * a month and an approximate span also SCHEMA_EVENT_MONTH for each month that they touch; a day and
 * a range of up to SCHEMA_EVENT_DAYS_MAX days also SCHEMA_EVENT_DAY for each day, a longer range
 * SCHEMA_EVENT_LONG_MONTH for each month. A recurring date counts as the days on which it happens.
 * Of a longer span than SCHEMA_EVENT_YEARS_MAX calendar years only the first so many, and their
 * months, have terms.
 */
#define SCHEMA_EVENT_DAY        "XED" /* YYYYMMDD */
#define SCHEMA_EVENT_MONTH      "XEM" /* YYYYMM */
#define SCHEMA_EVENT_YEAR       "XEY" /* YYYY */
#define SCHEMA_EVENT_LONG_MONTH "XEL" /* YYYYMM */
#define SCHEMA_EVENT_DAYS_MAX   62
#define SCHEMA_EVENT_YEARS_MAX  100

/*
 * Persons, organisations and places stand in slots of positions: the n-th entity (from 0) of a
 * release begins at n * SCHEMA_ENTITY_STRIDE + 1 and uses at most SCHEMA_ENTITY_WORDS_MAX
 * positions, which SCHEMA_SLOT_NAME_POSITIONS has. NEAR with the window SCHEMA_ENTITY_WORDS_MAX
 * therefore never reaches from one entity into the next. Names are folded words as text_cursor gives them (`folded`), unstemmed; roles and
 * organisations are stems of whole words. Their wdf says how much the release is about the entity:
 * its mentions up to four, three more where the title has it, one where the lead does.
 */
#define SCHEMA_PERSON_WORD       "XPW" /* a word of a person's name */
#define SCHEMA_PERSON_PIECE      "XPH" /* richter of Anke Richter-Bohlen, at its place as a word */
#define SCHEMA_PERSON_ROLE       "XPR" /* stem of a word of a title or role, in the same slot */
#define SCHEMA_ORGANISATION_WORD "XOW" /* stem of a word of an organisation's name or alias */
#define SCHEMA_PLACE_WORD        "XLW" /* a word of a place's name */
#define SCHEMA_ENTITY_STRIDE     64
#define SCHEMA_ENTITY_WORDS_MAX  24

/*
 * What links names across an archive, and what the lists of names show. These terms have several
 * fields with SCHEMA_SEPARATOR between two, so that a walk over a prefix answers a question. Names,
 * roles and aliases are as displayed, cut at SCHEMA_NAME_MAX; keys are those of core/names/keys.h;
 * a year has four digits, SCHEMA_NO_YEAR without a date. Whoever reads a person's name in a release
 * that has only "Stegemann" looks for the persons of that surname, and so on: nothing in the
 * archive depends on another release, so releases come and go without any upkeep.
 */
#define SCHEMA_PERSON_SEEN         "XPS" /* key of the surname, name, year, issuer */
#define SCHEMA_PERSON_AND_ROLE     "XPX" /* name, year, issuer, role */
#define SCHEMA_ORGANISATION_KEY    "XOK" /* key of the name; wdf says how much it is about it */
#define SCHEMA_ORGANISATION_NAME   "XON" /* key, name */
#define SCHEMA_ORGANISATION_ALIAS  "XOA" /* key of the alias, issuer, key of the name */
#define SCHEMA_ORGANISATION_CALLED "XOX" /* key of the name, issuer, alias */
#define SCHEMA_ORGANISATION_SHORT  "XOI" /* initials of the name, key of the name */
#define SCHEMA_PLACE_NAME          "XLN" /* name */
#define SCHEMA_ISSUER_KEY          "XIK" /* issuer, as in the terms above */
#define SCHEMA_SEPARATOR           '\x1f'
#define SCHEMA_NO_YEAR             "0000"
/* Bytes of a displayed name, role or alias; longer ones are cut at a character. */
#define SCHEMA_NAME_MAX 110

/* ---- value slots ---------------------------------------------------------------------------- */

enum schema_slot {
    SCHEMA_SLOT_PUBLISHED = 0, /* store_encode_day; absent without a date */
    SCHEMA_SLOT_ISSUER = 1,    /* as displayed */
    SCHEMA_SLOT_SOURCE = 2,    /* struct state of indexer/state.h, encoded */
    /* What facets count: names as displayed, cut at SCHEMA_NAME_MAX, each once, in the order of
     * the text, at most SCHEMA_SLOT_NAMES_MAX, with SCHEMA_SEPARATOR between two. */
    SCHEMA_SLOT_PERSONS = 3,
    SCHEMA_SLOT_ORGANISATIONS = 4,
    SCHEMA_SLOT_PLACES = 5,
    SCHEMA_SLOT_SIGNATURE = 6, /* of core/schema/signature.h; absent where the text is short */
    /* store_encode_moment; absent without an embargo. Whoever reads an archive shows no release
     * whose embargo lies ahead: neither among hits nor by its id. */
    SCHEMA_SLOT_EMBARGO = 7,
    SCHEMA_SLOT_REVISION = 8, /* schema_encode_revision: of the commit that wrote the release */
    /* Positions of the parts of words over all fields, by stem, as core/positions/positions.h has
     * them: a tenth of what Xapian's table of positions takes. A word without parts is its own.
     * Each stem that is a SCHEMA_WORD or SCHEMA_PART of the release has a number there, if only a
     * part also has positions. Absent where there are no words. */
    SCHEMA_SLOT_POSITIONS = 9,
    /* What completions are offered from, a thirtieth of what reading the titles in the releases
     * costs; absent where it is longer than SCHEMA_SLOT_TITLE_MAX bytes. */
    SCHEMA_SLOT_TITLE = 10,
    /* The same as SCHEMA_SLOT_POSITIONS of the terms that stand in slots of positions, by the whole
     * term; absent where there are none. */
    SCHEMA_SLOT_NAME_POSITIONS = 11
};

#define SCHEMA_SLOT_NAMES_MAX 200
#define SCHEMA_SLOT_TITLE_MAX 400

/* ---- metadata ------------------------------------------------------------------------------- */

#define SCHEMA_META_FORMAT      "fundstelle.format"      /* decimal SCHEMA_FORMAT_VERSION */
#define SCHEMA_META_FINGERPRINT "fundstelle.fingerprint" /* text_analyser_fingerprint */
#define SCHEMA_META_COMPOUNDS   "fundstelle.compounds"   /* text_analyser_compounds; often absent */
/* SCHEMA_NAMES_NONE where only words are indexed: no names, places and dates of events; absent
 * otherwise. */
#define SCHEMA_META_NAMES "fundstelle.names"
#define SCHEMA_NAMES_NONE "none"
/* SCHEMA_ORDER_NEWEST where documents without SCHEMA_LATE stand in the order of publication, the
 * newest first, those without a date last: all that were there when the archive was made. */
#define SCHEMA_META_ORDER   "fundstelle.order"
#define SCHEMA_ORDER_NEWEST "newest"
/* schema_encode_revision of the last commit; each that changes a release has the next number. */
#define SCHEMA_META_REVISION "fundstelle.revision"
/* Deletions up to this revision are no longer all known; absent: they all are. */
#define SCHEMA_META_REVISION_FROM "fundstelle.revision.from"
/* This and a release's id: it was there and was deleted; struct schema_deletion, encoded. */
#define SCHEMA_META_DELETED "fundstelle.deleted."
/* Of these only the newest are kept. */
#define SCHEMA_DELETIONS_MAX 100000u
/*
 * A file whose releases do not have the file's own state in SCHEMA_SLOT_SOURCE, since it holds many
 * or they have ids of their own: this and 16 hexadecimal digits of dict_hash of its source, with
 * struct state of indexer/state.h, encoded, and then the source.
 */
#define SCHEMA_META_FILE "fundstelle.file."

/* The table of forms, see core/forms/forms.h, compressed; absent or empty: each form has a term. */
#define SCHEMA_META_FORMS "fundstelle.forms"

/*
 * Present where there are SCHEMA_PLACED terms, and the words of names have their positions in
 * Xapian's table too: xapian-tcpsrv, by which an archive is searched from another machine, knows
 * nothing of those in values.
 */
#define SCHEMA_META_STOCK_POSITIONS       "fundstelle.positions"
#define SCHEMA_META_STOCK_POSITIONS_VALUE "stock"

/* A revision's bytes, most significant first, without zeroes at the front. */
#define SCHEMA_REVISION_SIZE 8
size_t schema_encode_revision(uint64_t revision, char out[SCHEMA_REVISION_SIZE]);
/* 0 where the bytes are none; 0 is also the revision of an empty archive. */
uint64_t schema_decode_revision(struct slice bytes);

struct schema_deletion {
    uint64_t revision;
    uint64_t content_hash; /* see struct state of indexer/state.h */
    bool is_by_user;       /* by its id: it does not come back as long as its source is the same */
};
#define SCHEMA_DELETION_SIZE 17
void schema_encode_deletion(const struct schema_deletion *deletion, char out[SCHEMA_DELETION_SIZE]);
/* False where the bytes are none. */
bool schema_decode_deletion(struct slice bytes, struct schema_deletion *deletion);

/* ---- fields --------------------------------------------------------------------------------- */

enum schema_field {
    SCHEMA_FIELD_TITLE,
    SCHEMA_FIELD_SUBTITLE,
    SCHEMA_FIELD_LEAD,
    SCHEMA_FIELD_BODY,
    SCHEMA_FIELD_MEDIA_TITLE,
    SCHEMA_FIELD_MEDIA_CREDIT,
    SCHEMA_FIELD_MEDIA_CAPTION,
    SCHEMA_FIELD_CONTACT,
    SCHEMA_FIELD_COUNT
};

struct schema_field_entry {
    const char *name;   /* as in JSON */
    uint32_t weight;    /* wdf of one word of the field */
    const char *prefix; /* further term prefix for whole words, or NULL */
};

/* By enum schema_field. */
extern const struct schema_field_entry schema_fields[SCHEMA_FIELD_COUNT];

/* Positions left free between two fields, so that no phrase reaches across. */
#define SCHEMA_FIELD_GAP 32

#endif
