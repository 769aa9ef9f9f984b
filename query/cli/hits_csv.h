/*
 * Hits as CSV, see csv_write.h. The names and the order of the columns are part of the interface;
 * new ones come last.
 */
#ifndef QUERY_CLI_HITS_CSV_H
#define QUERY_CLI_HITS_CSV_H

#include "csv_write.h"
#include "fundstelle.h"

/* The names of the columns, appended to a record that is not ended. */
void hits_csv_names(struct csv_record *record);
/* A hit's columns, appended the same way. */
void hits_csv_hit(struct csv_record *record, const struct fund_hit *hit);
/* Another version of the hit, which stands behind it with the same rank. */
void hits_csv_version(struct csv_record *record, const struct fund_hit *hit,
                      const struct fund_version *version);
/* Columns without anything. */
void hits_csv_none(struct csv_record *record);
/* Everything: the line of names, a record for each hit and each of its other versions. */
void hits_csv_print(const fund_results *results);

#endif
