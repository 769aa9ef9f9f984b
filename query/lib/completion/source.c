/*
 * Words and titles of an archive.
 */
#include "query/lib/completion/source.h"

#include "core/base/date.h"
#include "core/schema/release.h"
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
    struct store_reader *reader;
    const struct completion_need *need;
    struct completion_maker *maker;
    struct buffer key;
    struct fund_error *error;
};

/* Newer is more; without a date least. */
static uint32_t score_day(int32_t day)
{
    return day == DATE_NONE || day < -100000 ? 0 : (uint32_t)(day + 100001);
}

static fund_status add_title(struct title_reading *reading, store_docid docid)
{
    struct slice data = {NULL, 0}, title = {NULL, 0};
    int32_t day = DATE_NONE;
    fund_status status = store_reader_first_data(reading->reader, docid, &data, reading->error);
    if (status == FUND_OK)
        status = release_decode_title(data, &title, &day, reading->error);
    if (status != FUND_OK || title.size == 0 || title.size > COMPLETION_TEXT_MAX)
        return status;
    buffer_clear(&reading->key);
    status = completion_normalise(title, &reading->key, reading->error);
    struct slice key = slice_trim(buffer_slice(&reading->key));
    if (status != FUND_OK || !completion_need_key(reading->need, key))
        return status;
    struct completion_text text = {
        .kind = COMPLETION_TITLE, .key = key, .text = title, .count = 1, .score = score_day(day)};
    return completion_maker_add(reading->maker, &text, reading->error);
}

static fund_status add_titles(struct title_reading *reading, struct store_postings *postings)
{
    uint32_t count = 0, wdf = 0;
    fund_status status = store_reader_document_count(reading->reader, &count, reading->error);
    for (uint32_t i = 0; status == FUND_OK; i++) {
        bool more = false;
        store_docid docid = 0;
        status = store_postings_next(postings, &more, &docid, &wdf, reading->error);
        if (status != FUND_OK || !more)
            break;
        if (count - i <= COMPLETION_RELEASES_MAX || i > count)
            status = add_title(reading, docid);
    }
    return status;
}

static fund_status read_titles(struct store_reader *reader, const struct completion_need *need,
                               struct completion_maker *maker, struct fund_error *error)
{
    struct title_reading reading = {reader, need, maker, buffer_init(KEY_MAX), error};
    struct store_postings *postings = NULL;
    fund_status status = store_postings_open(reader, slice_of(NULL, 0), &postings, error);
    if (status == FUND_OK)
        status = add_titles(&reading, postings);
    store_postings_destroy(postings);
    buffer_finish(&reading.key);
    return status;
}

/* ---- all ------------------------------------------------------------------------------------ */

static fund_status read_words(struct session *session, const struct completion_need *need,
                              struct completion_maker *maker, struct fund_error *error)
{
    struct slice begin = need != NULL ? need->word : slice_of(NULL, 0);
    return walk_terms(session->reader, SCHEMA_FORM, begin, SIZE_MAX, add_word, maker, error);
}

fund_status completion_read(struct session *session, const struct completion_need *need,
                            struct completion_table **table, struct fund_error *error)
{
    struct completion_maker *maker = NULL;
    fund_status status = completion_maker_create(&maker, error);
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
