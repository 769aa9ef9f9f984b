/*
 * Dates: one text, seen from Friday, 18 August 2023, and the dates that must come out of it. The
 * calendar of these weeks: Monday 7, 14, 21, 28 August.
 */
#include "core/dates/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define REFERENCE 19587

/* By enum release_precision. */
static const char *const precisions[] = {"day",  "range",       "month",
                                         "year", "approximate", "recurring"};

struct row {
    const char *text, *dates; /* "text = first..last precision | …", a single day but once */
};

static const struct row absolute[] = {
    {"", ""},
    {"1", ""},
    {".", ""},
    {"Kein Datum.", ""},
    {"Am 18.08.2023 kam", "18.08.2023 = 2023-08-18 day"},
    {"18.08.2023", "18.08.2023 = 2023-08-18 day"},
    {"Am 18. 8. 2023 kam", "18. 8. 2023 = 2023-08-18 day"},
    {"Am 18.8.23 kam", "18.8.23 = 2023-08-18 day"},
    {"Am 18.8.99 kam", "18.8.99 = 1999-08-18 day"},
    /* of two digits: not more than ten years ahead */
    {"Am 18.8.33 kam", "18.8.33 = 2033-08-18 day"},
    {"Am 18.8.34 kam", "18.8.34 = 1934-08-18 day"},
    {"Am 5.5.55 wurde sie geboren", "5.5.55 = 1955-05-05 day"},
    {"Am 1.1.00 kam", "1.1.00 = 2000-01-01 day"},
    {"am 6. 6. 66 verzogen", "6. 6. 66 = 1966-06-06 day"},
    {"am 6. 6. 66.", "6. 6. 66 = 1966-06-06 day"},
    {"am 6. 9. 20 Uhr", "6. 9. = 2023-09-06 day"},
    {"am 6. 9. 20 bis 22 Uhr", "6. 9. = 2023-09-06 day"},
    {"am 6.9. 20 kommen", "6.9. = 2023-09-06 day"},
    {"Im Mai '45 kam", "Mai '45 = 1945-05-01..1945-05-31 month"},
    {"am 7.Juli2017 kam", "7.Juli2017 = 2017-07-07 day"},
    {"am 7. Juli2017x kam", "7. Juli = 2023-07-07 day"},
    {"Am 18. August 2023 kam", "18. August 2023 = 2023-08-18 day"},
    {"Am 18.August 2023 kam", "18.August 2023 = 2023-08-18 day"},
    {"Am 18. Aug. 2023 kam", "18. Aug. 2023 = 2023-08-18 day"},
    {"Am 18. Aug. '23 kam", "18. Aug. '23 = 2023-08-18 day"},
    {"Am 3. Sept. 2023", "3. Sept. 2023 = 2023-09-03 day"},
    {"Am 3. Okt. 2023", "3. Okt. 2023 = 2023-10-03 day"},
    {"Am 3. März 2024", "3. März 2024 = 2024-03-03 day"},
    {"Am 3. Maerz 2024", "3. Maerz 2024 = 2024-03-03 day"},
    {"AM 3. MAI 2024", "3. MAI 2024 = 2024-05-03 day"},
    {"Am 3. Jänner 2024", "3. Jänner 2024 = 2024-01-03 day"},
    {"Am 18 August 2023 kam", "18 August 2023 = 2023-08-18 day"},
    {"seit dem ersten Februar 2019", "ersten Februar 2019 = 2019-02-01 day"},
    {"am fünften September", "fünften September = 2023-09-05 day"},
    {"am achten September", "achten September = 2023-09-08 day"},
    {"am einunddreißigsten Dezember", "einunddreißigsten Dezember = 2023-12-31 day"},
    {"am siebenundzwanzigsten Mai 2024", "siebenundzwanzigsten Mai 2024 = 2024-05-27 day"},
    {"am 3. d. M. kam", "3. d. M. = 2023-08-03 day"},
    {"am 3. d.M. kam", "3. d.M. = 2023-08-03 day"},
    {"am 3. Mai d. J. kam", "3. Mai d. J. = 2023-05-03 day"},
    {"am 31. v. M. kam", "31. v. M. = 2023-07-31 day"},
    {"Am 1.\u00a0Mai\u00a02024", "1.\u00a0Mai\u00a02024 = 2024-05-01 day"},
    {"bis 2023-08-18", "2023-08-18 = 2023-08-18 day"},
    {"„18. August 2023“", "18. August 2023 = 2023-08-18 day"},
    {"(18. August 2023)", "18. August 2023 = 2023-08-18 day"},
    {"Am 29. Februar 2024", "29. Februar 2024 = 2024-02-29 day"},
    {"Freitag, 18. August 2023, 19 Uhr", "Freitag, 18. August 2023 = 2023-08-18 day"},
    {"Freitag, den 18. August 2023", "Freitag, den 18. August 2023 = 2023-08-18 day"},
    {"Freitag, dem 18.08.2023", "Freitag, dem 18.08.2023 = 2023-08-18 day"},
    {"Freitagabend, 18. August 2023", "Freitagabend, 18. August 2023 = 2023-08-18 day"},
    {"Fr, 18. August 2023", "Fr, 18. August 2023 = 2023-08-18 day"},
    {"Fr. 18.8.2023", "Fr. 18.8.2023 = 2023-08-18 day"},
    /* a weekday that contradicts the date changes nothing */
    {"Montag, 18. August 2023", "Montag, 18. August 2023 = 2023-08-18 day"},
    {"am 3. Mai vergangenen Jahres", "3. Mai vergangenen Jahres = 2022-05-03 day"},
    {"am 3. Mai des kommenden Jahres", "3. Mai des kommenden Jahres = 2024-05-03 day"},
    {"am 3. Mai dieses Jahres", "3. Mai dieses Jahres = 2023-05-03 day"},
    {"am 1. Mai 2024 und am 2. Mai 2024",
     "1. Mai 2024 = 2024-05-01 day | 2. Mai 2024 = 2024-05-02 day"},
};

