/*
 * ingest_forms: which terms the forms of a release's words are, by the archive's table of forms.
 */
#ifndef INDEXER_INGEST_FORMS_H
#define INDEXER_INGEST_FORMS_H

#include "core/forms/forms.h"
#include "indexer/ingest_terms.h"

struct ingest_forms;

/* The bytes of the table, see core/forms/forms.h; empty: each form is a term. FUND_CORRUPT. */
fund_status ingest_forms_create(struct slice table, struct ingest_forms **forms,
                                struct fund_error *error);
void ingest_forms_destroy(struct ingest_forms *forms); /* NULL allowed */

/* Another release begins. */
void ingest_forms_start(struct ingest_forms *forms);
/* A word as it stands in the release, with its folded form and its stem, which are always the same for
 * one surface; weight is what the wdf of its form rises by. */
void ingest_forms_add(struct ingest_forms *forms, struct ingest *ingest, struct slice surface,
                      struct slice folded, struct slice stem, uint32_t weight);
/* The release has this stem as a word that stands nowhere in it. */
void ingest_forms_add_stem(struct ingest_forms *forms, struct slice stem);
/* All words have been added: adds what is left. */
void ingest_forms_finish(struct ingest_forms *forms, struct ingest *ingest);

#endif
