/*
 * Fields of text are always quoted, numbers and days never.
 */
#include "csv_write.h"

#include "characters.h"
#include "day.h"
#include "fundstelle.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void begin_field(struct csv_record *record)
{
    if (record->has_field)
        fputc(',', stdout);
    record->has_field = true;
}

/* ASCII, and the wide forms that some spreadsheets take for it. */
static bool begins_formula(uint32_t code_point)
{
    switch (code_point) {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
        return true;
    default:
        return false;
    }
}

void csv_text_begin(struct csv_record *record)
{
    begin_field(record);
    record->has_text = false;
    record->has_blank = false;
    fputc('"', stdout);
}

static void put_character(struct csv_record *record, const struct shown_character *shown)
{
    if (!record->has_text && begins_formula(shown->code_point))
        fputc('\'', stdout);
    if (record->has_blank && record->has_text)
        fputc(' ', stdout);
    if (shown->code_point == '"')
        fputc('"', stdout);
    fwrite(shown->bytes, 1, shown->size, stdout);
    record->has_text = true;
    record->has_blank = false;
}

void csv_text_add(struct csv_record *record, const char *text, size_t size)
{
    struct shown_character shown;
    for (size_t at = 0, step; at < size; at += step) {
        step = characters_show_next(text + at, size - at, &record->has_blank, &shown);
        if (step == 0)
            break;
        put_character(record, &shown);
    }
}

void csv_text_end(struct csv_record *record)
{
    record->has_blank = false;
    fputc('"', stdout);
}

void csv_name(struct csv_record *record, const char *name)
{
    begin_field(record);
    fputs(name, stdout);
}

void csv_text(struct csv_record *record, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        begin_field(record);
        return;
    }
    csv_text_begin(record);
    csv_text_add(record, text, strlen(text));
    csv_text_end(record);
}

void csv_list(struct csv_record *record, const char *const *texts, size_t count)
{
    if (count == 0) {
        begin_field(record);
        return;
    }
    csv_text_begin(record);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            csv_text_add(record, "; ", 2);
        csv_text_add(record, texts[i], strlen(texts[i]));
    }
    csv_text_end(record);
}

void csv_number(struct csv_record *record, uint64_t number)
{
    begin_field(record);
    printf("%" PRIu64, number);
}

void csv_real(struct csv_record *record, double number)
{
    begin_field(record);
    printf("%.6g", number);
}

void csv_day(struct csv_record *record, int32_t day)
{
    char text[DAY_TEXT_SIZE];
    begin_field(record);
    if (day == FUND_DATE_NONE)
        return;
    day_format(day, text);
    fputs(text, stdout);
}

void csv_end(struct csv_record *record)
{
    fputs("\r\n", stdout);
    *record = (struct csv_record){0};
}