static const struct row without_year[] = {
    /* ahead, unless it is shortly past */
    {"am 29. März", "29. März = 2024-03-29 day"},
    {"am 20. August", "20. August = 2023-08-20 day"},
    {"am 10. August", "10. August = 2023-08-10 day"},
    {"am 24. Dezember", "24. Dezember = 2023-12-24 day"},
    {"am 2. Januar", "2. Januar = 2024-01-02 day"},
    {"am 24.12. und", "24.12. = 2023-12-24 day"},
    {"bis zum 24.12. und", "24.12. = 2023-12-24 day"},
    {"(24.12.)", "24.12. = 2023-12-24 day"},
    {"Sa. 26.8. um 10", "Sa. 26.8. = 2023-08-26 day"},
    /* a weekday decides: 29 March 2022 was a Tuesday, 2023 a Wednesday, 2024 a Friday */
    {"am Mittwoch, 29. März", "Mittwoch, 29. März = 2023-03-29 day"},
    {"am Dienstag, den 29. März", "Dienstag, den 29. März = 2022-03-29 day"},
    {"am Freitag, dem 29. März", "Freitag, dem 29. März = 2024-03-29 day"},
    {"am 29. Februar", "29. Februar = 2024-02-29 day"},
    {"im Oktober", "Oktober = 2023-10-01..2023-10-31 month"},
    {"im Juni", "Juni = 2023-06-01..2023-06-30 month"},
    {"ab Januar", "Januar = 2024-01-01..2024-01-31 month"},
    {"Im Februar wurde er gewählt.", "Februar = 2023-02-01..2023-02-28 month"},
    {"Im Februar wird er gewählt.", "Februar = 2024-02-01..2024-02-29 month"},
    {"Ende September", "Ende September = 2023-09-21..2023-09-30 approximate"},
    {"im vergangenen Mai", "vergangenen Mai = 2023-05-01..2023-05-31 month"},
    {"im kommenden Mai", "kommenden Mai = 2024-05-01..2024-05-31 month"},
    {"im August des vergangenen Jahres",
     "August des vergangenen Jahres = 2022-08-01..2022-08-31 month"},
};

static const struct row spans[] = {
    {"vom 3. bis 17. Mai 2024", "3. bis 17. Mai 2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3. bis zum 17. Mai 2024", "3. bis zum 17. Mai 2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3. bis einschließlich 17. Mai 2024",
     "3. bis einschließlich 17. Mai 2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3. bis voraussichtlich 17. Mai 2024",
     "3. bis voraussichtlich 17. Mai 2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3. bis 17. September", "3. bis 17. September = 2023-09-03..2023-09-17 range"},
    {"29. März bis 22. April 2024", "29. März bis 22. April 2024 = 2024-03-29..2024-04-22 range"},
    {"29. August bis 2. September", "29. August bis 2. September = 2023-08-29..2023-09-02 range"},
    {"27. Dezember bis 5. Januar", "27. Dezember bis 5. Januar = 2023-12-27..2024-01-05 range"},
    {"27. Dezember bis 5. Januar 2025",
     "27. Dezember bis 5. Januar 2025 = 2024-12-27..2025-01-05 range"},
    {"27. Dezember 2024 bis 5. Januar",
     "27. Dezember 2024 bis 5. Januar = 2024-12-27..2025-01-05 range"},
    {"1. Mai 2023 bis 30. April 2024",
     "1. Mai 2023 bis 30. April 2024 = 2023-05-01..2024-04-30 range"},
    /* it has begun and goes on */
    {"vom 1. Januar bis 31. Dezember", "1. Januar bis 31. Dezember = 2023-01-01..2023-12-31 range"},
    {"vom 3.5. bis 17.5.2024", "3.5. bis 17.5.2024 = 2024-05-03..2024-05-17 range"},
    {"3.5. bis 17.5.2024", "3.5. bis 17.5.2024 = 2024-05-03..2024-05-17 range"},
    {"vom 3.9. bis 17.9.", "3.9. bis 17.9. = 2023-09-03..2023-09-17 range"},
    {"laufen 15.9.-20.9.", "15.9.-20.9. = 2023-09-15..2023-09-20 range"},
    {"laufen 15.9. bis 20.10. und", "15.9. bis 20.10. = 2023-09-15..2023-10-20 range"},
    {"von 9.30.-12.30. geöffnet", ""},
    {"Punkt 1.2. und 1.3. gilt", ""},
    {"12.–16. August 2024", "12.–16. August 2024 = 2024-08-12..2024-08-16 range"},
    {"12.-16.08.2024", "12.-16.08.2024 = 2024-08-12..2024-08-16 range"},
    {"12. — 16. August 2024", "12. — 16. August 2024 = 2024-08-12..2024-08-16 range"},
    {"12-16. August 2024", "12-16. August 2024 = 2024-08-12..2024-08-16 range"},
    {"Freitag, 12., bis Sonntag, 14. Juli 2024",
     "Freitag, 12., bis Sonntag, 14. Juli 2024 = 2024-07-12..2024-07-14 range"},
    {"von Montag, 3., bis Freitag, 7. Juni",
     "Montag, 3., bis Freitag, 7. Juni = 2024-06-03..2024-06-07 range"},
    {"zwischen dem 3. und 5. Mai 2024", "3. und 5. Mai 2024 = 2024-05-03..2024-05-05 range"},
    {"zwischen 30. Juli und 12. September",
     "30. Juli und 12. September = 2023-07-30..2023-09-12 range"},
    {"ab sofort bis 30. September", "sofort bis 30. September = 2023-08-18..2023-09-30 range"},
    {"von heute bis Sonntag", "heute bis Sonntag = 2023-08-18..2023-08-20 range"},
    {"von Freitag, 1. September, bis Montag", "Freitag, 1. September, bis Montag = "
                                              "2023-09-01..2023-09-04 range"},
    {"vom 25. August bis Ende September",
     "25. August bis Ende September = 2023-08-25..2023-09-30 range"},
    {"von Mai bis Juli 2024", "Mai bis Juli 2024 = 2024-05-01..2024-07-31 month"},
    {"Mai bis Juli 2024", "Mai bis Juli 2024 = 2024-05-01..2024-07-31 month"},
    {"von November bis März", "November bis März = 2023-11-01..2024-03-31 month"},
    {"Oktober 2023 bis März 2024", "Oktober 2023 bis März 2024 = 2023-10-01..2024-03-31 month"},
    {"Mai/Juni 2024", "Mai/Juni 2024 = 2024-05-01..2024-06-30 month"},
    {"Mai-Juni 2024", "Mai-Juni 2024 = 2024-05-01..2024-06-30 month"},
    {"Mitte April bis Mitte September 2024",
     "Mitte April bis Mitte September 2024 = 2024-04-15..2024-09-15 approximate"},
    {"2019 bis 2021", "2019 bis 2021 = 2019-01-01..2021-12-31 year"},
    {"von 2019 bis 2021", "2019 bis 2021 = 2019-01-01..2021-12-31 year"},
    {"(1887–1984)", "1887–1984 = 1887-01-01..1984-12-31 year"},
    {"von Ostern bis Pfingsten 2024", "Ostern bis Pfingsten 2024 = 2024-03-31..2024-05-19 range"},
    /* backwards */
    {"17. bis 3. Mai 2024", ""},
    {"vom 17. Mai 2024 bis 3. April 2024", ""},
    {"von 2021 bis 2019", "2021 = 2021-01-01..2021-12-31 year | "
                          "2019 = 2019-01-01..2019-12-31 year"},
};

