/*
 * Reading word lists, counts, names and exceptions into the table of forms.
 */
#include "core/text/lexicon/sources.h"

#include "core/base/file.h"
#include "core/text/splitter.h"

#include <zlib.h>

#define FILE_SIZE_MAX      ((size_t)256 << 20)
#define CORPUS_NOUN_COUNT  3u
#define CORPUS_NOUN_LENGTH 4u

struct reader {
    struct forms *forms;
    struct fund_error *error;
};

typedef fund_status (*line_function)(const struct reader *reader, struct slice line);

static fund_status each_line(const struct reader *reader, struct slice text, line_function function)
{
    fund_status status = FUND_OK;
    while (text.size > 0 && status == FUND_OK) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_trim(slice_part(text, 0, end));
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (line.size > 0 && line.data[0] != '#')
            status = function(reader, line);
    }
    return status;
}

/* gzread passes plain files through. */
static fund_status read_gzip(const char *path, struct buffer *out, struct fund_error *error)
{
    gzFile file = gzopen(path, "rb");
    if (file == NULL)
        return error_set(error, FUND_NOT_FOUND, "cannot open '%s'", path);
    fund_status status = FUND_OK;
    int got;
    do {
        char bytes[64 * 1024];
        got = gzread(file, bytes, sizeof(bytes));
        if (got > 0)
            status = buffer_append(out, slice_of(bytes, (size_t)got), error);
        else if (got < 0)
            status = error_set(error, FUND_CORRUPT, "'%s' is damaged", path);
    } while (got > 0 && status == FUND_OK);
    gzclose(file);
    return status;
}

static fund_status load(const char *path, struct forms *forms, line_function function,
                        struct fund_error *error)
{
    struct buffer text = buffer_init(FILE_SIZE_MAX);
    struct reader reader = {forms, error};
    fund_status status = read_gzip(path, &text, error);
    if (status == FUND_OK)
        status = each_line(&reader, buffer_slice(&text), function);
    buffer_finish(&text);
    return status;
}

static bool is_abbreviation(const struct latin_word *word)
{
    for (size_t i = 0; i < word->size; i++) {
        if (!latin_is_capital(word->letters[i]))
            return false;
    }
    return word->size > 1;
}

static bool decode(struct slice text, struct latin_word *word, struct latin_folded *folded)
{
    return latin_decode(text, word) && !is_abbreviation(word) && latin_fold(word, folded);
}

static fund_status add_word(const struct reader *reader, struct slice line)
{
    struct latin_word word;
    struct latin_folded folded;
    if (!decode(line, &word, &folded))
        return FUND_OK;
    enum form_flag flag = latin_is_capital(word.letters[0]) ? FORM_NOUN : FORM_OTHER;
    return forms_flag(reader->forms, latin_slice(&folded), flag, reader->error);
}

fund_status sources_words(const char *path, struct forms *forms, struct fund_error *error)
{
    return load(path, forms, add_word, error);
}

/* ---- counts --------------------------------------------------------------------------------- */

static bool read_number(struct slice digits, uint32_t *number)
{
    uint32_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || value > UINT32_MAX / 10 - 9)
            return false;
        value = value * 10 + (uint32_t)(digits.data[i] - '0');
    }
    *number = value;
    return digits.size > 0;
}

