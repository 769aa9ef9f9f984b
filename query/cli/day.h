/*
 * Days of the Gregorian calendar as the library counts them: 0 is 1970-01-01.
 */
#ifndef QUERY_CLI_DAY_H
#define QUERY_CLI_DAY_H

#include <stdint.h>

/* Bytes of "YYYY-MM-DD" with its NUL, and room for days that no calendar has. */
#define DAY_TEXT_SIZE 40

/* Writes "YYYY-MM-DD". */
void day_format(int32_t day, char out[static DAY_TEXT_SIZE]);

/* Writes "18. August 2023". */
void day_format_german(int32_t day, char out[static DAY_TEXT_SIZE]);
/* The day as the user's language writes it; "undated" for FUND_DATE_NONE. */
void day_show(int32_t day, char out[static DAY_TEXT_SIZE]);
/* Today in the time zone of the environment. */
int32_t day_today(void);

/* Bytes of "YYYY-MM-DDTHH:MM:SSZ" with its NUL, and room. */
#define MOMENT_TEXT_SIZE 80
/* Writes "YYYY-MM-DDTHH:MM:SSZ" (RFC 3339) of seconds since 1970. */
void moment_format(int64_t moment, char out[static MOMENT_TEXT_SIZE]);

#endif