static const struct row lists[] = {
    {"5./6. Juni 2024", "5./6. Juni 2024 = 2024-06-05..2024-06-06 range"},
    {"3./4. September", "3./4. September = 2023-09-03..2023-09-04 range"},
    {"am 5. und 6. Juni 2024", "5. und 6. Juni 2024 = 2024-06-05..2024-06-06 range"},
    {"am 3. und 4. Mai 2024", "3. und 4. Mai 2024 = 2024-05-03..2024-05-04 range"},
    {"am 31. August und 1. September",
     "31. August und 1. September = 2023-08-31..2023-09-01 range"},
    {"am 3., 4. und 5. Mai 2024", "3., 4. und 5. Mai 2024 = 2024-05-03..2024-05-05 range"},
    {"am 5. und 12. Juni 2024", "5. = 2024-06-05 day | 12. Juni 2024 = 2024-06-12 day"},
    {"am 12. oder 16. September", "12. = 2023-09-12 day | 16. September = 2023-09-16 day"},
    {"am 5. sowie am 12. Juni 2024", "5. = 2024-06-05 day | 12. Juni 2024 = 2024-06-12 day"},
    {"am 9., 14. und 20. September",
     "9. = 2023-09-09 day | 14. = 2023-09-14 day | 20. September = 2023-09-20 day"},
    {"am 27. September, 4. und 10. Oktober",
     "27. September = 2023-09-27 day | 4. = 2023-10-04 day | 10. Oktober = 2023-10-10 day"},
    {"am 20. Dezember und 10. Januar 2025",
     "20. Dezember = 2024-12-20 day | 10. Januar 2025 = 2025-01-10 day"},
    {"im Mai und Juni 2024", "Mai und Juni 2024 = 2024-05-01..2024-06-30 month"},
    {"im Mai und September 2024", "Mai = 2024-05-01..2024-05-31 month | "
                                  "September 2024 = 2024-09-01..2024-09-30 month"},
    {"heute und morgen", "heute und morgen = 2023-08-18..2023-08-19 range"},
    {"am Samstag und Sonntag", "Samstag und Sonntag = 2023-08-19..2023-08-20 range"},
    {"am Rosenmontag und Aschermittwoch 2024",
     "Rosenmontag = 2024-02-12 day | Aschermittwoch 2024 = 2024-02-14 day"},
    {"am 5. Mai 2024, 3. Stock", "5. Mai 2024 = 2024-05-05 day"},
};

