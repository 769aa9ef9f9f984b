/*
 * What was found, and explanations, as text for people. Everything that comes from an archive goes
 * through the printer, which makes it harmless.
 */
#include "text.h"

#include "printer.h"
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

static void print_head(struct printer *printer, const char *query, const fund_results *results)
{
    int is_exact = 1;
    uint32_t total = fund_results_total(results, &is_exact);
    size_t count = fund_results_count(results);
    printer_begin(printer, 0);
    printer_string(printer, is_exact ? "" : "about ");
    printer_number(printer, total);
    printer_string(printer, total == 1 ? " release" : " releases");
    uint32_t strict_total = fund_results_strict_total(results);
    if (strict_total > 0 && strict_total < total) {
        printer_string(printer, ", ");
        printer_number(printer, strict_total);
        printer_string(printer, " as asked");
    }
    if (count > 0 && !are_all(results)) {
        printer_string(printer, ", here ");
        printer_number(printer, fund_results_hit(results, 0)->rank);
        printer_string(printer, " to ");
        printer_number(printer, fund_results_hit(results, count - 1)->rank);
    }
    printer_end(printer);
    const char *relaxed = fund_results_relaxed(results);
    const char *understood = fund_results_understood(results);
    bool is_corrected = relaxed != NULL && strncmp(relaxed, "corrected: ", 11) == 0;
    if (relaxed != NULL && (strict_total == 0 || is_corrected))
        printer_field(printer, "Relaxed", relaxed);
    if (relaxed != NULL || resolved_tells_days(query, understood))
        printer_field(printer, "Searched for", understood);
    printer_field(printer, "Did you mean", fund_results_suggestion(results));
}

static void print_snippet(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    if (hit->segment_count == 0)
        return;
    printer_begin(printer, indent);
    for (size_t i = 0; i < hit->segment_count; i++) {
        const struct fund_segment *segment = &hit->snippet[i];
        if (segment->mark == FUND_MARK_NONE)
            printer_text(printer, segment->text, segment->size);
        else
            printer_marked(printer, segment->text, segment->size);
    }
    printer_end(printer);
}

/* Issuer, file and id: where the release comes from and how to ask for it. */
static void print_source(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    printer_begin(printer, indent);
    if (hit->issuer != NULL && hit->issuer[0] != '\0') {
        printer_string(printer, hit->issuer);
        printer_string(printer, ", ");
    }
    printer_string(printer, hit->file);
    printer_string(printer, ", id ");
    printer_string(printer, hit->id);
    printer_end(printer);
}

/* "2 versions: also 2023-08-17 The title, id 016", newest first. */
static void print_versions(struct printer *printer, const struct fund_hit *hit, size_t indent)
{
    if (hit->versions < 2)
        return;
    printer_begin(printer, indent);
    printer_number(printer, hit->versions);
    printer_string(printer, " versions: also ");
    for (size_t i = 0; i < hit->other_version_count; i++) {
        const struct fund_version *version = &hit->other_versions[i];
        printer_string(printer, i > 0 ? "; " : "");
        printer_day(printer, version->published);
        printer_string(printer, " ");
        printer_string(printer, version->title);
        printer_string(printer, ", id ");
        printer_string(printer, version->id);
    }
    printer_string(printer, hit->versions > hit->other_version_count + 1 ? "; and others" : "");
    printer_end(printer);
}

static void print_hit(struct printer *printer, const struct fund_hit *hit)
{
    char rank[16];
    size_t indent = (size_t)snprintf(rank, sizeof(rank), "%u. ", hit->rank);
    printer_begin(printer, 0);
    printer_string(printer, rank);
    printer->indent = indent; /* further lines stand below the date */
    printer_day(printer, hit->published);
    printer_string(printer, "  ");
    printer_string(printer, hit->title);
    printer_end(printer);
    print_source(printer, hit, indent);
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
            printer_field(printer, "Further", fund_results_relaxed(results));
        was_relaxed = hit->relaxed;
        print_hit(printer, hit);
    }
}

/* "+2.10" where a release was asked about and has it, "-" where it has not. */
static void print_match(struct printer *printer, const struct fund_explained *line)
{
    char weight[32] = "";
    if (line->matches == 0)
        snprintf(weight, sizeof(weight), "  [no]");
    else if (line->matches > 0 && line->weight > 0)
        snprintf(weight, sizeof(weight), "  [+%.2f]", line->weight);
    printer_string(printer, weight);
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

void text_print_explanation(const fund_explanation *explanation)
{
    struct printer printer;
    printer_init(&printer);
    printer_field(&printer, "Searched for", fund_explanation_understood(explanation));
    printer_field(&printer, "Relaxed", fund_explanation_relaxed(explanation));
    printer_end(&printer);
    for (size_t i = 0; i < fund_explanation_count(explanation); i++)
        print_line(&printer, fund_explanation_line(explanation, i));
}

void text_print_results(const char *query, const fund_results *results)
{
    struct printer printer;
    printer_init(&printer);
    print_head(&printer, query, results);
    print_hits(&printer, results);
}

void text_print_similar(const fund_results *results)
{
    struct printer printer;
    printer_init(&printer);
    size_t count = fund_results_count(results);
    printer_begin(&printer, 0);
    printer_number(&printer, (uint32_t)count);
    printer_string(&printer, count == 1 ? " similar release" : " similar releases");
    printer_end(&printer);
    print_hits(&printer, results);
}
