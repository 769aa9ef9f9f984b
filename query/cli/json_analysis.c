/*
 * An analysis as JSON.
 */
#include "json_values.h"

#include "offsets.h"
#include "report.h"

#include <stdio.h>

static json_t *part_array(const struct offsets *offsets, const struct fund_term *parts,
                          size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct fund_term *part = &parts[i];
        struct fund_range range = part->range;
        array = json_append(
            array,
            json_pack("{s:o,s:o,s:I,s:I,s:I}", //
                      "text", json_sized_text(offsets->text + range.start, range.end - range.start),
                      "stem", json_text_or_null(part->stem),                        //
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
    return json_pack("{s:o,s:I,s:I,s:o,s:o,s:o,s:o,s:o}", //
                     "text",
                     json_sized_text(offsets->text + range.start, range.end - range.start), //
                     "start", (json_int_t)offsets_character(offsets, range.start),          //
                     "end", (json_int_t)offsets_character(offsets, range.end),              //
                     "folded", json_text_or_null(token->folded),                            //
                     "stem", json_text_or_null(token->terms[0].stem),                       //
                     "meant", json_text_or_null(meant),                                     //
                     "parts", part_array(offsets, parts, part_count),                       //
                     "inner", part_array(offsets, token->inner, token->inner_count));
}

static bool print_tokens(const struct offsets *offsets, const fund_analysis *analysis)
{
    for (size_t i = 0; i < fund_analysis_count(analysis) && !ferror(stdout); i++) {
        if (i > 0)
            fputc(',', stdout);
        if (!json_print_value(of_token(offsets, fund_analysis_token(analysis, i))))
            return false;
    }
    return true;
}

bool json_print_analysis(const char *text, size_t size, const fund_analysis *analysis)
{
    struct offsets offsets;
    if (!offsets_init(&offsets, text, size)) {
        report_no_memory();
        return false;
    }
    printf("{\"format\":%d,\"tokens\":[", JSON_FORMAT);
    bool is_printed = print_tokens(&offsets, analysis);
    if (is_printed)
        fputs("]}\n", stdout);
    offsets_finish(&offsets);
    return is_printed;
}
