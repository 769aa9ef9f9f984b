/*
 * check_forms: whether what a document tells of its forms can be, by the archive's table of forms.
 */
#ifndef INDEXER_CHECK_FORMS_H
#define INDEXER_CHECK_FORMS_H

#include "core/store/store.h"

struct check_forms;

/* Reads the archive's table. FUND_CORRUPT: it is damaged; FUND_NO_MEMORY, and what reading gives. */
fund_status check_forms_create(const struct store_reader *reader, struct check_forms **forms,
                               struct fund_error *error);
void check_forms_destroy(struct check_forms *forms); /* NULL allowed */

/*
 * *is_so is false where the document goes by another table, or has a SCHEMA_FORM_INSTEAD or
 * SCHEMA_FORM_NEITHER that the table does not have, two of one stem, or one of a stem that it does not
 * have itself.
 */
fund_status check_forms(struct check_forms *forms, const struct store_reader *reader,
                        store_docid docid, bool *is_so, struct fund_error *error);

#endif