static const struct row wholes[] = {
    {"im August 2023", "August 2023 = 2023-08-01..2023-08-31 month"},
    {"im Februar 2024", "Februar 2024 = 2024-02-01..2024-02-29 month"},
    {"Dez. 2024", "Dez. 2024 = 2024-12-01..2024-12-31 month"},
    {"im Jahr 2020", "Jahr 2020 = 2020-01-01..2020-12-31 year"},
    {"In den Jahren 2014/15", "Jahren 2014/15 = 2014-01-01..2015-12-31 year"},
    {"Im Jahr 2014/2015", "Jahr 2014/2015 = 2014-01-01..2015-12-31 year"},
    {"Im Jahr 2014/16", ""},
    {"in den 80er Jahren", "80er Jahren = 1980-01-01..1989-12-31 year"},
    {"in den 80er-Jahren", "80er-Jahren = 1980-01-01..1989-12-31 year"},
    {"in den 10er Jahren", "10er Jahren = 2010-01-01..2019-12-31 year"},
    {"in den 20er Jahren", "20er Jahren = 1920-01-01..1929-12-31 year"},
    {"in den achtziger Jahren", "achtziger Jahren = 1980-01-01..1989-12-31 year"},
    {"Anfang der 1990er Jahre", "Anfang der 1990er Jahre = 1990-01-01..1993-12-31 approximate"},
    {"Mitte der 90er Jahre", "Mitte der 90er Jahre = 1994-01-01..1996-12-31 approximate"},
    {"Ende der 1990er", "Ende der 1990er = 1997-01-01..1999-12-31 approximate"},
    {"bis Ende der 1990er Jahre", "Ende der 1990er Jahre = 1999-12-31 day"},
    {"die 30er-Zone, 60er Halle, 85er Jahre, 3er Jahre", ""},
    {"im Haushaltsjahr 2022", "Haushaltsjahr 2022 = 2022-01-01..2022-12-31 year"},
    {"im Haushaltsjahr 2022/23", "Haushaltsjahr 2022/23 = 2022-01-01..2023-12-31 year"},
    {"Schuljahr 2021/22", "Schuljahr 2021/22 = 2021-08-01..2022-07-31 approximate"},
    {"Spielzeit 2021/22", "Spielzeit 2021/22 = 2021-08-01..2022-07-31 approximate"},
    {"Wintersemester 2021/22", "Wintersemester 2021/22 = 2021-10-01..2022-03-31 approximate"},
    /* ISO 8601: week 1 of 2020 begins on 30 December 2019, 2020 has 53, 2023 has 52 */
    {"KW 1 2020", "KW 1 2020 = 2019-12-30..2020-01-05 range"},
    {"KW 53/2020", "KW 53/2020 = 2020-12-28..2021-01-03 range"},
    {"KW 53/2023, KW 0", ""},
    {"in KW 36", "KW 36 = 2023-09-04..2023-09-10 range"},
    {"KW36", "KW36 = 2023-09-04..2023-09-10 range"},
    {"in der 36. Kalenderwoche", "36. Kalenderwoche = 2023-09-04..2023-09-10 range"},
    {"in der 12. Kalenderwoche 2024", "12. Kalenderwoche 2024 = 2024-03-18..2024-03-24 range"},
    {"mit 75 kW 12", ""},
    {"im Jahre 1920", "Jahre 1920 = 1920-01-01..1920-12-31 year"},
    {"seit 2020", "2020 = 2020-01-01..2020-12-31 year"},
    {"bis 2030 soll", "2030 = 2030-01-01..2030-12-31 year"},
    {"ab 2024 gilt", "2024 = 2024-01-01..2024-12-31 year"},
    {"in 2024 soll", "2024 = 2024-01-01..2024-12-31 year"},
    {"der Haushalt 2024", "Haushalt 2024 = 2024-01-01..2024-12-31 year"},
    {"zum Schuljahr 2023/2024", "Schuljahr 2023/2024 = 2023-08-01..2024-07-31 approximate"},
    {"zum Schuljahr 2023/24", "Schuljahr 2023/24 = 2023-08-01..2024-07-31 approximate"},
    {"seit 2023/24", "2023/24 = 2023-01-01..2024-12-31 year"},
    {"der Doppelhaushalt 2023/24", "Doppelhaushalt 2023/24 = 2023-01-01..2024-12-31 year"},
    {"im Wintersemester 2023/24", "Wintersemester 2023/24 = 2023-10-01..2024-03-31 approximate"},
    {"Saison 1999/00", "Saison 1999/00 = 1999-08-01..2000-07-31 approximate"},
    {"Anfang 2020", "Anfang 2020 = 2020-01-01..2020-04-30 approximate"},
    {"Mitte 2020 hat", "Mitte 2020 = 2020-05-01..2020-08-31 approximate"},
    {"Ende 2020", "Ende 2020 = 2020-09-01..2020-12-31 approximate"},
    {"Ende des Jahres 2020", "Ende des Jahres 2020 = 2020-09-01..2020-12-31 approximate"},
    {"Jahresende 2020", "Jahresende 2020 = 2020-09-01..2020-12-31 approximate"},
    {"Mitte Mai 2024", "Mitte Mai 2024 = 2024-05-11..2024-05-20 approximate"},
    {"Ende Februar 2024", "Ende Februar 2024 = 2024-02-21..2024-02-29 approximate"},
    {"Anfang September", "Anfang September = 2023-09-01..2023-09-10 approximate"},
    /* "bis" makes an end of it, "ab" and "bis" a day of the middle */
    {"Ende 1938", "Ende 1938 = 1938-09-01..1938-12-31 approximate"},
    {"die bis Ende 1938 kamen", "Ende 1938 = 1938-12-31 day"},
    {"bis Ende 2024", "Ende 2024 = 2024-12-31 day"},
    {"bis Ende März 2024", "Ende März 2024 = 2024-03-31 day"},
    {"bis zum Ende des Jahres", "Ende des Jahres = 2023-12-31 day"},
    {"ab Mitte September", "Mitte September = 2023-09-15 approximate"},
    {"bis Mitte September", "Mitte September = 2023-09-15 approximate"},
    {"bis Mitte 2024", "Mitte 2024 = 2024-05-01..2024-08-31 approximate"},
    {"im ersten Quartal 2024", "ersten Quartal 2024 = 2024-01-01..2024-03-31 month"},
    {"im 3. Quartal 2024", "3. Quartal 2024 = 2024-07-01..2024-09-30 month"},
    {"im vierten Quartal", "vierten Quartal = 2023-10-01..2023-12-31 month"},
    {"im ersten Quartal des kommenden Jahres",
     "ersten Quartal des kommenden Jahres = 2024-01-01..2024-03-31 month"},
    {"im zweiten Halbjahr 2024", "zweiten Halbjahr 2024 = 2024-07-01..2024-12-31 month"},
    {"in der ersten Jahreshälfte 2024", "ersten Jahreshälfte 2024 = 2024-01-01..2024-06-30 month"},
    {"im fünften Quartal", ""},
    {"im dritten Halbjahr 2024", ""},
    {"im Sommer 2024", "Sommer 2024 = 2024-06-01..2024-08-31 approximate"},
    {"Frühjahr 2021", "Frühjahr 2021 = 2021-03-01..2021-05-31 approximate"},
    {"im Frühling 2021", "Frühling 2021 = 2021-03-01..2021-05-31 approximate"},
    {"im Herbst 2024", "Herbst 2024 = 2024-09-01..2024-11-30 approximate"},
    {"im Winter 2023/24", "Winter 2023/24 = 2023-12-01..2024-02-29 approximate"},
    {"im Herbst", "Herbst = 2023-09-01..2023-11-30 approximate"},
    {"im Sommerhalbjahr 2024", "Sommerhalbjahr 2024 = 2024-04-01..2024-09-30 approximate"},
    {"im Winterhalbjahr 2023/2024",
     "Winterhalbjahr 2023/2024 = 2023-10-01..2024-03-31 approximate"},
    {"im vergangenen Winter", "vergangenen Winter = 2022-12-01..2023-02-28 approximate"},
    {"im kommenden Sommer", "kommenden Sommer = 2024-06-01..2024-08-31 approximate"},
    {"in diesem Sommer", "diesem Sommer = 2023-06-01..2023-08-31 approximate"},
    {"im Herbst vergangenen Jahres",
     "Herbst vergangenen Jahres = 2022-09-01..2022-11-30 approximate"},
    {"Im Frühjahr wurde gebaut.", "Frühjahr = 2023-03-01..2023-05-31 approximate"},
};

