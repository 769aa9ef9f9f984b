/*
 * Words and titles of an archive.
 */
#include "query/lib/completion/source.h"

#include "core/base/date.h"
#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/base/walk.h"
#include "query/lib/completion/text.h"

/* Longest word in bytes, and fewest letters. */
#define WORD_SIZE_MAX 60
#define WORD_SIZE_MIN 2
#define KEY_MAX       ((size_t)4096)

/* A word that somebody may want to type: it begins with a letter; no address. */
static bool is_wanted(struct slice folded)
{
    if (folded.size < WORD_SIZE_MIN || folded.size > WORD_SIZE_MAX)
        return false;
    if (folded.data[0] < 'a' || folded.data[0] > 'z')
        return (folded.data[0] & 0x80) != 0;
    for (size_t i = 0; i < folded.size; i++)
        if (strchr("@/\\_.", folded.data[i]) != NULL)
            return false;
    return true;
}

static fund_status add_word(void *context, struct slice form, uint32_t count,
                            struct fund_error *error)
{
    return is_wanted(text_form_folded(form))
               ? completion_maker_add_word(context, form, count, error)
               : FUND_OK;
}

/* ---- titles --------------------------------------------------------------------------------- */

struct title_reading {
    const struct store_reader *reader;
    const struct completion_need *need;
    struct completion_maker *maker;
    struct store_values *titles, *days;
    struct buffer key;
    struct fund_error *error;
};

/* Newer is more; without a date least. */
static uint32_t score_day(struct slice value)
{
    int32_t day = DATE_NONE;
    bool is_dated = store_decode_day(value, &day) && day != DATE_NONE && day >= -100000;
    return is_dated ? (uint32_t)(day + 100001) : 0;
}

static fund_status add_title(struct title_reading *reading, store_docid docid, struct slice title)
{
    struct slice day = {NULL, 0};
    if (!completion_need_text(reading->need, title) || utf8_valid_prefix(title) < title.size)
        return FUND_OK;
    buffer_clear(&reading->key);
    fund_status status = completion_normalise(title, &reading->key, reading->error);
    struct slice key = slice_trim(buffer_slice(&reading->key));
    if (status != FUND_OK || !completion_need_key(reading->need, key))
        return status;
    status = store_values_at(reading->days, docid, &day, reading->error);
    struct completion_text text = {
        .kind = COMPLETION_TITLE, .key = key, .text = title, .count = 1, .score = score_day(day)};
    return status == FUND_OK ? completion_maker_add(reading->maker, &text, reading->error) : status;
}

static fund_status add_titles(struct title_reading *reading, store_docid last)
{
    store_docid before = last > COMPLETION_RELEASES_MAX ? last - COMPLETION_RELEASES_MAX : 0;
    for (;;) {
        bool more = false;
        store_docid docid = 0;
        struct slice title = {NULL, 0};
        fund_status status =
            store_values_next(reading->titles, &more, &docid, &title, reading->error);
        if (status != FUND_OK || !more)
            return status;
        if (docid > before && !store_reader_hides(reading->reader, docid))
            status = add_title(reading, docid, title);
        if (status != FUND_OK)
            return status;
    }
}

static fund_status read_titles(struct store_reader *reader, const struct completion_need *need,
                               struct completion_maker *maker, struct fund_error *error)
{
    struct title_reading reading = {.reader = reader,
                                    .need = need,
                                    .maker = maker,
                                    .key = buffer_init(KEY_MAX),
                                    .error = error};
    store_docid last = 0;
    fund_status status = store_reader_last_docid(reader, &last, error);
    if (status == FUND_OK)
        status = store_values_open(reader, SCHEMA_SLOT_TITLE, &reading.titles, error);
    if (status == FUND_OK)
        status = store_values_open(reader, SCHEMA_SLOT_PUBLISHED, &reading.days, error);
    if (status == FUND_OK)
        status = add_titles(&reading, last);
    store_values_destroy(reading.titles);
    store_values_destroy(reading.days);
    buffer_finish(&reading.key);
    return status;
}

/* ---- all ------------------------------------------------------------------------------------ */

static fund_status read_words(struct session *session, const struct completion_need *need,
                              struct completion_maker *maker, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (need == NULL)
        return walk_terms(session->reader, SCHEMA_FORM, slice_of(NULL, 0), SIZE_MAX, add_word,
                          maker, error);
    for (size_t i = 0; i < need->word_count && status == FUND_OK; i++)
        status = walk_terms(session->reader, SCHEMA_FORM, need->words[i], SIZE_MAX, add_word, maker,
                            error);
    return status;
}

fund_status completion_read(struct session *session, const struct completion_need *need,
                            struct completion_table **table, struct fund_error *error)
{
    struct completion_maker *maker = NULL;
    fund_status status = completion_maker_create(need, &maker, error);
    if (status == FUND_OK && completion_need_kind(need, COMPLETION_WORD))
        status = read_words(session, need, maker, error);
    if (status == FUND_OK)
        status = completion_read_names(session, need, maker, error);
    if (status == FUND_OK && completion_need_kind(need, COMPLETION_TITLE))
        status = read_titles(session->reader, need, maker, error);
    if (status == FUND_OK)
        status = completion_maker_finish(maker, table, error);
    completion_maker_destroy(maker);
    return status;
}
