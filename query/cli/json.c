/*
 * The library's answers as JSON.
 */
#include "json.h"

#include "characters.h"
#include "day.h"
#include "offsets.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT_VERSION 1
#define REPLACEMENT    "\xef\xbf\xbd" /* U+FFFD */
/* Significant digits of a score: more would only be noise. */
#define SCORE_DIGITS 6

/* ---- values --------------------------------------------------------------------------------- */

/* For the rare text that is not UTF-8, such as a file's name: U+FFFD for each byte that isn't. */
static json_t *mended_text(const char *text, size_t size)
{
    char *mended = malloc(size * strlen(REPLACEMENT) + 1);
    if (mended == NULL)
        return NULL;
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        size_t step = characters_show(text + at, size - at).consumed;
        bool is_valid = characters_are_valid(text + at, step);
        const char *bytes = is_valid ? text + at : REPLACEMENT;
        size_t byte_count = is_valid ? step : strlen(REPLACEMENT);
        memcpy(mended + written, bytes, byte_count);
        written += byte_count;
        at += step;
    }
    json_t *value = json_stringn_nocheck(mended, written);
    free(mended);
    return value;
}

static json_t *sized_text(const char *text, size_t size)
{
    if (characters_are_valid(text, size))
        return json_stringn_nocheck(text, size);
    return mended_text(text, size);
}

static json_t *text_or_null(const char *text)
{
    return text != NULL ? sized_text(text, strlen(text)) : json_null();
}

static json_t *moment_or_null(int64_t moment)
{
    if (moment == FUND_TIME_NONE)
        return json_null();
    char text[MOMENT_TEXT_SIZE];
    moment_format(moment, text);
    return json_string(text);
}

static json_t *day_or_null(int32_t day)
{
    if (day == FUND_DATE_NONE)
        return json_null();
    char text[DAY_TEXT_SIZE];
    day_format(day, text);
    return json_string(text);
}

/* Appends, taking over the value; on failure frees the array, so that NULL goes on. */
static json_t *append(json_t *array, json_t *value)
{
    if (array == NULL) {
        json_decref(value);
        return NULL;
    }
    if (value == NULL || json_array_append_new(array, value) != 0) {
        json_decref(array);
        return NULL;
    }
    return array;
}

static json_t *text_array(const char *const *texts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        array = append(array, text_or_null(texts[i]));
    return array;
}

/* ---- hits ----------------------------------------------------------------------------------- */

static const char *mark_name(enum fund_mark mark)
{
    switch (mark) {
    case FUND_MARK_NONE:
        return NULL;
    case FUND_MARK_EXACT:
        return "exact";
    case FUND_MARK_STEM:
        return "stem";
    case FUND_MARK_PART:
        return "part";
    case FUND_MARK_ALIAS:
        return "alias";
    case FUND_MARK_FUZZY:
        return "fuzzy";
    }
    return "exact"; /* a newer library's mark is still a mark */
}

static json_t *snippet_array(const struct fund_hit *hit)
{
    json_t *array = json_array();
    for (size_t i = 0; i < hit->segment_count; i++) {
        const struct fund_segment *segment = &hit->snippet[i];
        const char *mark = mark_name(segment->mark);
        json_t *text = sized_text(segment->text, segment->size);
        array = append(array, mark != NULL ? json_pack("{s:o,s:s}", "text", text, "mark", mark)
                                           : json_pack("{s:o}", "text", text));
    }
    return array;
}

static json_t *of_hit(const struct fund_hit *hit)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:o,s:f,s:b,s:I,s:o,s:o,s:o}", //
                     "rank", (json_int_t)hit->rank,                           //
                     "id", text_or_null(hit->id),                             //
                     "file", text_or_null(hit->file),                         //
                     "date", day_or_null(hit->published),                     //
                     "title", text_or_null(hit->title),                       //
                     "issuer", text_or_null(hit->issuer),                     //
                     "url", text_or_null(hit->url),                           //
                     "score", hit->score,                                     //
                     "relaxed", hit->relaxed,                                 //
                     "versions", (json_int_t)hit->versions,                   //
                     "snippet", snippet_array(hit),                           //
                     "persons", text_array(hit->persons, hit->person_count),  //
                     "organisations", text_array(hit->organisations, hit->organisation_count));
}

