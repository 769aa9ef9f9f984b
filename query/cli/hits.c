/*
 * The formats in which a hit looks the same whatever question found it.
 */
#include "hits.h"

#include "citation.h"
#include "hits_csv.h"

#include <stdio.h>

static void print_citations(const fund_results *results)
{
    for (size_t i = 0; i < fund_results_count(results); i++) {
        struct source source = source_of_hit(fund_results_hit(results, i));
        citation_print(&source);
    }
}

static void print_entries(const fund_results *results)
{
    for (size_t i = 0; i < fund_results_count(results); i++) {
        struct source source = source_of_hit(fund_results_hit(results, i));
        if (i > 0)
            fputc('\n', stdout);
        bibtex_print(&source);
    }
}

bool hits_print(enum format format, const fund_results *results)
{
    if (format == FORMAT_CSV)
        hits_csv_print(results);
    else if (format == FORMAT_BIBTEX)
        print_entries(results);
    else if (format == FORMAT_CITATION)
        print_citations(results);
    else
        return false;
    return true;
}
