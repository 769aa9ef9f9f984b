/*
 * The one table of the formats' names.
 */
#include "formats.h"

#include "messages.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    [FORMAT_TEXT] = "text",     [FORMAT_JSON] = "json",         [FORMAT_CSV] = "csv",
    [FORMAT_BIBTEX] = "bibtex", [FORMAT_CITATION] = "citation", [FORMAT_JSONL] = "jsonl",
    [FORMAT_TSV] = "tsv",
};

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))
/* Longer than all names with ", " between them. */
#define LIST_SIZE 80

/* "text, json, csv" */
static void list_names(unsigned accepted, char list[static LIST_SIZE])
{
    size_t size = 0;
    list[0] = '\0';
    for (size_t i = 0; i < NAME_COUNT; i++)
        if ((accepted & FORMAT_BIT(i)) != 0)
            size += (size_t)snprintf(list + size, LIST_SIZE - size, "%s%s", size > 0 ? ", " : "",
                                     names[i]);
}

bool formats_read(const char *text, unsigned accepted, enum format *format)
{
    char list[LIST_SIZE];
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if ((accepted & FORMAT_BIT(i)) != 0 && strcmp(text, names[i]) == 0) {
            *format = (enum format)i;
            return true;
        }
    }
    list_names(accepted, list);
    report(_("--format: '%s' is no format; write one of: %s"), text, list);
    return false;
}
