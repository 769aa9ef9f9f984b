/*
 * Values of fields, and what is said where one is wrong.
 */
#ifndef QUERY_LIB_PARSE_FIELDS_H
#define QUERY_LIB_PARSE_FIELDS_H

#include "query/lib/parse/tokens.h"

/* "'person:' has no name after it; …" at the field. */
fund_status field_refuse_empty(const struct field_name *field, size_t offset,
                               struct fund_error *error);
/* A star or the like where a name is asked for. */
fund_status field_refuse_star(const struct field_name *field, const struct token *token,
                              struct fund_error *error);

/*
 * Reads the date here, the longest run of words that is one, or what stands in quotes, and moves
 * behind it. Fills part->text, offset and days; on FUND_INVALID_QUERY the first two.
 */
fund_status field_read_date(struct tokens *tokens, const struct field_name *field, int32_t today,
                            struct query_part *part, struct fund_error *error);

#endif
