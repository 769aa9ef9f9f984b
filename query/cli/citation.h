/*
 * Releases as sources: a German line to cite them by, and an entry for BibTeX.
 */
#ifndef QUERY_CLI_CITATION_H
#define QUERY_CLI_CITATION_H

#include "fundstelle.h"

#include <stddef.h>
#include <stdint.h>

/* What is cited; all borrowed. */
struct source {
    const char *id;
    const char *issuer, *url; /* NULL where unknown */
    int32_t published;        /* FUND_DATE_NONE where unknown */
    const char *title;
    size_t title_size; /* bytes */
};

struct source source_of_hit(const struct fund_hit *hit);
struct source source_of_release(const struct fund_release_view *release);

/*
 * A line, in German whatever the language of messages is:
 *
 *     Stadt Lindenbruch: Neue Brücke. Pressemitteilung vom 18. August 2023,
 *     https://lindenbruch.example/1 (abgerufen am 3. Mai 2024).
 *
 * What is unknown is left out, but for the day: "Pressemitteilung ohne Datum". A URL was looked at
 * today.
 */
void citation_print(const struct source *source);

/*
 * An entry for biblatex, @online where there is a URL, else @misc. Its key is made of the release's
 * id alone, so that it is the same in every answer: what a key may not hold, each byte but letters,
 * digits, '.' and '-', is written as '_' and two hexadecimal digits.
 */
void bibtex_print(const struct source *source);

/* Prints a text of either on one line, harmless to a terminal. replace: what stands in the place of a
 * character, or NULL for itself; NULL: each for itself. */
void citation_put(const char *text, size_t size, const char *(*replace)(uint32_t code_point));

#endif
