/*
 * Names, completions and what an archive holds as text for people.
 */
#include "text.h"

#include "day.h"
#include "kinds.h"
#include "messages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of the count in front of a name. */
#define COUNT_WIDTH 6

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
        printer_string(printer, i == 0 ? _("; also ") : ", ");
        printer_string(printer, alias->text);
        if (alias->count == 0)
            continue;
        printer_string(printer, " (");
        printer_number(printer, alias->count);
        if (alias->release != NULL) {
            printer_string(printer, ", ");
            printer_string(printer, _("in"));
            printer_string(printer, " ");
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

void text_print_names(struct printer *printer, const fund_names *names)
{
    const char **sorted = sort_names(names);
    for (size_t i = 0; i < fund_names_count(names); i++) {
        const struct fund_name *name = fund_names_item(names, i);
        printer_begin(printer, 0);
        printer_format(printer, "%*u  ", COUNT_WIDTH, name->count);
        printer->indent = COUNT_WIDTH + 2;
        printer_styled(printer, STYLE_TITLE, name->name);
        if (name->issuer != NULL && is_shared(sorted, fund_names_count(names), name->name)) {
            printer_string(printer, " [");
            printer_string(printer, name->issuer);
            printer_string(printer, "]");
        }
        print_roles(printer, name);
        print_aliases(printer, name);
        printer_end(printer);
    }
    free(sorted);
}

/* ---- completions ---------------------------------------------------------------------------- */

#define KIND_WIDTH 14

void text_print_completions(struct printer *printer, const fund_completions *completions)
{
    for (size_t i = 0; i < fund_completions_count(completions); i++) {
        const struct fund_completion *item = fund_completions_item(completions, i);
        printer_begin(printer, 0);
        printer_style(printer, STYLE_ASIDE);
        printer_format(printer, "%*u  %-*s", COUNT_WIDTH, item->count, KIND_WIDTH,
                       kinds_shown(item->kind));
        printer_style(printer, STYLE_PLAIN);
        printer->indent = COUNT_WIDTH + 2 + KIND_WIDTH;
        printer_text(printer, item->text, item->match.start);
        printer_style(printer, STYLE_MARK);
        printer_text(printer, item->text + item->match.start, item->match.end - item->match.start);
        printer_style(printer, STYLE_PLAIN);
        printer_string(printer, item->text + item->match.end);
        if (item->detail != NULL) {
            printer_string(printer, " (");
            printer_string(printer, item->detail);
            printer_string(printer, ")");
        }
        printer_end(printer);
    }
}

/* ---- the archive ---------------------------------------------------------------------------- */

static void print_count(struct printer *printer, const char *label, size_t count)
{
    char text[24];
    snprintf(text, sizeof(text), "%zu", count);
    printer_field(printer, label, text);
}

/* "Years: 2022 (1), 2023 (2)" */
static void print_tallies(struct printer *printer, const char *label,
                          const struct fund_tally *items, size_t count)
{
    if (count == 0)
        return;
    printer_begin(printer, 0);
    printer_styled(printer, STYLE_ASIDE, label);
    for (size_t i = 0; i < count; i++) {
        printer_string(printer, i == 0 ? ": " : ", ");
        printer_string(printer, items[i].name);
        printer_format(printer, " (%" PRIu32 ")", items[i].count);
    }
    printer_end(printer);
}

/* "Size of postlist: 1.2 MB" */
static void print_size(struct printer *printer, const char *table, uint64_t size_bytes)
{
    printer_begin(printer, 0);
    printer_style(printer, STYLE_ASIDE);
    printer_format(printer, _("Size of %.40s"), table);
    printer_string(printer, ":");
    printer_style(printer, STYLE_PLAIN);
    printer_format(printer, " %.1f MB", (double)size_bytes / 1e6);
    printer_end(printer);
}

/* Of an archive that is in one place. */
static void print_sizes(struct printer *printer, const struct fund_info *info)
{
    if (info->generation == 0)
        return;
    for (size_t i = 0; i < info->table_count; i++)
        print_size(printer, info->tables[i].name, info->tables[i].size_bytes);
    print_size(printer, _("all"), info->size_bytes);
    print_count(printer, _("Generation"), info->generation);
}

void text_print_info(struct printer *printer, const struct fund_info *info,
                     const struct fund_compounds *compounds)
{
    printer_field(printer, _("Archive"), info->path);
    print_count(printer, _("Releases"), info->release_count);
    print_count(printer, _("Persons"), info->person_count);
    print_count(printer, _("Organisations"), info->organisation_count);
    if (info->has_names == 0)
        printer_field(printer, _("Names"), _("none (--no-names)"));
    char day[DAY_TEXT_SIZE];
    if (info->first_day != FUND_DATE_NONE) {
        day_show(info->first_day, day);
        printer_field(printer, _("First date"), day);
    }
    if (info->last_day != FUND_DATE_NONE) {
        day_show(info->last_day, day);
        printer_field(printer, _("Last date"), day);
    }
    if (compounds->count > 0)
        print_count(printer, _("Own compounds"), compounds->count);
    print_tallies(printer, _("Issuers"), info->issuers, info->issuer_count);
    print_tallies(printer, _("Years"), info->years, info->year_count);
    print_sizes(printer, info);
    print_count(printer, _("Revision"), info->revision);
    print_count(printer, _("Format"), info->format_version);
    printer_field(printer, _("Analyser"), info->analyser);
}
