/*
 * `fundstelle index` has found the messages already, and tells where they are.
 */
#include "indexer/messages.h"

#include <locale.h>
#include <stddef.h>
#include <stdlib.h>

#define DOMAIN "fundstelle"

void messages_init(void)
{
    const int mask = LC_MESSAGES_MASK | LC_CTYPE_MASK;
    const char *folder = getenv("FUNDSTELLE_MESSAGES");
    locale_t locale = newlocale(mask, "", (locale_t)0);
    if (locale == (locale_t)0) /* not installed; LANGUAGE counts in this one, too */
        locale = newlocale(mask, "C.UTF-8", (locale_t)0);
    if (locale == (locale_t)0)
        return;
    uselocale(locale);
    bindtextdomain(DOMAIN, folder != NULL ? folder : FUNDSTELLE_LOCALE_DIR);
    bind_textdomain_codeset(DOMAIN, "UTF-8"); /* what the program writes, whatever the locale */
    textdomain(DOMAIN);
}