static const struct row relative[] = {
    {"heute Abend", "heute = 2023-08-18 day"},
    {"heute um 14 Uhr", "heute = 2023-08-18 day"},
    {"ab heute", "heute = 2023-08-18 day"},
    {"Der Rat hat heute beschlossen", "heute = 2023-08-18 day"},
    {"gestern", "gestern = 2023-08-17 day"},
    {"vorgestern", "vorgestern = 2023-08-16 day"},
    {"ab morgen", "morgen = 2023-08-19 day"},
    {"übermorgen", "übermorgen = 2023-08-20 day"},
    {"am heutigen Freitag", "heutigen Freitag = 2023-08-18 day"},
    {"im vorletzten Jahr", "vorletzten Jahr = 2021-01-01..2021-12-31 year"},
    {"in der vorletzten Woche", "vorletzten Woche = 2023-07-31..2023-08-06 range"},
    {"Mai vorletzten Jahres", "Mai vorletzten Jahres = 2021-05-01..2021-05-31 month"},
    {"im vorletzten Sommer", ""},
    {"am gestrigen Donnerstag", "gestrigen Donnerstag = 2023-08-17 day"},
    {"am morgigen Tag", "morgigen Tag = 2023-08-19 day"},
    {"in der gestrigen Sitzung", "gestrigen = 2023-08-17 day"},
    /* nowadays, and sayings */
    {"die heute in Wien lebt", ""},
    {"bis heute", ""},
    {"heute noch", ""},
    {"von heute auf morgen", ""},
    {"die heutige Zeit", ""},
    {"am Morgen", ""},
    {"der Morgen", ""},
    /* weekdays: 18 August 2023 is a Friday */
    {"am kommenden Samstag", "kommenden Samstag = 2023-08-19 day"},
    {"am kommenden Freitag", "kommenden Freitag = 2023-08-25 day"},
    {"am nächsten Montag", "nächsten Montag = 2023-08-21 day"},
    {"am vergangenen Mittwoch", "vergangenen Mittwoch = 2023-08-16 day"},
    {"am letzten Freitag", "letzten Freitag = 2023-08-11 day"},
    {"am vorigen Samstag", "vorigen Samstag = 2023-08-12 day"},
    {"diesen Sonntag", "diesen Sonntag = 2023-08-20 day"},
    {"am Donnerstag vergangener Woche", "Donnerstag vergangener Woche = 2023-08-10 day"},
    {"am Montag der kommenden Woche", "Montag der kommenden Woche = 2023-08-21 day"},
    {"Konzert am Samstag", "Samstag = 2023-08-19 day"},
    {"Am Mittwoch lädt der Verein ein.", "Mittwoch = 2023-08-23 day"},
    {"Am Mittwoch wird gefeiert.", "Mittwoch = 2023-08-23 day"},
    {"Am Mittwoch wurde gefeiert.", "Mittwoch = 2023-08-16 day"},
    {"Am Mittwoch feierten 300 Gäste.", "Mittwoch = 2023-08-16 day"},
    {"Der Rat hat am Mittwoch beschlossen, dass der Platz saniert wird.",
     "Mittwoch = 2023-08-16 day"},
    {"Am Mittwochabend ist der Bus eingetroffen.", "Mittwochabend = 2023-08-16 day"},
    {"Am Mittwoch ist das Bad geschlossen.", "Mittwoch = 2023-08-23 day"},
    {"seit Montag", "Montag = 2023-08-14 day"},
    {"ab Montag", "Montag = 2023-08-21 day"},
    {"die Sitzung vom Montag", "Montag = 2023-08-14 day"},
    {"für Montag wurde eingeladen", "Montag = 2023-08-21 day"},
    {"in der Nacht zum Sonntag", "Nacht zum Sonntag = 2023-08-19..2023-08-20 range"},
    {"In der Nacht zum Mittwoch brannte es.", "Nacht zum Mittwoch = 2023-08-15..2023-08-16 range"},
    {"In der Nacht von Dienstag auf Mittwoch brannte es.",
     "Nacht von Dienstag auf Mittwoch = 2023-08-15..2023-08-16 range"},
    {"am Samstag, 9 bis 12 Uhr", "Samstag = 2023-08-19 day"},
    {"am Samstag von 9 bis 12 Uhr", "Samstag = 2023-08-19 day"},
    {"von Freitag bis Sonntag", "Freitag bis Sonntag = 2023-08-18..2023-08-20 range"},
    /* every week */
    {"Montag bis Freitag 8 bis 12 Uhr", ""},
    {"von Montag bis Freitag", ""},
    {"montags und dienstags", ""},
    {"jeden Dienstag", ""},
    {"Mittwoch geschlossen", ""},
    /* a bare weekday belongs to the days named before */
    {"Fest vom 8. bis 10. September. Am Samstag ist Markt.",
     "8. bis 10. September = 2023-09-08..2023-09-10 range | Samstag = 2023-09-09 day"},
    {"Gäste kamen vom 7. bis 9. Juli. Am Samstag spielte die Band.",
     "7. bis 9. Juli = 2023-07-07..2023-07-09 range | Samstag = 2023-07-08 day"},
    {"nächste Woche", "nächste Woche = 2023-08-21..2023-08-27 range"},
    {"in der vergangenen Woche", "vergangenen Woche = 2023-08-07..2023-08-13 range"},
    {"in dieser Woche", "dieser Woche = 2023-08-14..2023-08-20 range"},
    {"am kommenden Wochenende", "kommenden Wochenende = 2023-08-19..2023-08-20 range"},
    {"am vergangenen Wochenende", "vergangenen Wochenende = 2023-08-12..2023-08-13 range"},
    {"Am Wochenende spielte die Band.", "Wochenende = 2023-08-12..2023-08-13 range"},
    {"Am Wochenende spielt die Band.", "Wochenende = 2023-08-19..2023-08-20 range"},
    {"am Wochenende, 9. und 10. September", "9. und 10. September = 2023-09-09..2023-09-10 range"},
    {"im vergangenen Monat", "vergangenen Monat = 2023-07-01..2023-07-31 month"},
    {"nächsten Monat", "nächsten Monat = 2023-09-01..2023-09-30 month"},
    {"im vergangenen Quartal", "vergangenen Quartal = 2023-04-01..2023-06-30 month"},
    {"im kommenden Halbjahr", "kommenden Halbjahr = 2024-01-01..2024-06-30 month"},
    {"im kommenden Jahr", "kommenden Jahr = 2024-01-01..2024-12-31 year"},
    {"dieses Jahres", "dieses Jahres = 2023-01-01..2023-12-31 year"},
    {"im laufenden Jahr", "laufenden Jahr = 2023-01-01..2023-12-31 year"},
    {"in den nächsten Wochen", ""},
    {"Ende des Jahres", "Ende des Jahres = 2023-09-01..2023-12-31 approximate"},
    {"zum Jahresende", "Jahresende = 2023-09-01..2023-12-31 approximate"},
    {"Anfang nächsten Monats", "Anfang nächsten Monats = 2023-09-01..2023-09-10 approximate"},
    {"Ende dieses Monats", "Ende dieses Monats = 2023-08-21..2023-08-31 approximate"},
    {"Mitte vergangenen Jahres", "Mitte vergangenen Jahres = 2022-05-01..2022-08-31 approximate"},
    {"Ende der kommenden Woche", "Ende der kommenden Woche = 2023-08-25..2023-08-27 approximate"},
    {"Anfang der Woche", "Anfang der Woche = 2023-08-14..2023-08-15 approximate"},
    {"vor drei Tagen", "vor drei Tagen = 2023-08-15 day"},
    {"in drei Tagen", "in drei Tagen = 2023-08-21 day"},
    {"in 100 Tagen", "in 100 Tagen = 2023-11-26 day"},
    {"vor einer Woche", "vor einer Woche = 2023-08-08..2023-08-14 approximate"},
    {"vor zwei Wochen", "vor zwei Wochen = 2023-08-01..2023-08-07 approximate"},
    {"in zwei Wochen", "in zwei Wochen = 2023-08-29..2023-09-04 approximate"},
    {"seit zwei Wochen", "seit zwei Wochen = 2023-08-04 approximate"},
    {"vor 18 Monaten", "vor 18 Monaten = 2022-02-01..2022-02-28 month"},
    {"seit drei Jahren", "seit drei Jahren = 2020-01-01..2020-12-31 year"},
    {"vor zwanzig Jahren", "vor zwanzig Jahren = 2003-01-01..2003-12-31 year"},
    {"in 999 Jahren", "in 999 Jahren = 3022-01-01..3022-12-31 year"},
    {"vor 1500 Jahren", ""},
};

