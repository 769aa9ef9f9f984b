/*
 * Days of the Gregorian calendar as the library counts them: 0 is 1970-01-01.
 */
#ifndef QUERY_CLI_DAY_H
#define QUERY_CLI_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes of "YYYY-MM-DD" with its NUL, and room for days that no calendar has. */
#define DAY_TEXT_SIZE 40

/*
 * Reads "2023-08-18", "18.8.2023", "2023-08" or "2023", years 1000 to 9999. A month or year spans
 * its first to its last day.
 */
bool day_parse(const char *text, int32_t *first, int32_t *last);
/* Writes "YYYY-MM-DD". */
void day_format(int32_t day, char out[static DAY_TEXT_SIZE]);

#endif