json_t *json_of_results(const char *query, const fund_results *results)
{
    int is_exact = 1;
    uint32_t total = fund_results_total(results, &is_exact);
    json_t *hits = json_array();
    for (size_t i = 0; i < fund_results_count(results); i++)
        hits = append(hits, of_hit(fund_results_hit(results, i)));
    return json_pack("{s:i,s:o,s:o,s:I,s:I,s:b,s:o,s:o,s:o,s:n}",                    //
                     "format", FORMAT_VERSION,                                       //
                     "query", text_or_null(query),                                   //
                     "understood", text_or_null(fund_results_understood(results)),   //
                     "total", (json_int_t)total,                                     //
                     "strict_total", (json_int_t)fund_results_strict_total(results), //
                     "total_exact", is_exact,                                        //
                     "relaxed", text_or_null(fund_results_relaxed(results)),         //
                     "suggestion", text_or_null(fund_results_suggestion(results)),   //
                     "hits", hits,                                                   //
                     "facets");
}

/* ---- releases ------------------------------------------------------------------------------- */

static json_t *range_text(const struct fund_release_view *release, struct fund_range range)
{
    return sized_text(release->text + range.start, range.end - range.start);
}

static json_t *range_or_null(const struct fund_release_view *release, struct fund_range range)
{
    return range.end > range.start ? range_text(release, range) : json_null();
}

static json_t *media_array(const struct fund_release_view *release)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->medium_count; i++) {
        const struct fund_medium *medium = &release->media[i];
        array = append(array, json_pack("{s:o,s:o,s:o}",                               //
                                        "title", range_text(release, medium->title),   //
                                        "credit", range_text(release, medium->credit), //
                                        "caption", range_text(release, medium->caption)));
    }
    return array;
}

static json_t *mention_array(const struct fund_release_view *release, const struct offsets *offsets,
                             const struct fund_entity *entity)
{
    json_t *array = json_array();
    for (size_t i = 0; i < entity->mention_count; i++) {
        struct fund_range range = entity->mentions[i];
        array = append(array,
                       json_pack("{s:o,s:I,s:I}",                                              //
                                 "text", range_text(release, range),                           //
                                 "start", (json_int_t)offsets_character(offsets, range.start), //
                                 "end", (json_int_t)offsets_character(offsets, range.end)));
    }
    return array;
}

static json_t *person_array(const struct fund_release_view *release, const struct offsets *offsets)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->person_count; i++) {
        const struct fund_entity *person = &release->persons[i];
        array = append(array, json_pack("{s:o,s:o,s:o,s:o}",                  //
                                        "name", text_or_null(person->name),   //
                                        "title", text_or_null(person->title), //
                                        "role", text_or_null(person->role),   //
                                        "mentions", mention_array(release, offsets, person)));
    }
    return array;
}

static json_t *organisation_array(const struct fund_release_view *release,
                                  const struct offsets *offsets)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->organisation_count; i++) {
        const struct fund_entity *entity = &release->organisations[i];
        array = append(array,
                       json_pack("{s:o,s:o,s:o}",                                             //
                                 "name", text_or_null(entity->name),                          //
                                 "aliases", text_array(entity->aliases, entity->alias_count), //
                                 "mentions", mention_array(release, offsets, entity)));
    }
    return array;
}

static json_t *place_array(const struct fund_release_view *release, const struct offsets *offsets)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->place_count; i++) {
        const struct fund_entity *place = &release->places[i];
        array = append(array, json_pack("{s:o,s:o}",                       //
                                        "name", text_or_null(place->name), //
                                        "mentions", mention_array(release, offsets, place)));
    }
    return array;
}

static const char *precision_name(enum fund_precision precision)
{
    switch (precision) {
    case FUND_PRECISION_DAY:
        return "day";
    case FUND_PRECISION_RANGE:
        return "range";
    case FUND_PRECISION_MONTH:
        return "month";
    case FUND_PRECISION_YEAR:
        return "year";
    case FUND_PRECISION_APPROXIMATE:
        return "approximate";
    case FUND_PRECISION_RECURRING:
        return "recurring";
    }
    return "approximate";
}

static json_t *date_array(const struct fund_release_view *release, const struct offsets *offsets)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->date_count; i++) {
        const struct fund_date *date = &release->dates[i];
        array = append(
            array, json_pack("{s:o,s:I,s:I,s:o,s:o,s:s}",                                        //
                             "text", range_text(release, date->range),                           //
                             "start", (json_int_t)offsets_character(offsets, date->range.start), //
                             "end", (json_int_t)offsets_character(offsets, date->range.end),     //
                             "from", day_or_null(date->first_day),                               //
                             "to", day_or_null(date->last_day),                                  //
                             "precision", precision_name(date->precision)));
    }
    return array;
}

