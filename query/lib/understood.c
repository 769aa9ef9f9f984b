/*
 * Writing a query down again. What is written is read as the same query.
 */
#include "query/lib/understood.h"

#include <limits.h>

/* Far above what a query and its options can give. */
#define UNDERSTOOD_MAX (4u * 1024 * 1024)

struct writer {
    struct buffer out;
    fund_status status;
    struct fund_error *error;
};

static void put(struct writer *writer, struct slice text)
{
    if (writer->status == FUND_OK)
        writer->status = buffer_append(&writer->out, text, writer->error);
}

static void begin_part(struct writer *writer, const struct plan_part *part)
{
    if (writer->out.size > 0)
        put(writer, SLICE(" "));
    if (part->asked->is_excluded)
        put(writer, SLICE("-"));
}

static void put_words(struct writer *writer, const struct query_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            put(writer, SLICE(" "));
        put(writer, words->items[i].surface);
    }
}

static void put_quoted(struct writer *writer, const struct query_words *words)
{
    put(writer, SLICE("\""));
    put_words(writer, words);
    put(writer, SLICE("\""));
}

/* "(2005..2012)" */
static void put_years(struct writer *writer, const struct alias_span *years)
{
    if (years->first == 0 && years->last == 0)
        return;
    put(writer, SLICE(" ("));
    if (writer->status == FUND_OK && years->first > 0)
        writer->status = buffer_append_format(&writer->out, writer->error, "%04d", years->first);
    put(writer, SLICE(".."));
    if (writer->status == FUND_OK && years->last != INT_MAX)
        writer->status = buffer_append_format(&writer->out, writer->error, "%04d", years->last);
    put(writer, SLICE(")"));
}

static void put_name(struct writer *writer, const struct name_asked *name)
{
    static const char *const fields[] = {[NAME_PERSON] = "person:\"",
                                         [NAME_ORGANISATION] = "org:\"",
                                         [NAME_PLACE] = "ort:\"",
                                         [NAME_ROLE] = "rolle:\""};
    put(writer, slice_from(fields[name->kind]));
    for (size_t i = 0; i < name->word_count; i++) {
        if (i > 0)
            put(writer, SLICE(" "));
        put(writer, name->words[i].surface);
    }
    put_years(writer, &name->years);
    put(writer, SLICE("\""));
}

static void put_days(struct writer *writer, struct slice field, struct day_span days)
{
    char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
    date_format_iso(days.first_day, first);
    date_format_iso(days.last_day, last);
    put(writer, field);
    put(writer, slice_from(first));
    if (days.first_day == days.last_day)
        return;
    put(writer, SLICE(".."));
    put(writer, slice_from(last));
}

static void put_part(struct writer *writer, const struct plan_part *part)
{
    enum query_kind kind = part->asked->kind;
    bool is_text = kind == QUERY_TEXT || kind == QUERY_PHRASE;
    if (is_text && part->words.count == 0)
        return;
    begin_part(writer, part);
    switch (kind) {
    case QUERY_TEXT:
        if (part->asked->is_excluded && part->words.count > 1)
            put_quoted(writer, &part->words);
        else
            put_words(writer, &part->words);
        break;
    case QUERY_PHRASE:
        put_quoted(writer, &part->words);
        break;
    case QUERY_PERSON:
    case QUERY_ORGANISATION:
    case QUERY_PLACE:
    case QUERY_ROLE:
        put_name(writer, &part->name);
        break;
    case QUERY_PUBLISHED:
        put_days(writer, SLICE("datum:"), part->asked->days);
        break;
    case QUERY_EVENT:
        put_days(writer, SLICE("termin:"), part->asked->days);
        break;
    }
}

fund_status understood_write(struct plan *plan, struct fund_error *error)
{
    struct writer writer = {buffer_init(UNDERSTOOD_MAX), FUND_OK, error};
    for (size_t i = 0; i < plan->count; i++)
        put_part(&writer, &plan->parts[i]);
    if (writer.status == FUND_OK) {
        struct slice copy = arena_copy(&plan->arena, buffer_slice(&writer.out));
        if (copy.data == NULL)
            writer.status = error_no_memory(error);
        else
            plan->understood = copy;
    }
    buffer_finish(&writer.out);
    return writer.status;
}
