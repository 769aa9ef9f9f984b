/*
 * See nameless.h.
 */
#include "nameless.h"

#include "messages.h"
#include "report.h"

#include <string.h>
#include <strings.h>

static bool is_of_names(const char *field, size_t size)
{
    static const char *const fields[] = {
        "person:", "org:",   "organisation:", "organization:", "ort:",
        "place:",  "rolle:", "role:",         "termin:",       "event:"};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (size == strlen(fields[i]) && strncasecmp(field, fields[i], size) == 0)
            return true;
    }
    return false;
}

bool nameless_is_asked(const char *query, const struct options *options)
{
    struct fund_parse *parse = NULL;
    bool is_asked =
        options->persons.count + options->organisations.count + options->places.count > 0;
    if (is_asked || fund_query_parse(query, &parse, NULL) != FUND_OK)
        return is_asked;
    for (size_t i = 0; i < parse->span_count; i++) {
        const struct fund_range *range = &parse->spans[i].range;
        is_asked = is_asked || (parse->spans[i].kind == FUND_SPAN_FIELD &&
                                is_of_names(query + range->start, range->end - range->start));
    }
    fund_parse_free(parse);
    return is_asked;
}

void nameless_note(fund_archive *archive)
{
    int has_names = 1;
    if (fund_archive_has_names(archive, &has_names, NULL) == FUND_OK && has_names == 0)
        report(_("this archive has no names and dates: it was indexed with --no-names"));
}
