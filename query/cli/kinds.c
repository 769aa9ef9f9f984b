/*
 * The one table of the kinds' names.
 */
#include "kinds.h"

#include "messages.h"

#include <stddef.h>
#include <string.h>

static const struct {
    enum fund_completion_kind kind;
    const char *name;
} kinds[] = {
    {FUND_COMPLETE_WORDS, N_("word")},
    {FUND_COMPLETE_PERSONS, N_("person")},
    {FUND_COMPLETE_ORGANISATIONS, N_("organisation")},
    {FUND_COMPLETE_PLACES, N_("place")},
    {FUND_COMPLETE_TITLES, N_("title")},
};

const char *kinds_name(enum fund_completion_kind kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (kinds[i].kind == kind)
            return kinds[i].name;
    return "other";
}

const char *kinds_shown(enum fund_completion_kind kind)
{
    return _(kinds_name(kind));
}

bool kinds_read(const char *name, enum fund_completion_kind *kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}
