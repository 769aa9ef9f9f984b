/*
 * What was found, and explanations, as JSON.
 */
#include "json_values.h"

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
        json_t *text = json_sized_text(segment->text, segment->size);
        array = json_append(array, mark != NULL ? json_pack("{s:o,s:s}", "text", text, "mark", mark)
                                                : json_pack("{s:o}", "text", text));
    }
    return array;
}

static json_t *of_hit(const struct fund_hit *hit)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:o,s:f,s:b,s:I,s:n,s:o,s:o,s:o}", //
                     "rank", (json_int_t)hit->rank,                               //
                     "id", json_text_or_null(hit->id),                            //
                     "file", json_text_or_null(hit->file),                        //
                     "date", json_day_or_null(hit->published),                    //
                     "title", json_text_or_null(hit->title),                      //
                     "issuer", json_text_or_null(hit->issuer),                    //
                     "url", json_text_or_null(hit->url),                          //
                     "score", hit->score,                                         //
                     "relaxed", hit->relaxed,                                     //
                     "versions", (json_int_t)hit->versions,                       //
                     "version_of",                                                //
                     "snippet", snippet_array(hit),                               //
                     "persons", json_text_array(hit->persons, hit->person_count), //
                     "organisations", json_text_array(hit->organisations, hit->organisation_count));
}

/* Another version of a hit, which stands behind it with the same rank. */
static json_t *of_version(const struct fund_hit *hit, const struct fund_version *version)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:n,s:n,s:f,s:b,s:I,s:o,s:[],s:[],s:[]}", //
                     "rank", (json_int_t)hit->rank,                                  //
                     "id", json_text_or_null(version->id),                           //
                     "file", json_text_or_null(version->file),                       //
                     "date", json_day_or_null(version->published),                   //
                     "title", json_text_or_null(version->title),                     //
                     "issuer", "url",                                                //
                     "score", hit->score,                                            //
                     "relaxed", hit->relaxed,                                        //
                     "versions", (json_int_t)hit->versions,                          //
                     "version_of", json_text_or_null(hit->id),                       //
                     "snippet", "persons", "organisations");
}

static json_t *hit_array(const fund_results *results)
{
    json_t *hits = json_array();
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        hits = json_append(hits, of_hit(hit));
        for (size_t j = 0; j < hit->other_version_count; j++)
            hits = json_append(hits, of_version(hit, &hit->other_versions[j]));
    }
    return hits;
}

/* Facets where they were asked for, what there is of them, and the histogram. */
static json_t *with_facets(json_t *object, const fund_results *results)
{
    json_t *value = json_of_facets(results);
    bool has_facets = value != NULL && !json_is_null(value);
    bool is_set = object != NULL && json_object_set_new_nocheck(object, "facets", value) == 0;
    if (is_set && has_facets)
        is_set =
            json_object_set_new_nocheck(object, "facet_totals", json_of_facet_totals(results)) == 0;
    for (int i = FUND_FACET_YEAR; i <= FUND_FACET_DAY && is_set; i++) {
        const struct fund_facet *histogram =
            fund_results_histogram(results, (enum fund_facet_kind)i);
        if (histogram != NULL)
            is_set =
                json_object_set_new_nocheck(object, "histogram", json_of_histogram(histogram)) == 0;
    }
    if (is_set)
        return object;
    json_decref(object);
    return NULL;
}

json_t *json_of_results(const char *query, const fund_results *results)
{
    int is_exact = 1;
    uint32_t total = fund_results_total(results, &is_exact);
    json_t *object = json_pack("{s:i,s:o,s:o,s:I,s:I,s:b,s:o,s:o,s:o}",                           //
                               "format", JSON_FORMAT,                                             //
                               "query", json_text_or_null(query),                                 //
                               "understood", json_text_or_null(fund_results_understood(results)), //
                               "total", (json_int_t)total,                                        //
                               "strict_total", (json_int_t)fund_results_strict_total(results),    //
                               "total_exact", is_exact,                                           //
                               "relaxed", json_text_or_null(fund_results_relaxed(results)),       //
                               "suggestion", json_text_or_null(fund_results_suggestion(results)), //
                               "hits", hit_array(results));
    return with_facets(object, results);
}

static json_t *with_batch(json_t *object, const char *id, size_t line)
{
    if (object != NULL &&
        json_object_set_new_nocheck(object, "query_id", json_text_or_null(id)) == 0 &&
        json_object_set_new_nocheck(object, "line", json_integer((json_int_t)line)) == 0)
        return object;
    json_decref(object);
    return NULL;
}

json_t *json_of_batch(const char *id, size_t line, const char *query, const fund_results *results)
{
    return with_batch(json_of_results(query, results), id, line);
}

json_t *json_of_batch_error(const char *id, size_t line, const char *query, const char *message)
{
    json_t *object = json_pack("{s:i,s:o,s:o}", "format", JSON_FORMAT, "query",
                               json_text_or_null(query), "error", json_text_or_null(message));
    return with_batch(object, id, line);
}

json_t *json_of_similar(const char *id, const fund_results *results)
{
    return json_pack("{s:i,s:o,s:o}", "format", JSON_FORMAT, "id", json_text_or_null(id), "hits",
                     hit_array(results));
}

/* ---- explanations --------------------------------------------------------------------------- */

static json_t *of_line(const struct fund_explained *line)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:f}",                                       //
                     "depth", (json_int_t)line->depth,                              //
                     "text", json_text_or_null(line->text),                         //
                     "meaning", json_text_or_null(line->meaning),                   //
                     "matches",                                                     //
                     line->matches < 0 ? json_null() : json_boolean(line->matches), //
                     "weight", line->weight);
}

json_t *json_of_explanation(const char *query, const fund_explanation *explanation)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < fund_explanation_count(explanation); i++)
        lines = json_append(lines, of_line(fund_explanation_line(explanation, i)));
    return json_pack("{s:i,s:o,s:o,s:o,s:o}",                                                   //
                     "format", JSON_FORMAT,                                                     //
                     "query", json_text_or_null(query),                                         //
                     "understood", json_text_or_null(fund_explanation_understood(explanation)), //
                     "relaxed", json_text_or_null(fund_explanation_relaxed(explanation)),       //
                     "lines", lines);
}
