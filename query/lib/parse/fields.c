/*
 * Dates are read as far as they go; names, titles and the like are the analyser's.
 */
#include "query/lib/parse/fields.h"

#include "core/base/utf8.h"

/* A date without quotes is at most so many words: "vom 27. Mai 2023 bis zum 5. Juni 2024". */
#define DATE_WORDS_MAX 9
/* Bytes of a wrong value that a message repeats. */
#define VALUE_SHOWN_MAX 40

#define DATE_EXAMPLES   "18.8.2023, %s:2023, %s:2019..2021, %s:\"august 2023\" or %s:\"letzte woche\""

/* What a field wants, and two values of it. */
static const struct wanted {
    enum query_kind kind;
    const char *what, *short_value, *long_value;
} wanted[] = {
    {QUERY_PERSON, "name", "Lampe", "Helmut Lampe"},
    {QUERY_ORGANISATION, "name", "Feuerwehr", "Freiwillige Feuerwehr"},
    {QUERY_PLACE, "place", "Haltern", "Haltern am See"},
    {QUERY_ROLE, "role", "Kämmerin", "Leiter Ordnungsamt"},
    {QUERY_ISSUER, "issuer", "Haltern", "Stadt Haltern am See"},
    {QUERY_WORDS, "word", "Brücke", "Neue Brücke"},
};

static struct slice shown(struct slice value)
{
    if (value.size <= VALUE_SHOWN_MAX)
        return value;
    return slice_part(value, 0, utf8_floor(value, VALUE_SHOWN_MAX));
}

fund_status field_refuse_empty(const struct field_name *field, size_t offset,
                               struct fund_error *error)
{
    const char *name = field->name;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
        if (wanted[i].kind == field->kind)
            return error_set_at(error, FUND_INVALID_QUERY, offset,
                                "'%s:' has no %s after it; write it without a space before it, "
                                "%s:%s or %s:\"%s\"",
                                name, wanted[i].what, name, wanted[i].short_value, name,
                                wanted[i].long_value);
    return error_set_at(error, FUND_INVALID_QUERY, offset,
                        "'%s:' has no date after it; write %s:" DATE_EXAMPLES, name, name, name,
                        name, name, name);
}

fund_status field_refuse_star(const struct field_name *field, const struct token *token,
                              struct fund_error *error)
{
    struct slice part = shown(token->text);
    return error_set_at(error, FUND_INVALID_QUERY, token->start,
                        "'%s:' takes no word with a star; write %s:\"%.*s…\" in full, or "
                        "%.*s* without the field",
                        field->name, field->name, (int)part.size, part.data, (int)part.size,
                        part.data);
}

static fund_status refuse_date(const struct field_name *field, enum period_result result,
                               struct slice value, size_t offset, struct fund_error *error)
{
    static const char *const reasons[] = {
        [PERIOD_UNKNOWN] = "is no date that is understood",
        [PERIOD_NO_DAY] = "is no day of the calendar",
        [PERIOD_BACKWARDS] = "ends before it begins",
    };
    if (result == PERIOD_EMPTY)
        return field_refuse_empty(field, offset, error);
    struct slice part = shown(value);
    return error_set_at(error, FUND_INVALID_QUERY, offset, "'%.*s' %s; write %s:" DATE_EXAMPLES,
                        (int)part.size, part.data, reasons[result], field->name, field->name,
                        field->name, field->name, field->name);
}

/* Without quotes: the longest run of words that is a date. Moves behind it. */
static enum period_result read_plain_date(struct tokens *tokens, struct period_view view,
                                          struct slice *value, struct day_span *days)
{
    size_t start = tokens->at;
    tokens_skip_chunk(tokens);
    size_t best_end = tokens->at;
    *value = slice_part(tokens->text, start, best_end);
    enum period_result result = period_read(*value, view, days);
    for (int words = 2; words <= DATE_WORDS_MAX; words++) {
        tokens_skip_spaces(tokens);
        if (tokens_at_gap(tokens) || tokens_at_quote(tokens))
            break;
        tokens_skip_chunk(tokens);
        struct slice longer = slice_part(tokens->text, start, tokens->at);
        if (period_read(longer, view, days) == PERIOD_OK) {
            result = PERIOD_OK;
            *value = longer;
            best_end = tokens->at;
        }
    }
    tokens->at = best_end;
    return result;
}

/* "2023," in running text: the sign belongs to the sentence. */
static struct slice without_sentence_signs(struct slice value)
{
    while (value.size > 0 && strchr(",;!?)", value.data[value.size - 1]) != NULL)
        value.size--;
    return value;
}

fund_status field_read_date(struct tokens *tokens, const struct field_name *field, int32_t today,
                            struct query_part *part, struct fund_error *error)
{
    /* what is published lies in the past, what is announced ahead */
    struct period_view view = {today, field->kind == QUERY_PUBLISHED};
    enum period_result result;
    if (tokens_at_quote(tokens)) {
        part->text = tokens_next(tokens).text;
        result = period_read(part->text, view, &part->days);
    } else {
        result = read_plain_date(tokens, view, &part->text, &part->days);
    }
    part->offset = (size_t)(part->text.data - tokens->text.data);
    if (result == PERIOD_UNKNOWN) {
        part->text = without_sentence_signs(part->text);
        result = period_read(part->text, view, &part->days);
    }
    if (result == PERIOD_OK)
        return FUND_OK;
    return refuse_date(field, result, part->text, part->offset, error);
}
