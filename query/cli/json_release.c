/*
 * A release as JSON.
 */
#include "day.h"
#include "json_values.h"

#include "offsets.h"

static json_t *range_text(const struct fund_release_view *release, struct fund_range range)
{
    return json_sized_text(release->text + range.start, range.end - range.start);
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
        array = json_append(array, json_pack("{s:o,s:o,s:o}",                               //
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
        array =
            json_append(array,
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
        array = json_append(array, json_pack("{s:o,s:o,s:o,s:o}",                       //
                                             "name", json_text_or_null(person->name),   //
                                             "title", json_text_or_null(person->title), //
                                             "role", json_text_or_null(person->role),   //
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
        array = json_append(array,
                            json_pack("{s:o,s:o,s:o}",                         //
                                      "name", json_text_or_null(entity->name), //
                                      "aliases",
                                      json_text_array(entity->aliases, entity->alias_count), //
                                      "mentions", mention_array(release, offsets, entity)));
    }
    return array;
}

static json_t *place_array(const struct fund_release_view *release, const struct offsets *offsets)
{
    json_t *array = json_array();
    for (size_t i = 0; i < release->place_count; i++) {
        const struct fund_entity *place = &release->places[i];
        array = json_append(array, json_pack("{s:o,s:o}",                            //
                                             "name", json_text_or_null(place->name), //
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
        array = json_append(
            array, json_pack("{s:o,s:I,s:I,s:o,s:o,s:s}",                                        //
                             "text", range_text(release, date->range),                           //
                             "start", (json_int_t)offsets_character(offsets, date->range.start), //
                             "end", (json_int_t)offsets_character(offsets, date->range.end),     //
                             "from", json_day_or_null(date->first_day),                          //
                             "to", json_day_or_null(date->last_day),                             //
                             "precision", precision_name(date->precision)));
    }
    return array;
}

static json_t *moment_or_null(int64_t moment)
{
    if (moment == FUND_TIME_NONE)
        return json_null();
    char text[MOMENT_TEXT_SIZE];
    moment_format(moment, text);
    return json_string(text);
}

json_t *json_of_deletion(const char *id)
{
    return json_pack("{s:i,s:o,s:b}", "format", JSON_FORMAT, "id", json_text_or_null(id), "deleted",
                     1);
}

json_t *json_of_revision(uint64_t revision)
{
    return json_pack("{s:i,s:I}", "format", JSON_FORMAT, "revision", (json_int_t)revision);
}

json_t *json_of_release(const struct fund_release_view *release)
{
    struct offsets offsets;
    if (!offsets_init(&offsets, release->text, release->text_size))
        return NULL;
    json_t *value = json_pack(
        "{s:i,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "format",
        JSON_FORMAT,                                            //
        "id", json_text_or_null(release->id),                   //
        "file", json_text_or_null(release->file),               //
        "date", json_day_or_null(release->published),           //
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
        "issuer", json_text_or_null(release->issuer),           //
        "url", json_text_or_null(release->url),                 //
        "updated", moment_or_null(release->updated),            //
        "text", json_sized_text(release->text, release->text_size));
    offsets_finish(&offsets);
    return value;
}