/* Sundays of May 2024: 5, 12, 19, 26 */
static const struct row nth_weekdays[] = {
    {"am letzten Sonntag im Mai", "letzten Sonntag im Mai = 2023-05-28 day"},
    {"Am letzten Sonntag im Mai kamen sie.", "letzten Sonntag im Mai = 2023-05-28 day"},
    {"am ersten Sonntag im Mai 2024", "ersten Sonntag im Mai 2024 = 2024-05-05 day"},
    {"am letzten Sonntag im März", "letzten Sonntag im März = 2024-03-31 day"},
    {"am 2. Sonntag im Mai 2024", "2. Sonntag im Mai 2024 = 2024-05-12 day"},
    {"am vorletzten Sonntag des Mai 2024", "vorletzten Sonntag des Mai 2024 = 2024-05-19 day"},
    {"am dritten Samstag im September", "dritten Samstag im September = 2023-09-16 day"},
    {"am 5. Sonntag im Mai 2024", ""},
    {"am ersten Sonntag im Advent", "ersten Sonntag im Advent = 2023-12-03 day"},
    {"am ersten Montag im Advent", ""},
    {"am letzten Freitag im Monat", ""},
    {"an jedem ersten Samstag im Monat", ""},
    {"jeden letzten Samstag im Monat", ""},
    /* first Saturdays of 2024: 4 May, 1 June, 6 July */
    {"jeden ersten Samstag im Monat von Mai bis Juli 2024",
     "jeden ersten Samstag im Monat von Mai bis Juli 2024 = 2024-05-04..2024-07-06 recurring"},
    {"Jeden letzten Samstag im Monat bis Ende Oktober",
     "Jeden letzten Samstag im Monat bis Ende Oktober = 2023-08-26..2023-10-28 recurring"},
    {"jeden ersten Samstag im Monat vom 2. bis 5. Mai 2024",
     "jeden ersten Samstag im Monat vom 2. bis 5. Mai 2024 = 2024-05-04 recurring"},
    {"jeden ersten Samstag im Monat vom 5. bis 20. Mai 2024", ""},
};

