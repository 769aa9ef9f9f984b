/*
 * What was found, and explanations, as text for people. Everything that comes from an archive goes
 * through the printer, which makes it harmless.
 */
#include "text.h"

#include "day.h"
#include "messages.h"
#include "relaxed.h"
#include "resolved.h"

#include <stdio.h>
#include <string.h>

/* ---- hits ----------------------------------------------------------------------------------- */

/* Whether the hits stand for all releases that were found. */
static bool are_all(const fund_results *results)
{
    uint32_t releases = 0;
    for (size_t i = 0; i < fund_results_count(results); i++)
        releases += fund_results_hit(results, i)->versions;
    return releases == fund_results_total(results, NULL);
}

/* "about 120 releases, 12 as asked, here 11 to 20" */
static void print_counts(struct printer *printer, const fund_results *results)
{
    int is_exact = 1;
    uint32_t total = fund_results_total(results, &is_exact);
    uint32_t strict_total = fund_results_strict_total(results);
    size_t count = fund_results_count(results);
    printer_begin(printer, 0);
    if (is_exact)
        printer_format(printer, ngettext("%u release", "%u releases", total), total);
    else
        printer_format(printer, ngettext("about %u release", "about %u releases", total), total);
    if (strict_total > 0 && strict_total < total)
        printer_format(printer, ngettext(", %u as asked", ", %u as asked", strict_total),
                       strict_total);
    if (count > 0 && !are_all(results))
        printer_format(printer, _(", here %u to %u"), fund_results_hit(results, 0)->rank,
                       fund_results_hit(results, count - 1)->rank);
    printer_end(printer);
}

static void print_head(struct printer *printer, const char *query, const fund_results *results)
{
    const char *relaxed = fund_results_relaxed(results);
    const char *understood = fund_results_understood(results);
    print_counts(printer, results);
    if (relaxed != NULL &&
        (fund_results_strict_total(results) == 0 || relaxed_is_correction(relaxed)))
        relaxed_print(printer, _("Relaxed"), relaxed);
    if (relaxed != NULL || resolved_tells_days(query, understood))
        printer_field(printer, _("Searched for"), understood);
    printer_field(printer, _("Did you mean"), fund_results_suggestion(results));
}

static void print_snippet(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    if (hit->segment_count == 0)
        return;
    printer_begin(printer, indent);
    for (size_t i = 0; i < hit->segment_count; i++) {
        const struct fund_segment *segment = &hit->snippet[i];
        if (segment->mark != FUND_MARK_NONE)
            printer_style(printer, STYLE_MARK);
        printer_text(printer, segment->text, segment->size);
        if (segment->mark != FUND_MARK_NONE)
            printer_style(printer, STYLE_PLAIN);
    }
    printer_end(printer);
}

/* Where the release is to be read as its issuer published it. */
static void print_url(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    if (hit->url == NULL || hit->url[0] == '\0')
        return;
    printer_begin(printer, indent);
    printer_styled(printer, STYLE_ASIDE, hit->url);
    printer_end(printer);
}

/* Issuer, file and id: where the release comes from and how to ask for it. */
static void print_source(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    printer_begin(printer, indent);
    printer_style(printer, STYLE_ASIDE);
    if (hit->issuer != NULL && hit->issuer[0] != '\0') {
        printer_string(printer, hit->issuer);
        printer_string(printer, ", ");
    }
    printer_string(printer, hit->file);
    printer_string(printer, ", id ");
    printer_string(printer, hit->id);
    printer_style(printer, STYLE_PLAIN);
    printer_end(printer);
}

/* "2 versions: also 2023-08-17 The title, id 016", newest first. */
static void print_versions(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    if (hit->versions < 2)
        return;
    printer_begin(printer, indent);
    printer_format(printer, ngettext("%u version: also ", "%u versions: also ", hit->versions),
                   hit->versions);
    for (size_t i = 0; i < hit->other_version_count; i++) {
        const struct fund_version *version = &hit->other_versions[i];
        printer_string(printer, i > 0 ? "; " : "");
        printer_day(printer, version->published);
        printer_string(printer, " ");
        printer_string(printer, version->title);
        printer_string(printer, ", id ");
        printer_string(printer, version->id);
    }
    printer_string(printer, hit->versions > hit->other_version_count + 1 ? _("; and others") : "");
    printer_end(printer);
}

static void print_hit(struct printer *printer, const struct fund_hit *hit)
{
    char rank[16];
    size_t indent = (size_t)snprintf(rank, sizeof(rank), "%u. ", hit->rank);
    printer_begin(printer, 0);
    printer_string(printer, rank);
    printer->indent = indent; /* further lines stand below the date */
    printer_style(printer, STYLE_ASIDE);
    printer_day(printer, hit->published);
    printer_style(printer, STYLE_PLAIN);
    printer_string(printer, "  ");
    printer_styled(printer, STYLE_TITLE, hit->title);
    printer_end(printer);
    print_source(printer, hit, indent);
    print_url(printer, hit, indent);
    print_versions(printer, hit, indent);
    print_snippet(printer, hit, indent);
}

static void print_hits(struct printer *printer, const fund_results *results)
{
    bool was_relaxed = fund_results_strict_total(results) == 0;
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        printer_end(printer);
        if (hit->relaxed && !was_relaxed)
            relaxed_print(printer, _("Further"), fund_results_relaxed(results));
        was_relaxed = hit->relaxed;
        print_hit(printer, hit);
    }
}

/* "+2.10" where a release was asked about and has it, "-" where it has not. */
static void print_match(struct printer *printer, const struct fund_explained *line)
{
    if (line->matches == 0)
        printer_format(printer, "  [%s]", _("no"));
    else if (line->matches > 0 && line->weight > 0)
        printer_format(printer, "  [+%.2f]", line->weight);
}

static void print_line(struct printer *printer, const struct fund_explained *line)
{
    printer_begin(printer, 2 * (size_t)line->depth);
    printer_string(printer, line->text);
    if (line->meaning[0] != '\0') {
        printer_string(printer, ": ");
        printer_string(printer, line->meaning);
    }
    print_match(printer, line);
    printer_end(printer);
}

void text_print_explanation(struct printer *printer, const fund_explanation *explanation)
{
    printer_field(printer, _("Searched for"), fund_explanation_understood(explanation));
    relaxed_print(printer, _("Relaxed"), fund_explanation_relaxed(explanation));
    printer_end(printer);
    for (size_t i = 0; i < fund_explanation_count(explanation); i++)
        print_line(printer, fund_explanation_line(explanation, i));
}

void text_print_results(struct printer *printer, const char *query, const fund_results *results)
{
    print_head(printer, query, results);
    print_hits(printer, results);
}

void text_print_similar(struct printer *printer, const fund_results *results)
{
    size_t count = fund_results_count(results);
    printer_begin(printer, 0);
    printer_format(printer, ngettext("%zu similar release", "%zu similar releases", count), count);
    printer_end(printer);
    print_hits(printer, results);
}
