/*
 * Text for people. Everything that comes from an archive goes through the printer, which makes it
 * harmless.
 */
#include "text.h"

#include "day.h"
#include "printer.h"
#include "resolved.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNDATED "undated"
/* Columns of the count in front of a name. */
#define COUNT_WIDTH 6

static void print_day(struct printer *printer, int32_t day)
{
    char text[DAY_TEXT_SIZE] = UNDATED;
    if (day != FUND_DATE_NONE)
        day_format(day, text);
    printer_string(printer, text);
}

/* A line "Label: value" of a release. */
static void print_field(struct printer *printer, const char *label, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    printer_begin(printer, 0);
    printer_string(printer, label);
    printer_string(printer, ": ");
    printer_string(printer, value);
    printer_end(printer);
}

/* ---- hits ----------------------------------------------------------------------------------- */

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
    if (count > 0 && count < total) {
        printer_string(printer, ", here ");
        printer_number(printer, fund_results_hit(results, 0)->rank);
        printer_string(printer, " to ");
        printer_number(printer, fund_results_hit(results, count - 1)->rank);
    }
    printer_end(printer);
    const char *relaxed = fund_results_relaxed(results);
    const char *understood = fund_results_understood(results);
    if (relaxed != NULL && strict_total == 0)
        print_field(printer, "Relaxed", relaxed);
    if (relaxed != NULL || resolved_tells_days(query, understood))
        print_field(printer, "Searched for", understood);
    print_field(printer, "Did you mean", fund_results_suggestion(results));
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
    if (hit->versions > 1) {
        printer_string(printer, ", ");
        printer_number(printer, hit->versions);
        printer_string(printer, " versions");
    }
    printer_end(printer);
}

static void print_hit(struct printer *printer, const struct fund_hit *hit)
{
    char rank[16];
    size_t indent = (size_t)snprintf(rank, sizeof(rank), "%u. ", hit->rank);
    printer_begin(printer, 0);
    printer_string(printer, rank);
    printer->indent = indent; /* further lines stand below the date */
    print_day(printer, hit->published);
    printer_string(printer, "  ");
    printer_string(printer, hit->title);
    printer_end(printer);
    print_source(printer, hit, indent);
    print_snippet(printer, hit, indent);
}

void text_print_results(const char *query, const fund_results *results)
{
    struct printer printer;
    printer_init(&printer);
    print_head(&printer, query, results);
    bool was_relaxed = fund_results_strict_total(results) == 0;
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        printer_end(&printer);
        if (hit->relaxed && !was_relaxed)
            print_field(&printer, "Further", fund_results_relaxed(results));
        was_relaxed = hit->relaxed;
        print_hit(&printer, hit);
    }
}

/* ---- releases ------------------------------------------------------------------------------- */

static void print_heading(struct printer *printer, const char *heading)
{
    printer_end(printer);
    printer_begin(printer, 0);
    printer_string(printer, heading);
    printer_end(printer);
}

/* "Dr. Name, Role" or "Name (Alias, Alias)" */
static void print_entity(struct printer *printer, const struct fund_entity *entity)
{
    printer_begin(printer, 2);
    if (entity->title != NULL && entity->title[0] != '\0') {
        printer_string(printer, entity->title);
        printer_string(printer, " ");
    }
    printer_string(printer, entity->name);
    if (entity->role != NULL && entity->role[0] != '\0') {
        printer_string(printer, ", ");
        printer_string(printer, entity->role);
    }
    for (size_t i = 0; i < entity->alias_count; i++) {
        printer_string(printer, i == 0 ? " (" : ", ");
        printer_string(printer, entity->aliases[i]);
    }
    printer_string(printer, entity->alias_count > 0 ? ")" : "");
    printer_end(printer);
}

static void print_entities(struct printer *printer, const char *heading,
                           const struct fund_entity *entities, size_t count)
{
    if (count == 0)
        return;
    print_heading(printer, heading);
    for (size_t i = 0; i < count; i++)
        print_entity(printer, &entities[i]);
}

static void print_date(struct printer *printer, const struct fund_release_view *release,
                       const struct fund_date *date)
{
    printer_begin(printer, 2);
    print_day(printer, date->first_day);
    if (date->last_day != date->first_day) {
        printer_string(printer, " to ");
        print_day(printer, date->last_day);
    }
    if (date->precision == FUND_PRECISION_APPROXIMATE)
        printer_string(printer, ", roughly");
    if (date->precision == FUND_PRECISION_RECURRING)
        printer_string(printer, ", each week");
    printer_string(printer, ": ");
    printer_text(printer, release->text + date->range.start, date->range.end - date->range.start);
    printer_end(printer);
}

