/*
 * Calendar days in the proleptic Gregorian calendar as day numbers: 0 is 1970-01-01.
 */
#ifndef CORE_BASE_DATE_H
#define CORE_BASE_DATE_H

#include "core/base/slice.h"

#include <stdint.h>

/* No date. Smaller than any day. */
#define DATE_NONE INT32_MIN
/* Days that the program accepts: 1000-01-01 to 9999-12-31. */
#define DATE_FIRST_YEAR 1000
#define DATE_LAST_YEAR  9999
/* Two digits from here on are a year of the 1900s, smaller ones of the 2000s. */
#define DATE_CENTURY_PIVOT 69
/* Bytes of "YYYY-MM-DD" with its NUL. */
#define DATE_ISO_SIZE 11

struct date_civil {
    int year, month, day; /* month 1..12, day 1..31 */
};

/* Days in a month of 1..12, leap years counted. */
int date_month_days(int year, int month);
/* False for the likes of 31.02. and for years outside DATE_FIRST_YEAR..DATE_LAST_YEAR. */
bool date_is_valid(int year, int month, int day);
/* The day number, or DATE_NONE where date_is_valid says no. */
int32_t date_from_civil(int year, int month, int day);
struct date_civil date_to_civil(int32_t day);
/* The year that two digits, 0..99, stand for, as POSIX strptime reads %y. */
int date_full_year(int two_digits);
/* 0 is Monday, 6 Sunday. */
int date_weekday(int32_t day);
/* Writes "YYYY-MM-DD" and a NUL; for DATE_NONE an empty string. */
void date_format_iso(int32_t day, char out[static DATE_ISO_SIZE]);
/* Reads exactly "YYYY-MM-DD"; DATE_NONE for anything else, wrong days included. */
int32_t date_parse_iso(struct slice text);

#endif
