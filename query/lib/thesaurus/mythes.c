/*
 * MyThes' format: lines of fields with | between them.
 */
#include "query/lib/thesaurus/mythes.h"

#include "core/base/dict.h"

struct reader {
    struct slice rest; /* lines not yet read */
    size_t line;       /* number of the last one, from 1 */
    struct dict *seen; /* meanings that were handed out */
    mythes_taker take;
    void *context;
};

/* The text before the first separator; *rest is what is behind it. */
static struct slice cut(struct slice *rest, char separator)
{
    const char *end = rest->size > 0 ? memchr(rest->data, separator, rest->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    struct slice first = slice_part(*rest, 0, size);
    *rest = slice_part(*rest, end != NULL ? size + 1 : size, rest->size);
    return first;
}

static bool next_line(struct reader *reader, struct slice *line)
{
    if (reader->rest.size == 0)
        return false;
    *line = cut(&reader->rest, '\n');
    reader->line++;
    return true;
}

static fund_status refuse(const struct reader *reader, const char *what, struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT, "line %zu of the thesaurus %s", reader->line, what);
}

static struct slice trim(struct slice text)
{
    size_t start = 0, end = text.size;
    while (start < end && text.data[start] == ' ')
        start++;
    while (end > start && text.data[end - 1] == ' ')
        end--;
    return slice_part(text, start, end);
}

/* Whether the remark, "ugs., derb" say, has this among its words. */
static bool remarks(struct slice remark, const char *word)
{
    while (remark.size > 0)
        if (slice_equal(trim(cut(&remark, ',')), slice_from(word)))
            return true;
    return false;
}

static bool is_unwanted(struct slice remark)
{
    static const char *const unwanted[] = {
        "Oberbegriff", "Antonym",         "derb", "vulg.",  "ugs.",
        "abwertend",   "stark abwertend", "fig.", "salopp", "jugendspr."};
    for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++)
        if (remarks(remark, unwanted[i]))
            return true;
    return false;
}

/* The single word of "schließen (Tür)", "(etwas) abreißen"; false for others and for unwanted. */
static bool read_word(struct slice field, struct slice *word)
{
    struct slice found = {NULL, 0};
    while (field.size > 0) {
        struct slice plain = trim(cut(&field, '('));
        if (plain.size > 0 && found.size > 0)
            return false;
        if (plain.size > 0)
            found = plain;
        if (is_unwanted(cut(&field, ')')))
            return false;
    }
    *word = found;
    return found.size > 0 && memchr(found.data, ' ', found.size) == NULL &&
           memchr(found.data, ')', found.size) == NULL;
}

static fund_status read_meaning(struct reader *reader, struct slice line, struct fund_error *error)
{
    struct slice words[MYTHES_WORDS_MAX];
    size_t count = 0;
    if (dict_get(reader->seen, line, NULL))
        return FUND_OK;
    fund_status status = dict_put(reader->seen, line, 0, error);
    cut(&line, '|'); /* the part of speech: always - */
    while (line.size > 0 && count < MYTHES_WORDS_MAX)
        if (read_word(cut(&line, '|'), &words[count]))
            count++;
    if (status != FUND_OK || count < 2)
        return status;
    return reader->take(reader->context, words, count, error);
}

/* Decimal digits, at most four. */
static bool read_count(struct slice digits, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return false;
        *count = *count * 10 + (size_t)(digits.data[i] - '0');
    }
    return digits.size > 0 && digits.size <= 4;
}

static fund_status read_entry(struct reader *reader, struct slice head, struct fund_error *error)
{
    size_t count = 0;
    struct slice line;
    fund_status status = FUND_OK;
    cut(&head, '|');
    if (!read_count(head, &count))
        return refuse(reader, "is no 'word|number of meanings'", error);
    for (size_t i = 0; i < count && status == FUND_OK; i++) {
        if (!next_line(reader, &line) || line.size < 2 || memcmp(line.data, "-|", 2) != 0)
            return refuse(reader, "is no meaning '-|word|word'", error);
        status = read_meaning(reader, line, error);
    }
    return status;
}

fund_status mythes_read(struct slice bytes, mythes_taker take, void *context,
                        struct fund_error *error)
{
    struct reader reader = {.rest = bytes, .take = take, .context = context};
    struct slice line;
    if (!next_line(&reader, &line) || !slice_equal(line, SLICE("UTF-8")))
        return error_set(error, FUND_CORRUPT, "line 1 of the thesaurus is not 'UTF-8'");
    fund_status status = dict_create(&reader.seen, error);
    while (status == FUND_OK && next_line(&reader, &line))
        if (line.size > 0)
            status = read_entry(&reader, line, error);
    dict_destroy(reader.seen);
    return status;
}
