/*
 * Facets as text: a heading, then a line for each value.
 */
#include "facets.h"

#include "messages.h"
#include "report.h"

#include <string.h>

/* Columns of a count, and of the longest bar on a terminal, narrow or not. */
#define COUNT_WIDTH      6
#define BAR_WIDTH        20
#define BAR_WIDTH_NARROW 8
#define NARROW           60

const char *const facets_names[FACETS_COUNT] = {
    [FUND_FACET_PERSON] = "person", [FUND_FACET_ORGANISATION] = "organisation",
    [FUND_FACET_PLACE] = "place",   [FUND_FACET_ISSUER] = "issuer",
    [FUND_FACET_YEAR] = "year",     [FUND_FACET_MONTH] = "month",
    [FUND_FACET_DAY] = "day",
};

static const char *const headings[FACETS_COUNT] = {
    [FUND_FACET_PERSON] = N_("Persons"), [FUND_FACET_ORGANISATION] = N_("Organisations"),
    [FUND_FACET_PLACE] = N_("Places"),   [FUND_FACET_ISSUER] = N_("Issuers"),
    [FUND_FACET_YEAR] = N_("Years"),     [FUND_FACET_MONTH] = N_("Months"),
    [FUND_FACET_DAY] = N_("Days"),
};

static const char *const histogram_headings[FACETS_COUNT] = {
    [FUND_FACET_YEAR] = N_("By year"),
    [FUND_FACET_MONTH] = N_("By month"),
    [FUND_FACET_DAY] = N_("By day"),
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
    report(_("--select: '%s' selects nothing; write FACET=VALUE with person, organisation, place, "
             "issuer, year, month or day in front"),
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
    report(_("--histogram: '%s' is no unit; write year, month or day"), text);
    return false;
}

static uint32_t highest(const struct fund_facet *facet)
{
    uint32_t most = 1;
    for (size_t i = 0; i < facet->value_count; i++)
        most = facet->values[i].count > most ? facet->values[i].count : most;
    return most;
}

/* A bar as long as its share of the highest count, in eighths of a column; at least one of them. */
static void print_bar(struct printer *printer, uint32_t count, uint32_t most)
{
    static const char *const blocks[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    size_t width = printer->terminal.width < NARROW ? BAR_WIDTH_NARROW : BAR_WIDTH;
    size_t eighths = (size_t)(((uint64_t)count * width * 8 + most - 1) / most);
    printer_style(printer, STYLE_BAR);
    for (size_t i = 0; i < width; i++) {
        size_t filled = eighths > i * 8 ? eighths - i * 8 : 0;
        filled = filled < 8 ? filled : 8;
        if (printer->terminal.has_blocks)
            printer_string(printer, blocks[filled]);
        else
            printer_string(printer, filled >= 4 || (filled > 0 && i == 0) ? "#" : " ");
    }
    printer_style(printer, STYLE_PLAIN);
    printer_string(printer, "  ");
}

static void print_value(struct printer *printer, const struct fund_facet_value *value,
                        uint32_t most)
{
    printer_begin(printer, 0);
    printer_format(printer, "%*u  ", COUNT_WIDTH, value->count);
    if (printer->terminal.width > 0)
        print_bar(printer, value->count, most);
    printer->indent = COUNT_WIDTH + 2;
    printer_string(printer, value->value);
    printer_string(printer, value->is_selected ? _(" (selected)") : "");
    printer_end(printer);
}

/* "Persons, 10 of 1135" */
static void print_heading(struct printer *printer, const struct fund_facet *facet,
                          const char *heading)
{
    printer_end(printer);
    printer_begin(printer, 0);
    printer_styled(printer, STYLE_TITLE, _(heading));
    if (facet->different > facet->value_count)
        printer_format(printer, _(", %zu of %u"), facet->value_count, facet->different);
    if (!facet->is_exact)
        printer_string(printer, _(", only of the first million releases"));
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

void facets_print(struct printer *printer, const fund_results *results)
{
    for (int i = 0; i < FACETS_COUNT; i++)
        print_facet(printer, fund_results_facet(results, (enum fund_facet_kind)i), headings[i]);
    for (int i = FUND_FACET_YEAR; i < FACETS_COUNT; i++)
        print_facet(printer, fund_results_histogram(results, (enum fund_facet_kind)i),
                    histogram_headings[i]);
}
