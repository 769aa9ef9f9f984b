/*
 * Names, completions and what an archive holds as JSON.
 */
#include "json_values.h"

#include "kinds.h"
#include "offsets.h"

#include <string.h>

static json_t *year_or_null(int32_t year)
{
    return year != 0 ? json_integer(year) : json_null();
}

static json_t *role_array(const struct fund_name *name)
{
    json_t *array = json_array();
    for (size_t i = 0; i < name->role_count; i++) {
        const struct fund_counted *role = &name->roles[i];
        array = json_append(array, json_pack("{s:o,s:I,s:o,s:o}",                    //
                                             "role", json_text_or_null(role->text),  //
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
        array = json_append(array, json_pack("{s:o,s:I,s:o}",                         //
                                             "alias", json_text_or_null(alias->text), //
                                             "count", (json_int_t)alias->count,       //
                                             "release", json_text_or_null(alias->release)));
    }
    return array;
}

json_t *json_of_names(const fund_names *names)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fund_names_count(names); i++) {
        const struct fund_name *name = fund_names_item(names, i);
        array = json_append(array, json_pack("{s:o,s:I,s:o,s:o,s:o,s:o,s:o}",           //
                                             "name", json_text_or_null(name->name),     //
                                             "count", (json_int_t)name->count,          //
                                             "issuer", json_text_or_null(name->issuer), //
                                             "from", year_or_null(name->first_year),    //
                                             "to", year_or_null(name->last_year),       //
                                             "roles", role_array(name),                 //
                                             "aliases", alias_array(name)));
    }
    return json_pack("{s:i,s:o}", "format", JSON_FORMAT, "names", array);
}

/* Where a completion agrees with what was typed; null where nowhere. */
static json_t *match_or_null(const struct fund_completion *item)
{
    struct offsets offsets;
    if (item->match.start == item->match.end)
        return json_null();
    if (!offsets_init(&offsets, item->text, strlen(item->text)))
        return NULL;
    json_t *match =
        json_pack("{s:I,s:I}",                                                         //
                  "start", (json_int_t)offsets_character(&offsets, item->match.start), //
                  "end", (json_int_t)offsets_character(&offsets, item->match.end));
    offsets_finish(&offsets);
    return match;
}

json_t *json_of_completions(const char *text, const fund_completions *completions)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fund_completions_count(completions); i++) {
        const struct fund_completion *item = fund_completions_item(completions, i);
        array = json_append(array, json_pack("{s:s,s:o,s:o,s:o,s:I,s:o}",               //
                                             "kind", kinds_name(item->kind),            //
                                             "text", json_text_or_null(item->text),     //
                                             "detail", json_text_or_null(item->detail), //
                                             "query", json_text_or_null(item->query),   //
                                             "count", (json_int_t)item->count,          //
                                             "match", match_or_null(item)));
    }
    return json_pack("{s:i,s:o,s:o}", "format", JSON_FORMAT, "text", json_text_or_null(text),
                     "completions", array);
}

static json_t *tally_array(const struct fund_tally *items, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        array = json_append(array, json_pack("{s:o,s:I}", "value", json_text_or_null(items[i].name),
                                             "count", (json_int_t)items[i].count));
    return array;
}

static json_t *table_array(const struct fund_info *info)
{
    json_t *array = json_array();
    for (size_t i = 0; i < info->table_count; i++)
        array = json_append(array,
                            json_pack("{s:o,s:I}", "table", json_text_or_null(info->tables[i].name),
                                      "bytes", (json_int_t)info->tables[i].size_bytes));
    return array;
}

json_t *json_of_info(const struct fund_info *info, const struct fund_compounds *compounds)
{
    return json_pack("{s:i,s:I,s:I,s:I,s:b,s:o,s:o,s:o,s:I,s:o,s:I,s:I,s:I,s:I,s:o,s:o,s:o}", //
                     "format", JSON_FORMAT,                                                   //
                     "releases", (json_int_t)info->release_count,                             //
                     "persons", (json_int_t)info->person_count,                               //
                     "organisations", (json_int_t)info->organisation_count,                   //
                     "names", info->has_names,                                                //
                     "first_date", json_day_or_null(info->first_day),                         //
                     "last_date", json_day_or_null(info->last_day),                           //
                     "analyser", json_text_or_null(info->analyser),                           //
                     "format_version", (json_int_t)info->format_version,                      //
                     "path", json_text_or_null(info->path), "compounds",
                     (json_int_t)compounds->count, "revision", (json_int_t)info->revision, //
                     "generation", (json_int_t)info->generation,                           //
                     "bytes", (json_int_t)info->size_bytes,                                //
                     "tables", table_array(info),                                          //
                     "issuers", tally_array(info->issuers, info->issuer_count),            //
                     "years", tally_array(info->years, info->year_count));
}