void text_print_release(const struct fund_release_view *release)
{
    struct printer printer;
    printer_init(&printer);
    char day[DAY_TEXT_SIZE] = UNDATED;
    if (release->published != FUND_DATE_NONE)
        day_format(release->published, day);
    print_field(&printer, "Date", day);
    print_field(&printer, "Issuer", release->issuer);
    print_field(&printer, "File", release->file);
    print_field(&printer, "URL", release->url);
    printer_end(&printer);
    printer_begin(&printer, 0);
    printer_lines(&printer, release->text, release->text_size);
    print_entities(&printer, "Persons", release->persons, release->person_count);
    print_entities(&printer, "Organisations", release->organisations, release->organisation_count);
    print_entities(&printer, "Places", release->places, release->place_count);
    if (release->date_count > 0)
        print_heading(&printer, "Dates");
    for (size_t i = 0; i < release->date_count; i++)
        print_date(&printer, release, &release->dates[i]);
}

/* ---- names ---------------------------------------------------------------------------------- */

static void print_years(struct printer *printer, int32_t first, int32_t last)
{
    if (first == 0)
        return;
    printer_string(printer, " ");
    printer_number(printer, (uint32_t)first);
    if (last == first)
        return;
    printer_string(printer, "–");
    printer_number(printer, (uint32_t)last);
}

/* ": Bürgermeisterin 2009–2020 (14), Kandidatin 2009 (1)" */
static void print_roles(struct printer *printer, const struct fund_name *name)
{
    for (size_t i = 0; i < name->role_count; i++) {
        const struct fund_counted *role = &name->roles[i];
        printer_string(printer, i == 0 ? ": " : ", ");
        printer_string(printer, role->text);
        print_years(printer, role->first_year, role->last_year);
        printer_string(printer, " (");
        printer_number(printer, role->count);
        printer_string(printer, ")");
    }
}

