/*
 * Facets and histograms as JSON.
 */
#include "json.h"

#include "facets.h"

static json_t *value_array(const struct fund_facet *facet)
{
    json_t *array = json_array();
    for (size_t i = 0; array != NULL && i < facet->value_count; i++) {
        const struct fund_facet_value *value = &facet->values[i];
        json_t *item = json_pack("{s:o,s:I,s:b}",                            //
                                 "value", json_string_nocheck(value->value), //
                                 "count", (json_int_t)value->count,          //
                                 "selected", value->is_selected);
        if (item == NULL || json_array_append_new(array, item) != 0) {
            json_decref(array);
            array = NULL;
        }
    }
    return array;
}

/* Puts the value in, taking it over; on failure frees the object, so that NULL goes on. */
static json_t *put(json_t *object, const char *key, json_t *value)
{
    if (object == NULL) {
        json_decref(value);
        return NULL;
    }
    if (value == NULL || json_object_set_new_nocheck(object, key, value) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

json_t *json_of_facets(const fund_results *results)
{
    json_t *object = NULL;
    for (int i = 0; i < FACETS_COUNT; i++) {
        const struct fund_facet *facet = fund_results_facet(results, (enum fund_facet_kind)i);
        if (facet == NULL)
            continue;
        if (object == NULL)
            object = json_object();
        object = put(object, facets_names[i], value_array(facet));
        if (object == NULL)
            return NULL;
    }
    return object != NULL ? object : json_null();
}

json_t *json_of_facet_totals(const fund_results *results)
{
    json_t *object = json_object();
    for (int i = 0; i < FACETS_COUNT; i++) {
        const struct fund_facet *facet = fund_results_facet(results, (enum fund_facet_kind)i);
        if (facet != NULL)
            object = put(object, facets_names[i],
                         json_pack("{s:I,s:I,s:b}",                           //
                                   "different", (json_int_t)facet->different, //
                                   "without", (json_int_t)facet->without,     //
                                   "exact", facet->is_exact));
    }
    return object;
}

json_t *json_of_histogram(const struct fund_facet *histogram)
{
    return json_pack("{s:s,s:o,s:I,s:b}",                       //
                     "unit", facets_names[histogram->kind],     //
                     "values", value_array(histogram),          //
                     "without", (json_int_t)histogram->without, //
                     "exact", histogram->is_exact);
}