static uint32_t add_saturated(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static fund_status add_count(const struct reader *reader, struct slice line)
{
    size_t tab = slice_find(line, SLICE("\t"));
    struct latin_word word;
    struct latin_folded folded;
    uint32_t count;
    if (tab == line.size || !decode(slice_part(line, 0, tab), &word, &folded) || folded.size < 2 ||
        folded.size > SPLITTER_WORD_MAX)
        return FUND_OK;
    if (!read_number(slice_part(line, tab + 1, line.size), &count))
        return error_set(reader->error, FUND_CORRUPT, "'%.*s' has no count", (int)tab, line.data);
    uint32_t index;
    fund_status status = forms_add(reader->forms, latin_slice(&folded), &index, reader->error);
    if (status != FUND_OK)
        return status;
    struct form *form = &reader->forms->items[index];
    form->count = add_saturated(form->count, count);
    if (latin_is_capital(word.letters[0]))
        form->capital_count = add_saturated(form->capital_count, count);
    return FUND_OK;
}

fund_status sources_counts(const char *path, struct forms *forms, struct fund_error *error)
{
    fund_status status = load(path, forms, add_count, error);
    for (size_t i = 0; i < forms->count && status == FUND_OK; i++) {
        struct form *form = &forms->items[i];
        if (form->flags == 0 && form->capital_count >= CORPUS_NOUN_COUNT &&
            form->size >= CORPUS_NOUN_LENGTH)
            form->flags |= FORM_CORPUS;
    }
    return status;
}

/* ---- names ---------------------------------------------------------------------------------- */

static fund_status add_name_with(const struct reader *reader, struct slice stem, const char *ending)
{
    char letters[LATIN_FOLDED_MAX + 8];
    size_t size = strlen(ending);
    memcpy(letters, stem.data, stem.size);
    memcpy(letters + stem.size, ending, size);
    return forms_flag(reader->forms, slice_of(letters, stem.size + size), FORM_NAME, reader->error);
}

/* Haltern, Halterns; Halterner, Halterners, Halternern; Göttingen: Göttinger; Halle: Haller. */
static fund_status add_name_forms(const struct reader *reader, struct slice name)
{
    static const char *const endings[] = {"", "s"};
    static const char *const people[] = {"er", "ers", "ern"};
    struct slice stem = name;
    if (slice_ends_with(name, SLICE("e")))
        stem = slice_part(name, 0, name.size - 1);
    fund_status status = FUND_OK;
    for (size_t i = 0; i < 2 && status == FUND_OK; i++)
        status = add_name_with(reader, name, endings[i]);
    for (size_t i = 0; i < 3 && status == FUND_OK; i++)
        status = add_name_with(reader, stem, people[i]);
    if (slice_ends_with(name, SLICE("en")))
        stem = slice_part(name, 0, name.size - 2);
    for (size_t i = 0; i < 3 && status == FUND_OK; i++)
        status = add_name_with(reader, stem, people[i]);
    return status;
}

static size_t name_end(struct slice text)
{
    size_t end = 0;
    while (end < text.size && memchr(" -/(),.", text.data[end], 7) == NULL)
        end++;
    return end;
}

/* "Neustadt an der Weinstraße": of a name of several words only those no dictionary has. */
static fund_status add_name(const struct reader *reader, struct slice line)
{
    struct slice name = slice_part(line, 0, slice_find(line, SLICE("\t")));
    bool is_single = name_end(name) == name.size;
    fund_status status = FUND_OK;
    while (name.size > 0 && status == FUND_OK) {
        size_t end = name_end(name);
        struct latin_word word;
        struct latin_folded folded;
        uint32_t index;
        if (latin_decode(slice_part(name, 0, end), &word) && latin_is_capital(word.letters[0]) &&
            latin_fold(&word, &folded) && folded.size >= 4 &&
            (is_single || !forms_find(reader->forms, latin_slice(&folded), &index)))
            status = add_name_forms(reader, latin_slice(&folded));
        name = slice_part(name, end < name.size ? end + 1 : end, name.size);
    }
    return status;
}

fund_status sources_names(const char *path, struct forms *forms, struct fund_error *error)
{
    return load(path, forms, add_name, error);
}

/* ---- exceptions ----------------------------------------------------------------------------- */

static fund_status add_exception(const struct reader *reader, struct slice line)
{
    struct splitter_exceptions *one;
    fund_status status = splitter_exceptions_parse(line, "exceptions", &one, reader->error);
    if (status != FUND_OK)
        return status;
    struct slice written = slice_trim(slice_part(line, 0, slice_find(line, SLICE("="))));
    struct latin_word word;
    struct latin_folded folded;
    uint32_t index;
    if (latin_decode(written, &word) && latin_fold(&word, &folded)) {
        enum form_flag class = latin_is_capital(word.letters[0]) ? FORM_NOUN : FORM_OTHER;
        status = forms_flag(reader->forms, latin_slice(&folded), FORM_FIXED | class, reader->error);
        if (status == FUND_OK && forms_find(reader->forms, latin_slice(&folded), &index))
            splitter_exceptions_find(one, latin_slice(&folded),
                                     &reader->forms->items[index].boundaries);
    }
    splitter_exceptions_destroy(one);
    return status;
}

fund_status sources_exceptions(const char *path, struct forms *forms, struct fund_error *error)
{
    /* Read as a whole first: its errors name the line. */
    struct splitter_exceptions *all;
    fund_status status = splitter_exceptions_load(path, &all, error);
    if (status != FUND_OK)
        return status;
    splitter_exceptions_destroy(all);
    return load(path, forms, add_exception, error);
}