/* "; also THW (3, in thw-1a2b), Hilfswerk" */
static void print_aliases(struct printer *printer, const struct fund_name *name)
{
    for (size_t i = 0; i < name->alias_count; i++) {
        const struct fund_counted *alias = &name->aliases[i];
        printer_string(printer, i == 0 ? "; also " : ", ");
        printer_string(printer, alias->text);
        if (alias->count == 0)
            continue;
        printer_string(printer, " (");
        printer_number(printer, alias->count);
        if (alias->release != NULL) {
            printer_string(printer, ", in ");
            printer_string(printer, alias->release);
        }
        printer_string(printer, ")");
    }
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* All names in byte order, to be freed; NULL without memory. */
static const char **sort_names(const fund_names *names)
{
    size_t count = fund_names_count(names);
    const char **sorted = calloc(count + 1, sizeof(*sorted));
    if (sorted == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        sorted[i] = fund_names_item(names, i)->name;
    qsort(sorted, count, sizeof(*sorted), compare_texts);
    return sorted;
}

/* Whether several entries have the name, so that the issuer tells them apart. */
static bool is_shared(const char **sorted, size_t count, const char *name)
{
    if (sorted == NULL)
        return true;
    const char **found = bsearch(&name, sorted, count, sizeof(*sorted), compare_texts);
    if (found == NULL)
        return false;
    bool is_before = found > sorted && strcmp(found[-1], name) == 0;
    return is_before || (found + 1 < sorted + count && strcmp(found[1], name) == 0);
}

void text_print_names(const fund_names *names)
{
    struct printer printer;
    const char **sorted = sort_names(names);
    printer_init(&printer);
    for (size_t i = 0; i < fund_names_count(names); i++) {
        const struct fund_name *name = fund_names_item(names, i);
        char count[32];
        snprintf(count, sizeof(count), "%*u  ", COUNT_WIDTH, name->count);
        printer_begin(&printer, 0);
        printer_string(&printer, count);
        printer.indent = COUNT_WIDTH + 2;
        printer_string(&printer, name->name);
        if (name->issuer != NULL && is_shared(sorted, fund_names_count(names), name->name)) {
            printer_string(&printer, " [");
            printer_string(&printer, name->issuer);
            printer_string(&printer, "]");
        }
        print_roles(&printer, name);
        print_aliases(&printer, name);
        printer_end(&printer);
    }
    free(sorted);
}

/* ---- the archive ---------------------------------------------------------------------------- */

static void print_count(struct printer *printer, const char *label, size_t count)
{
    char text[24];
    snprintf(text, sizeof(text), "%zu", count);
    print_field(printer, label, text);
}

/* "Years: 2022 (1), 2023 (2)" */
static void print_tallies(struct printer *printer, const char *label,
                          const struct fund_tally *items, size_t count)
{
    char number[32];
    if (count == 0)
        return;
    printer_begin(printer, 0);
    printer_string(printer, label);
    for (size_t i = 0; i < count; i++) {
        printer_string(printer, i == 0 ? ": " : ", ");
        printer_string(printer, items[i].name);
        snprintf(number, sizeof(number), " (%" PRIu64 ")", items[i].count);
        printer_string(printer, number);
    }
    printer_end(printer);
}

/* "Size of postlist: 1.2 MB" */
static void print_size(struct printer *printer, const char *table, uint64_t size_bytes)
{
    char label[64], size[32];
    snprintf(label, sizeof(label), "Size of %.40s", table);
    snprintf(size, sizeof(size), "%.1f MB", (double)size_bytes / 1e6);
    print_field(printer, label, size);
}

void text_print_info(const struct fund_info *info, const struct fund_compounds *compounds)
{
    struct printer printer;
    printer_init(&printer);
    print_field(&printer, "Archive", info->path);
    print_count(&printer, "Releases", info->release_count);
    print_count(&printer, "Persons", info->person_count);
    print_count(&printer, "Organisations", info->organisation_count);
    char day[DAY_TEXT_SIZE];
    if (info->first_day != FUND_DATE_NONE) {
        day_format(info->first_day, day);
        print_field(&printer, "First date", day);
    }
    if (info->last_day != FUND_DATE_NONE) {
        day_format(info->last_day, day);
        print_field(&printer, "Last date", day);
    }
    if (compounds->count > 0)
        print_count(&printer, "Own compounds", compounds->count);
    print_tallies(&printer, "Issuers", info->issuers, info->issuer_count);
    print_tallies(&printer, "Years", info->years, info->year_count);
    for (size_t i = 0; i <= info->table_count && info->generation > 0; i++)
        print_size(&printer, i < info->table_count ? info->tables[i].name : "all",
                   i < info->table_count ? info->tables[i].count : info->size_bytes);
    if (info->generation > 0)
        print_count(&printer, "Generation", info->generation);
    print_count(&printer, "Revision", info->revision);
    print_count(&printer, "Format", info->format_version);
    print_field(&printer, "Analyser", info->analyser);
}

/* ---- analysis ------------------------------------------------------------------------------- */

/* The parts as the text has them, or their stems. */
static void print_parts(struct printer *printer, const char *text, const struct fund_token *token)
{
    for (size_t i = token->whole_count; i < token->term_count; i++) {
        const struct fund_term *part = &token->terms[i];
        if (i > token->whole_count)
            printer_string(printer, " + ");
        if (text != NULL)
            printer_text(printer, text + part->range.start, part->range.end - part->range.start);
        else
            printer_string(printer, part->stem);
    }
}

/* "Clan-Projekt = Clan + Projekt: clanprojekt (clan + projekt)", "Häuser: haus". */
void text_print_analysis(const char *text, const fund_analysis *analysis)
{
    struct printer printer;
    printer_init(&printer);
    for (size_t i = 0; i < fund_analysis_count(analysis); i++) {
        const struct fund_token *token = fund_analysis_token(analysis, i);
        bool has_parts = token->term_count > token->whole_count + 1;
        printer_begin(&printer, 0);
        printer_text(&printer, text + token->range.start, token->range.end - token->range.start);
        if (has_parts) {
            printer_string(&printer, " = ");
            print_parts(&printer, text, token);
        }
        printer_string(&printer, ": ");
        printer_string(&printer, token->terms[0].stem);
        if (token->whole_count > 1) {
            printer_string(&printer, ", meant ");
            printer_string(&printer, token->terms[1].stem);
        }
        if (has_parts) {
            printer_string(&printer, " (");
            print_parts(&printer, NULL, token);
            for (size_t j = 0; j < token->inner_count; j++) {
                printer_string(&printer, ", ");
                printer_string(&printer, token->inner[j].stem);
            }
            printer_string(&printer, ")");
        }
        printer_end(&printer);
    }
}
