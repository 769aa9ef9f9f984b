/*
 * Names, completions and what an archive holds as text for people.
 */
#include "text.h"

#include "day.h"
#include "kinds.h"
#include "printer.h"

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

/* ---- completions ---------------------------------------------------------------------------- */

#define KIND_WIDTH 14

void text_print_completions(const fund_completions *completions)
{
    struct printer printer;
    printer_init(&printer);
    for (size_t i = 0; i < fund_completions_count(completions); i++) {
        const struct fund_completion *item = fund_completions_item(completions, i);
        char front[64];
        snprintf(front, sizeof(front), "%*u  %-*s", COUNT_WIDTH, item->count, KIND_WIDTH,
                 kinds_name(item->kind));
        printer_begin(&printer, 0);
        printer_string(&printer, front);
        printer.indent = COUNT_WIDTH + 2 + KIND_WIDTH;
        printer_text(&printer, item->text, item->match.start);
        printer_marked(&printer, item->text + item->match.start,
                       item->match.end - item->match.start);
        printer_string(&printer, item->text + item->match.end);
        if (item->detail != NULL) {
            printer_string(&printer, " (");
            printer_string(&printer, item->detail);
            printer_string(&printer, ")");
        }
        printer_end(&printer);
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
    char number[32];
    if (count == 0)
        return;
    printer_begin(printer, 0);
    printer_string(printer, label);
    for (size_t i = 0; i < count; i++) {
        printer_string(printer, i == 0 ? ": " : ", ");
        printer_string(printer, items[i].name);
        snprintf(number, sizeof(number), " (%" PRIu32 ")", items[i].count);
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
    printer_field(printer, label, size);
}

/* Of an archive that is in one place. */
static void print_sizes(struct printer *printer, const struct fund_info *info)
{
    if (info->generation == 0)
        return;
    for (size_t i = 0; i < info->table_count; i++)
        print_size(printer, info->tables[i].name, info->tables[i].size_bytes);
    print_size(printer, "all", info->size_bytes);
    print_count(printer, "Generation", info->generation);
}

void text_print_info(const struct fund_info *info, const struct fund_compounds *compounds)
{
    struct printer printer;
    printer_init(&printer);
    printer_field(&printer, "Archive", info->path);
    print_count(&printer, "Releases", info->release_count);
    print_count(&printer, "Persons", info->person_count);
    print_count(&printer, "Organisations", info->organisation_count);
    if (info->has_names == 0)
        printer_field(&printer, "Names", "none (--no-names)");
    char day[DAY_TEXT_SIZE];
    if (info->first_day != FUND_DATE_NONE) {
        day_format(info->first_day, day);
        printer_field(&printer, "First date", day);
    }
    if (info->last_day != FUND_DATE_NONE) {
        day_format(info->last_day, day);
        printer_field(&printer, "Last date", day);
    }
    if (compounds->count > 0)
        print_count(&printer, "Own compounds", compounds->count);
    print_tallies(&printer, "Issuers", info->issuers, info->issuer_count);
    print_tallies(&printer, "Years", info->years, info->year_count);
    print_sizes(&printer, info);
    print_count(&printer, "Revision", info->revision);
    print_count(&printer, "Format", info->format_version);
    printer_field(&printer, "Analyser", info->analyser);
}