static const struct row recurring[] = {
    /* Tuesdays of May 2024: 7, 14, 21, 28 */
    {"jeden Dienstag im Mai 2024", "jeden Dienstag im Mai 2024 = 2024-05-07..2024-05-28 recurring"},
    {"Jeden Samstag im September", "Jeden Samstag im September = 2023-09-02..2023-09-30 recurring"},
    {"jeden Mittwoch vom 6. bis 27. September",
     "jeden Mittwoch vom 6. bis 27. September = 2023-09-06..2023-09-27 recurring"},
    {"jeden Sonntag bis 30. September",
     "jeden Sonntag bis 30. September = 2023-08-20..2023-09-24 recurring"},
    {"jeden Dienstag am 3. Mai 2024", ""}, /* a Friday */
    {"jeden Dienstag und Mittwoch", ""},
};

static const struct row feasts[] = {
    {"an Heiligabend", "Heiligabend = 2023-12-24 day"},
    {"am Heiligen Abend 2024", "Heiligen Abend 2024 = 2024-12-24 day"},
    {"an Silvester", "Silvester = 2023-12-31 day"},
    {"an Neujahr", "Neujahr = 2024-01-01 day"},
    {"am Ostermontag 2024", "Ostermontag 2024 = 2024-04-01 day"},
    {"am Karfreitag 2024", "Karfreitag 2024 = 2024-03-29 day"},
    {"Bürgerbüro am Gründonnerstag 2024", "Gründonnerstag 2024 = 2024-03-28 day"},
    {"an Ostern 2024", "Ostern 2024 = 2024-03-31..2024-04-01 range"},
    {"bis Pfingsten 2024", "Pfingsten 2024 = 2024-05-19 day"},
    {"des Pfingstmontags 2024", "Pfingstmontags 2024 = 2024-05-20 day"},
    {"an Christi Himmelfahrt 2024", "Christi Himmelfahrt 2024 = 2024-05-09 day"},
    {"an Mariä Himmelfahrt 2024", "Mariä Himmelfahrt 2024 = 2024-08-15 day"},
    {"an Fronleichnam 2024", "Fronleichnam 2024 = 2024-05-30 day"},
    {"am Tag der Arbeit 2024", "Tag der Arbeit 2024 = 2024-05-01 day"},
    {"am Tag der Deutschen Einheit", "Tag der Deutschen Einheit = 2023-10-03 day"},
    {"am Reformationstag", "Reformationstag = 2023-10-31 day"},
    {"an Allerheiligen", "Allerheiligen = 2023-11-01 day"},
    {"am Volkstrauertag", "Volkstrauertag = 2023-11-19 day"},
    {"am Buß- und Bettag", "Buß- und Bettag = 2023-11-22 day"},
    {"am Totensonntag", "Totensonntag = 2023-11-26 day"},
    {"am 1. Advent", "1. Advent = 2023-12-03 day"},
    {"am ersten Adventssonntag", "ersten Adventssonntag = 2023-12-03 day"},
    {"am vierten Advent", "vierten Advent = 2023-12-24 day"},
    {"am zweiten Adventswochenende", "zweiten Adventswochenende = 2023-12-09..2023-12-10 range"},
    {"im Advent", ""},
    {"am 5. Advent", ""},
    {"am 2. Weihnachtstag", "2. Weihnachtstag = 2023-12-26 day"},
    {"am zweiten Weihnachtsfeiertag", "zweiten Weihnachtsfeiertag = 2023-12-26 day"},
    {"an Weihnachten", "Weihnachten = 2023-12-25..2023-12-26 range"},
    {"am Rosenmontag", "Rosenmontag = 2024-02-12 day"},
    {"am Faschingsdienstag", "Faschingsdienstag = 2024-02-13 day"},
    {"am Aschermittwoch", "Aschermittwoch = 2024-02-14 day"},
    {"am Muttertag 2024", "Muttertag 2024 = 2024-05-12 day"},
    {"am Nikolaustag", "Nikolaustag = 2023-12-06 day"},
    {"zum Jahreswechsel", "Jahreswechsel = 2023-12-31..2024-01-01 range"},
    {"zum Jahreswechsel 2021/22", "Jahreswechsel 2021/22 = 2021-12-31..2022-01-01 range"},
    {"Advent 2015", "Advent 2015 = 2015-11-29..2015-12-24 range"},
    {"Erntedank 2014", "Erntedank 2014 = 2014-10-05 day"},
    {"Erntedanksonntag 2023", "Erntedanksonntag 2023 = 2023-10-01 day"},
    {"Das Erntedankfest war schön.", ""},
    {"Osterstraße, Pfingststurm, Weihnachtsmarkt, Silvesterlauf", ""},
};

