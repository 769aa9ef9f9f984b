/*
 * Facets as text: a heading, then a line for each value.
 */
#include "facets.h"

#include "printer.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

/* Columns of a count, and of the longest bar. */
#define COUNT_WIDTH 6
#define BAR_WIDTH   16

const char *const facets_names[FACETS_COUNT] = {
    [FUND_FACET_PERSON] = "person", [FUND_FACET_ORGANISATION] = "organisation",
    [FUND_FACET_PLACE] = "place",   [FUND_FACET_ISSUER] = "issuer",
    [FUND_FACET_YEAR] = "year",     [FUND_FACET_MONTH] = "month",
    [FUND_FACET_DAY] = "day",
};

static const char *const headings[FACETS_COUNT] = {
    [FUND_FACET_PERSON] = "Persons", [FUND_FACET_ORGANISATION] = "Organisations",
    [FUND_FACET_PLACE] = "Places",   [FUND_FACET_ISSUER] = "Issuers",
    [FUND_FACET_YEAR] = "Years",     [FUND_FACET_MONTH] = "Months",
    [FUND_FACET_DAY] = "Days",
};

static const char *const histogram_headings[FACETS_COUNT] = {
    [FUND_FACET_YEAR] = "By year",
    [FUND_FACET_MONTH] = "By month",
    [FUND_FACET_DAY] = "By day",
};

bool facets_read_selection(const char *text, struct fund_selection *selection)
{
    size_t size = strcspn(text, "=");
    for (int i = 0; i < FACETS_COUNT && text[size] == '='; i++) {
        if (strlen(facets_names[i]) != size || memcmp(text, facets_names[i], size) != 0)
            continue;
        *selection = (struct fund_selection){(enum fund_facet_kind)i, text + size + 1};
        return true;
    }
    report("--select: '%s' selects nothing; write FACET=VALUE with person, organisation, place, "
           "issuer, year, month or day in front",
           text);
    return false;
}

bool facets_read_histogram(const char *text, enum fund_facet_kind *kind)
{
    for (int i = FUND_FACET_YEAR; i <= FUND_FACET_DAY; i++) {
        if (strcmp(text, facets_names[i]) == 0) {
            *kind = (enum fund_facet_kind)i;
            return true;
        }
    }
    report("--histogram: '%s' is no unit; write year, month or day", text);
    return false;
}

static uint32_t highest(const struct fund_facet *facet)
{
    uint32_t most = 1;
    for (size_t i = 0; i < facet->value_count; i++)
        most = facet->values[i].count > most ? facet->values[i].count : most;
    return most;
}

static void print_bar(struct printer *printer, uint32_t count, uint32_t most)
{
    size_t columns = (size_t)(((uint64_t)count * BAR_WIDTH + most - 1) / most);
    for (size_t i = 0; i < BAR_WIDTH; i++)
        printer_string(printer, i < columns ? "▇" : " ");
    printer_string(printer, "  ");
}

static void print_value(struct printer *printer, const struct fund_facet_value *value,
                        uint32_t most)
{
    char count[32];
    snprintf(count, sizeof(count), "%*u  ", COUNT_WIDTH, value->count);
    printer_begin(printer, 0);
    printer_string(printer, count);
    if (printer->width > 0)
        print_bar(printer, value->count, most);
    printer->indent = COUNT_WIDTH + 2;
    printer_string(printer, value->value);
    printer_string(printer, value->is_selected ? " (selected)" : "");
    printer_end(printer);
}

/* "Persons, 10 of 1135" */
static void print_heading(struct printer *printer, const struct fund_facet *facet,
                          const char *heading)
{
    printer_end(printer);
    printer_begin(printer, 0);
    printer_string(printer, heading);
    if (facet->different > facet->value_count) {
        printer_string(printer, ", ");
        printer_number(printer, facet->value_count);
        printer_string(printer, " of ");
        printer_number(printer, facet->different);
    }
    if (!facet->is_exact)
        printer_string(printer, ", only of the first million releases");
    printer_end(printer);
}

static void print_facet(struct printer *printer, const struct fund_facet *facet,
                        const char *heading)
{
    if (facet == NULL || facet->value_count == 0)
        return;
    print_heading(printer, facet, heading);
    uint32_t most = highest(facet);
    for (size_t i = 0; i < facet->value_count; i++)
        print_value(printer, &facet->values[i], most);
}

void facets_print(const fund_results *results)
{
    struct printer printer;
    printer_init(&printer);
    for (int i = 0; i < FACETS_COUNT; i++)
        print_facet(&printer, fund_results_facet(results, (enum fund_facet_kind)i), headings[i]);
    for (int i = FUND_FACET_YEAR; i < FACETS_COUNT; i++)
        print_facet(&printer, fund_results_histogram(results, (enum fund_facet_kind)i),
                    histogram_headings[i]);
}
