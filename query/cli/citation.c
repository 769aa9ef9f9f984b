/*
 * The German line, in the order that DIN ISO 690 gives to the parts of an online source: author,
 * title, kind and day, address, day of access.
 */
#include "citation.h"

#include "characters.h"
#include "day.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct source source_of_hit(const struct fund_hit *hit)
{
    return (struct source){.id = hit->id,
                           .issuer = hit->issuer,
                           .url = hit->url,
                           .published = hit->published,
                           .title = hit->title,
                           .title_size = strlen(hit->title)};
}

struct source source_of_release(const struct fund_release_view *release)
{
    return (struct source){.id = release->id,
                           .issuer = release->issuer,
                           .url = release->url,
                           .published = release->published,
                           .title = release->text + release->title.start,
                           .title_size = release->title.end - release->title.start};
}

void citation_put(const char *text, size_t size, const char *(*replace)(uint32_t code_point))
{
    struct shown_character shown;
    bool had_blank = false;
    for (size_t at = 0, step; at < size; at += step) {
        step = characters_show_next(text + at, size - at, &had_blank, &shown);
        if (step == 0)
            break;
        if (had_blank && at > 0)
            fputc(' ', stdout);
        had_blank = false;
        const char *other = replace != NULL && !shown.is_control ? replace(shown.code_point) : NULL;
        if (other != NULL)
            fputs(other, stdout);
        else
            fwrite(shown.bytes, 1, shown.size, stdout);
    }
}

static void put(const char *text, size_t size)
{
    citation_put(text, size, NULL);
}

static bool has(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* The end of a title that ends a sentence has no full stop behind it. */
static bool ends_sentence(const char *text, size_t size)
{
    while (size > 0 && characters_is_blank(text[size - 1]))
        size--;
    return size > 0 && strchr(".?!", text[size - 1]) != NULL;
}

void citation_print(const struct source *source)
{
    char day[DAY_TEXT_SIZE];
    if (has(source->issuer)) {
        put(source->issuer, strlen(source->issuer));
        fputs(": ", stdout);
    }
    put(source->title, source->title_size);
    if (source->title_size > 0)
        fputs(ends_sentence(source->title, source->title_size) ? " " : ". ", stdout);
    if (source->published != FUND_DATE_NONE) {
        day_format_german(source->published, day);
        printf("Pressemitteilung vom %s", day);
    } else {
        fputs("Pressemitteilung ohne Datum", stdout);
    }
    if (has(source->url)) {
        day_format_german(day_today(), day);
        fputs(", ", stdout);
        put(source->url, strlen(source->url));
        printf(" (abgerufen am %s)", day);
    }
    fputs(".\n", stdout);
}