static const struct row none[] = {
    {"am 31.02.2023", ""},
    {"am 31. Februar", ""},
    {"am 29. Februar 2023", ""},
    {"am 0. Mai 2023", ""},
    {"am 32. Mai 2023", ""},
    {"am 5.13.2023", ""},
    {"am 5.0.2023", ""},
    {"Um 18.30 Uhr kamen 3.812 Gäste.", ""},
    {"8.00 - 12.00 und 13.30 - 18.00 Uhr", ""},
    {"Abschnitt 1.2. gilt.", ""},
    {"Version 1.2.3", ""},
    {"Der Juli99", ""},
    {"1.18.8.2023", ""},
    {"18.8.2023.5", ""},
    {"Haus 2020 und 1999", ""},
    {"bis 2000 Besucher", ""},
    {"von 1500 Euro auf 2000 Euro", ""},
    {"2023,50 Euro", ""},
    {"11,50 Euro", ""},
    {"Das Spiel endete 3:1.", ""},
    {"§ 31 Abs. 2", ""},
    {"Telefon 02364/933.12.2023", ""},
    {"Telefon 03525 / 70 12-0", ""},
    {"18.08.20234", ""},
    {"A18.8.2023", ""},
    {"18.8.2023x", ""},
    {"Straße des 17. Juni", ""},
    {"Platz des 18. März", ""},
    {"in der Straße des 8. Mai 1945 und", ""},
    {"am Platz des 8. Mai 1945, 3. Stock", ""},
    {"An der Straße des 17. Juni am 3. Mai 2024", "3. Mai 2024 = 2024-05-03 day"},
    /* numbers that a word before them names */
    {"Kapitel 3.4.2020", ""},
    {"die Version 3.12.2016 kam", ""},
    {"Aktenzeichen 12.11.2018-AZ-4", ""},
    {"Aktenzeichen: 12.11.2018", ""},
    {"Az. 12.11.2018", ""},
    {"Telefon 030 1.5.2019", ""},
    {"Tel.: 030/1.5.2019", ""},
    {"Abschnitt 1.2.-1.5. gilt", ""},
    {"Kapitel 3 vom 3.4.2020", "3.4.2020 = 2020-04-03 day"},
    {"Telefon 030 1234, 3.4.2024", "3.4.2024 = 2024-04-03 day"},
    {"Version 3. Mai 2020", "3. Mai 2020 = 2020-05-03 day"},
    {"Maibaum 2024, 3. Maibaum", ""},
    {"die Mai-Kundgebung 2024", ""},
    {"der 3. April-Scherz", ""},
    {"Der Mai 99", ""},
    {"Jan 2020", ""},
    {"mai 2024", ""},
    {"Am Ende", ""},
    {"am Tag", ""},
    {"in einer Woche um 5 auf", "in einer Woche = 2023-08-22..2023-08-28 approximate"},
    {"in 0 Tagen", ""},
    {"Am 3.\nMai 2024", "Mai 2024 = 2024-05-01..2024-05-31 month"},
    {"seit 1999", "1999 = 1999-01-01..1999-12-31 year"},
    {"seit 999", ""},
    {"seit 3000", ""},
};

static void put(char *out, size_t size, struct slice text, const struct dates_found *found)
{
    char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
    date_format_iso(found->first_day, first);
    date_format_iso(found->last_day, last);
    bool is_one = found->first_day == found->last_day;
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%.*s = %s%s%s %s", used > 0 ? " | " : "",
             (int)(found->end - found->start), text.data + found->start, first, is_one ? "" : "..",
             is_one ? "" : last, precisions[found->precision]);
}

static size_t check_rows(const struct row *rows, size_t count, int32_t reference)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice text = slice_from(rows[i].text);
        struct dates_walk walk;
        struct dates_found found;
        char out[1000] = "";
        dates_init(&walk, text, reference);
        while (dates_next(&walk, &found))
            put(out, sizeof(out), text, &found);
        if (strcmp(out, rows[i].dates) != 0) {
            print_error("%s\n    gives  %s\n    wanted %s\n", rows[i].text, out, rows[i].dates);
            failed++;
        }
    }
    return failed;
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]), REFERENCE)

static void test_rows(void **state)
{
    (void)state;
    size_t failed = CHECK(absolute) + CHECK(without_year) + CHECK(spans) + CHECK(lists) +
                    CHECK(wholes) + CHECK(relative) + CHECK(recurring) + CHECK(feasts) +
                    CHECK(none) + CHECK(nth_weekdays);
    assert_int_equal(failed, 0);
}

/* Without a day to see them from, only dates that say everything are left. */
static void test_without_reference(void **state)
{
    static const struct row rows[] = {
        {"am 29. März; am 1. Mai 2024", "1. Mai 2024 = 2024-05-01 day"},
        {"gestern, am Montag, nächste Woche, im Mai, vor drei Tagen, an Ostern", ""},
        {"im kommenden Jahr, zum Jahresende, in der Nacht zum Montag, am Wochenende", ""},
        {"am 3. Mai vergangenen Jahres, im Sommer, Ende Mai, im ersten Quartal", ""},
        {"jeden Dienstag im Mai 2024",
         "jeden Dienstag im Mai 2024 = 2024-05-07..2024-05-28 recurring"},
        {"Ende 2020", "Ende 2020 = 2020-09-01..2020-12-31 approximate"},
        {"Ostern 2024", "Ostern 2024 = 2024-03-31..2024-04-01 range"},
    };
    (void)state;
    assert_int_equal(check_rows(rows, sizeof(rows) / sizeof(rows[0]), DATE_NONE), 0);
}

/* What falls outside the calendar's years is left out. */
static void test_ends_of_calendar(void **state)
{
    static const struct row first[] = {
        {"gestern, im vergangenen Jahr, vor drei Wochen, am vergangenen Montag", ""},
        {"morgen, im kommenden Jahr", "morgen = 1000-01-02 day | "
                                      "kommenden Jahr = 1001-01-01..1001-12-31 year"},
    };
    static const struct row last[] = {
        {"morgen, im kommenden Jahr, in drei Monaten, in zwei Wochen", ""},
        {"gestern, am 1. Januar", "gestern = 9999-12-30 day | 1. Januar = 9999-01-01 day"},
    };
    (void)state;
    assert_int_equal(check_rows(first, 2, date_from_civil(1000, 1, 1)), 0);
    assert_int_equal(check_rows(last, 2, date_from_civil(9999, 12, 31)), 0);
}

/* A weekday is resolved in the same way on each day of a week. */
static void test_weekday_every_day(void **state)
{
    (void)state;
    for (int32_t reference = REFERENCE; reference < REFERENCE + 7; reference++) {
        struct dates_walk walk;
        struct dates_found found;
        dates_init(&walk, SLICE("am kommenden Samstag und am vergangenen Mittwoch"), reference);
        assert_true(dates_next(&walk, &found));
        assert_int_equal(date_weekday(found.first_day), 5);
        assert_in_range(found.first_day - reference, 1, 7);
        assert_true(dates_next(&walk, &found));
        assert_int_equal(date_weekday(found.first_day), 2);
        assert_in_range(reference - found.first_day, 1, 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_without_reference),
        cmocka_unit_test(test_ends_of_calendar),
        cmocka_unit_test(test_weekday_every_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
