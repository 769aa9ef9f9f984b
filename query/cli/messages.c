/*
 * Which language, and where its messages lie: in the build tree, where the program is installed, or
 * where it was meant to be.
 */
#include "messages.h"

#include "own_folder.h"

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "fundstelle"
/* A locale that every system has, in which LANGUAGE counts. */
#define PLAIN_LOCALE "C.UTF-8"

/* Relative to the folder of this program. */
static const char *const places[] = {"../scripts/po", "../share/locale"};

static void bind_messages(void)
{
    char folder[PATH_MAX], path[PATH_MAX], probe[PATH_MAX];
    const char *found = FUNDSTELLE_LOCALE_DIR;
    bool has_folder = own_folder(folder);
    for (size_t i = 0; has_folder && i < sizeof(places) / sizeof(places[0]); i++) {
        int size = snprintf(path, sizeof(path), "%s%s", folder, places[i]);
        int probe_size = snprintf(probe, sizeof(probe), "%s/de/LC_MESSAGES/" DOMAIN ".mo", path);
        if (size < 0 || probe_size < 0 || (size_t)probe_size >= sizeof(probe) ||
            access(probe, R_OK) != 0)
            continue;
        found = path;
        break;
    }
    bindtextdomain(DOMAIN, found);
    setenv("FUNDSTELLE_MESSAGES", found, 1);  /* for fundstelle-index */
    bind_textdomain_codeset(DOMAIN, "UTF-8"); /* what the command writes, whatever the locale */
    textdomain(DOMAIN);
}

/* The locale's name for messages, in the order in which the system looks. */
static const char *asked_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

/* A German locale that is not installed, in a container say, is still a wish for German. */
static locale_t replacement_locale(void)
{
    if (strncmp(asked_locale(), "de", 2) == 0)
        setenv("LANGUAGE", "de", 0);
    return newlocale(LC_MESSAGES_MASK | LC_CTYPE_MASK, PLAIN_LOCALE, (locale_t)0);
}

void messages_init(void)
{
    locale_t locale = newlocale(LC_MESSAGES_MASK | LC_CTYPE_MASK, "", (locale_t)0);
    if (locale == (locale_t)0)
        locale = replacement_locale();
    if (locale == (locale_t)0)
        return;
    uselocale(locale);
    bind_messages();
}
