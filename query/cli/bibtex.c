/*
 * Entries for biblatex, whose manual tells the fields of @online and @misc.
 */
#include "citation.h"

#include "characters.h"
#include "day.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static void put_key(const char *id)
{
    for (const char *at = id; *at != '\0'; at++) {
        if (is_alphanumeric(*at) || *at == '.' || *at == '-')
            fputc(*at, stdout);
        else
            printf("_%02x", (unsigned char)*at);
    }
}

/* What TeX would not print as it stands; NULL where it would. Braces are no \{ and \}, because
 * BibTeX counts these, too; a " is a command of babel's German, which {} ends. */
static const char *command_for(uint32_t code_point)
{
    switch (code_point) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '"':
        return "\"{}";
    case '$':
        return "\\$";
    case '%':
        return "\\%";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    default:
        return NULL;
    }
}

/* In double braces: styles keep its capitals, and a name is one whole. */
static void put_field(const char *name, const char *text, size_t size)
{
    printf("  %-10s = {{", name);
    citation_put(text, size, command_for);
    fputs("}},\n", stdout);
}

/* A URL is taken word for word, so that its braces have to go; RFC 3986 has them escaped anyway. */
static void put_url(const char *url)
{
    fputs("  url        = {", stdout);
    for (size_t at = 0, size = strlen(url); at < size;) {
        struct shown_character shown = characters_show(url + at, size - at);
        bool is_plain = !shown.is_control && shown.code_point != '\\' && shown.code_point != '{' &&
                        shown.code_point != '}' && shown.code_point != ' ';
        for (size_t i = 0; i < shown.consumed; i++)
            printf(is_plain ? "%c" : "%%%02X", (unsigned char)url[at + i]);
        at += shown.consumed;
    }
    fputs("},\n", stdout);
}

static void put_day(const char *name, int32_t day)
{
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    printf("  %-10s = {%s},\n", name, text);
}

void bibtex_print(const struct source *source)
{
    bool has_url = source->url != NULL && source->url[0] != '\0';
    fputs(has_url ? "@online{" : "@misc{", stdout);
    put_key(source->id);
    fputs(",\n", stdout);
    if (source->issuer != NULL && source->issuer[0] != '\0')
        put_field("author", source->issuer, strlen(source->issuer));
    put_field("title", source->title, source->title_size);
    fputs("  titleaddon = {Pressemitteilung},\n", stdout);
    if (source->published != FUND_DATE_NONE)
        put_day("date", source->published);
    if (has_url) {
        put_url(source->url);
        put_day("urldate", day_today());
    }
    fputs("  langid     = {ngerman},\n}\n", stdout);
}
