/*
 * forms: which forms of a word an archive need not write.
 *
 * A release has a term for the stem of each word and would have one for each form in which the word
 * stands there; of most words it is always the same one. A table, made of a sample of the releases,
 * has the forms of each stem in the order of how many have them: the first is the usual one. The
 * releases of an archive with a table have for each stem of it
 *
 *   no term at all        where the usual form is there,
 *   SCHEMA_FORM_INSTEAD   and the first of its other forms in the table, where that is there and the
 *                         usual one is not,
 *   SCHEMA_FORM_NEITHER   and the stem, where none of them is there,
 *
 * and SCHEMA_FORM for any further form. So a release has the usual form where it has the stem and no
 * term of the last two kinds; as such terms exclude each other, their numbers of releases tell that
 * of the usual form too.
 */
#ifndef CORE_FORMS_FORMS_H
#define CORE_FORMS_FORMS_H

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Most forms of a table, and most bytes that it is written in. */
#define FORMS_MAX      ((size_t)60000)
#define FORMS_SIZE_MAX ((size_t)4 * 1024 * 1024)
/* No form, no stem. */
#define FORMS_NONE UINT32_MAX

/* ---- a table -------------------------------------------------------------------------------- */

struct forms; /* never changes, may be shared by threads */

/* Reads what forms_sample_write wrote; the bytes are not needed later. No bytes are a table without
 * forms. FUND_CORRUPT: they are no table; FUND_NO_MEMORY. */
fund_status forms_read(struct slice bytes, struct forms **forms, struct fund_error *error);
void forms_destroy(struct forms *forms); /* NULL allowed */

/* Forms have numbers from 0 in byte order, and so have stems. */
uint32_t forms_count(const struct forms *forms);
uint32_t forms_stem_count(const struct forms *forms);
struct slice forms_text(const struct forms *forms, uint32_t form);
struct slice forms_stem(const struct forms *forms, uint32_t stem);
/* FORMS_NONE where it is not in the table. */
uint32_t forms_find(const struct forms *forms, struct slice text);
uint32_t forms_find_stem(const struct forms *forms, struct slice stem);
/* The first form that is not before the text; forms_count where all are. */
uint32_t forms_from(const struct forms *forms, struct slice text);
uint32_t forms_stem_of(const struct forms *forms, uint32_t form);
/* The forms of a stem, at least one, the usual one first. */
const uint32_t *forms_of_stem(const struct forms *forms, uint32_t stem, uint32_t *count);
bool forms_is_usual(const struct forms *forms, uint32_t form);
/* Four letters or digits that tell tables apart; borrowed from the table. */
struct slice forms_name(const struct forms *forms);

/* ---- making one ----------------------------------------------------------------------------- */

struct forms_sample;

fund_status forms_sample_create(struct forms_sample **sample, struct fund_error *error);
void forms_sample_destroy(struct forms_sample *sample); /* NULL allowed */
/* Before the words of each release. */
void forms_sample_next(struct forms_sample *sample);
/* A form, and the stem of the word that has it there. FUND_NO_MEMORY, FUND_LIMIT. */
fund_status forms_sample_add(struct forms_sample *sample, struct slice form, struct slice stem,
                             struct fund_error *error);
/* Appends the table: the stems with all of their forms; where those are too many, the stems of most
 * releases. The same releases give the same bytes. FUND_NO_MEMORY. */
fund_status forms_sample_write(const struct forms_sample *sample, struct buffer *out,
                               struct fund_error *error);

#ifdef __cplusplus
}
#endif

#endif