json_t *json_of_release(const struct fund_release_view *release)
{
    struct offsets offsets;
    if (!offsets_init(&offsets, release->text, release->text_size))
        return NULL;
    json_t *value = json_pack(
        "{s:i,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "format",
        FORMAT_VERSION,                                         //
        "id", text_or_null(release->id),                        //
        "file", text_or_null(release->file),                    //
        "date", day_or_null(release->published),                //
        "title", range_text(release, release->title),           //
        "subtitle", range_or_null(release, release->subtitle),  //
        "lead", range_text(release, release->lead),             //
        "body", range_text(release, release->body),             //
        "media", media_array(release),                          //
        "contact", range_or_null(release, release->contact),    //
        "persons", person_array(release, &offsets),             //
        "organisations", organisation_array(release, &offsets), //
        "places", place_array(release, &offsets),               //
        "dates", date_array(release, &offsets),                 //
        "issuer", text_or_null(release->issuer),                //
        "url", text_or_null(release->url),                      //
        "updated", moment_or_null(release->updated),            //
        "text", sized_text(release->text, release->text_size));
    offsets_finish(&offsets);
    return value;
}

json_t *json_of_deletion(const char *id)
{
    return json_pack("{s:i,s:o,s:b}", "format", FORMAT_VERSION, "id", text_or_null(id), "deleted",
                     1);
}

json_t *json_of_revision(uint64_t revision)
{
    return json_pack("{s:i,s:I}", "format", FORMAT_VERSION, "revision", (json_int_t)revision);
}

/* ---- names and the archive ------------------------------------------------------------------ */

static json_t *year_or_null(int32_t year)
{
    return year != 0 ? json_integer(year) : json_null();
}

static json_t *role_array(const struct fund_name *name)
{
    json_t *array = json_array();
    for (size_t i = 0; i < name->role_count; i++) {
        const struct fund_counted *role = &name->roles[i];
        array = append(array, json_pack("{s:o,s:I,s:o,s:o}",                    //
                                        "role", text_or_null(role->text),       //
                                        "count", (json_int_t)role->count,       //
                                        "from", year_or_null(role->first_year), //
                                        "to", year_or_null(role->last_year)));
    }
    return array;
}

static json_t *alias_array(const struct fund_name *name)
{
    json_t *array = json_array();
    for (size_t i = 0; i < name->alias_count; i++) {
        const struct fund_counted *alias = &name->aliases[i];
        array = append(array, json_pack("{s:o,s:I,s:o}",                    //
                                        "alias", text_or_null(alias->text), //
                                        "count", (json_int_t)alias->count,  //
                                        "release", text_or_null(alias->release)));
    }
    return array;
}

json_t *json_of_names(const fund_names *names)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fund_names_count(names); i++) {
        const struct fund_name *name = fund_names_item(names, i);
        array = append(array, json_pack("{s:o,s:I,s:o,s:o,s:o,s:o,s:o}",        //
                                        "name", text_or_null(name->name),       //
                                        "count", (json_int_t)name->count,       //
                                        "issuer", text_or_null(name->issuer),   //
                                        "from", year_or_null(name->first_year), //
                                        "to", year_or_null(name->last_year),    //
                                        "roles", role_array(name),              //
                                        "aliases", alias_array(name)));
    }
    return json_pack("{s:i,s:o}", "format", FORMAT_VERSION, "names", array);
}

static json_t *tally_array(const struct fund_tally *items, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        array = append(array, json_pack("{s:o,s:I}", "value", text_or_null(items[i].name), "count",
                                        (json_int_t)items[i].count));
    return array;
}

static json_t *table_array(const struct fund_info *info)
{
    json_t *array = json_array();
    for (size_t i = 0; i < info->table_count; i++)
        array = append(array, json_pack("{s:o,s:I}", "table", text_or_null(info->tables[i].name),
                                        "bytes", (json_int_t)info->tables[i].count));
    return array;
}

