/*
 * Which language, and where its messages lie.
 */
#include "messages.h"

#include <locale.h>
#include <stddef.h>

void messages_init(void)
{
    locale_t locale = newlocale(LC_MESSAGES_MASK | LC_CTYPE_MASK, "", (locale_t)0);
    if (locale != (locale_t)0)
        uselocale(locale);
}