json_t *json_of_info(const struct fund_info *info, const struct fund_compounds *compounds)
{
    return json_pack("{s:i,s:I,s:I,s:I,s:o,s:o,s:o,s:I,s:o,s:I,s:I,s:I,s:I,s:o,s:o,s:o}", //
                     "format", FORMAT_VERSION,                                            //
                     "releases", (json_int_t)info->release_count,                         //
                     "persons", (json_int_t)info->person_count,                           //
                     "organisations", (json_int_t)info->organisation_count,               //
                     "first_date", day_or_null(info->first_day),                          //
                     "last_date", day_or_null(info->last_day),                            //
                     "analyser", text_or_null(info->analyser),                            //
                     "format_version", (json_int_t)info->format_version,                  //
                     "path", text_or_null(info->path), "compounds", (json_int_t)compounds->count,
                     "revision", (json_int_t)info->revision,     //
                     "generation", (json_int_t)info->generation, //
                     "bytes", (json_int_t)info->size_bytes,      //
                     "tables", table_array(info),                //
                     "issuers", tally_array(info->issuers, info->issuer_count), "years",
                     tally_array(info->years, info->year_count));
}

/* ---- analysis ------------------------------------------------------------------------------- */

static json_t *part_array(const struct offsets *offsets, const struct fund_term *parts,
                          size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct fund_term *part = &parts[i];
        struct fund_range range = part->range;
        array = append(array,
                       json_pack("{s:o,s:o,s:I,s:I,s:I}", //
                                 "text",
                                 sized_text(offsets->text + range.start, range.end - range.start),
                                 "stem", text_or_null(part->stem),                             //
                                 "position", (json_int_t)part->position,                       //
                                 "start", (json_int_t)offsets_character(offsets, range.start), //
                                 "end", (json_int_t)offsets_character(offsets, range.end)));
    }
    return array;
}

static json_t *of_token(const struct offsets *offsets, const struct fund_token *token)
{
    struct fund_range range = token->range;
    const char *meant = token->whole_count > 1 ? token->terms[1].stem : NULL;
    const struct fund_term *parts = token->terms + token->whole_count;
    size_t part_count = token->term_count - token->whole_count;
    return json_pack("{s:o,s:I,s:I,s:o,s:o,s:o,s:o,s:o}",                                      //
                     "text", sized_text(offsets->text + range.start, range.end - range.start), //
                     "start", (json_int_t)offsets_character(offsets, range.start),             //
                     "end", (json_int_t)offsets_character(offsets, range.end),                 //
                     "folded", text_or_null(token->folded),                                    //
                     "stem", text_or_null(token->terms[0].stem),                               //
                     "meant", text_or_null(meant),                                             //
                     "parts", part_array(offsets, parts, part_count),                          //
                     "inner", part_array(offsets, token->inner, token->inner_count));
}

/* ---- printing ------------------------------------------------------------------------------- */

/*
 * JSON leaves C1 and direction characters as they are, and a terminal would obey them. They stand
 * in strings only, all below U+10000, where an escape means the same.
 */
static void print_escaped(const char *text)
{
    size_t size = strlen(text);
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        struct shown_character shown = characters_show(text + at, size - at);
        if (shown.is_control) {
            fwrite(text + written, 1, at - written, stdout);
            printf("\\u%04x", (unsigned)shown.code_point);
            written = at + shown.consumed;
        }
        at += shown.consumed;
    }
    fwrite(text + written, 1, size - written, stdout);
}

/* Frees the value; false after a report. What could not be written shows when the output is
 * closed. */
static bool print_value(json_t *value)
{
    char *text = NULL;
    if (value != NULL)
        text = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(SCORE_DIGITS));
    json_decref(value);
    if (text == NULL) {
        report("%s", fund_status_text(FUND_NO_MEMORY));
        return false;
    }
    print_escaped(text);
    free(text);
    return true;
}

bool json_print(json_t *value)
{
    if (!print_value(value))
        return false;
    fputc('\n', stdout);
    return true;
}

static bool print_tokens(const struct offsets *offsets, const fund_analysis *analysis)
{
    for (size_t i = 0; i < fund_analysis_count(analysis) && !ferror(stdout); i++) {
        if (i > 0)
            fputc(',', stdout);
        if (!print_value(of_token(offsets, fund_analysis_token(analysis, i))))
            return false;
    }
    return true;
}

bool json_print_analysis(const char *text, size_t size, const fund_analysis *analysis)
{
    struct offsets offsets;
    if (!offsets_init(&offsets, text, size)) {
        report("%s", fund_status_text(FUND_NO_MEMORY));
        return false;
    }
    printf("{\"format\":%d,\"tokens\":[", FORMAT_VERSION);
    bool is_printed = print_tokens(&offsets, analysis);
    if (is_printed)
        fputs("]}\n", stdout);
    offsets_finish(&offsets);
    return is_printed;
}
