/*
 * fundstelle analyse: what the analyser makes of words or a text, without an archive or as one has
 * it.
 */
#include "characters.h"
#include "command.h"
#include "json.h"
#include "messages.h"
#include "report.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest line in bytes of a list of words. */
#define LINE_MAX_BYTES  65536
#define CHUNK_BYTES_MIN 65536

static bool report_input(void)
{
    report(_("cannot read standard input: %s"), strerror(errno));
    return false;
}

/* ---- one word a line ------------------------------------------------------------------------ */

/* What a terminal would obey, a tab within the word too, becomes its number. */
static void put(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        struct shown_character shown = characters_show(text + at, size - at);
        fwrite(shown.bytes, 1, shown.size, stdout);
        at += shown.consumed;
    }
}

/* The text with a bar in front of every part that begins within a token. */
static void put_segments(const char *text, size_t size, const fund_analysis *analysis)
{
    size_t written = 0;
    for (size_t i = 0; i < fund_analysis_count(analysis); i++) {
        const struct fund_token *token = fund_analysis_token(analysis, i);
        for (size_t j = 0; j < token->term_count; j++) {
            size_t start = token->terms[j].range.start;
            if (start <= token->range.start || start >= token->range.end || start <= written)
                continue;
            put(text + written, start - written);
            fputc('|', stdout);
            written = start;
        }
    }
    put(text + written, size - written);
}

/* False after nothing but *error. */
static bool print_word(fund_analyser *analyser, const char *word, size_t size, bool *has_token,
                       struct fund_error *error)
{
    fund_analysis *analysis = NULL;
    if (fund_analyser_read(analyser, word, size, &analysis, error) != FUND_OK)
        return false;
    put(word, size);
    fputc('\t', stdout);
    put_segments(word, size, analysis);
    fputc('\n', stdout);
    *has_token = *has_token || fund_analysis_count(analysis) > 0;
    fund_analysis_free(analysis);
    return true;
}

/* Reads a line without its end, "\n" or "\r\n"; *size is LINE_MAX_BYTES + 1 where it is longer.
 * False at the end of the input. */
static bool read_line(char line[static LINE_MAX_BYTES + 1], size_t *size)
{
    size_t count = 0;
    int byte = getc_unlocked(stdin);
    if (byte == EOF)
        return false;
    while (byte != EOF && byte != '\n' && count <= LINE_MAX_BYTES) {
        line[count++] = (char)byte;
        byte = getc_unlocked(stdin);
    }
    if (byte == '\n' && count > 0 && line[count - 1] == '\r')
        count--;
    *size = count;
    return true;
}

static bool print_lines(fund_analyser *analyser, bool *has_token)
{
    char line[LINE_MAX_BYTES + 1];
    size_t size = 0;
    struct fund_error error;
    for (size_t number = 1; read_line(line, &size) && !ferror(stdout); number++) {
        if (size > LINE_MAX_BYTES) {
            report(_("standard input, line %zu: it is longer than %d bytes"), number,
                   LINE_MAX_BYTES);
            return false;
        }
        if (!print_word(analyser, line, size, has_token, &error)) {
            report(_("standard input, line %zu: %s"), number, error.message);
            return false;
        }
    }
    return ferror(stdin) ? report_input() : true;
}

static bool print_words(fund_analyser *analyser, const struct option_list *words, bool *has_token)
{
    struct fund_error error;
    for (size_t i = 0; i < words->count; i++) {
        if (!print_word(analyser, words->items[i], strlen(words->items[i]), has_token, &error)) {
            report_failure(&error);
            return false;
        }
    }
    return words->count > 0 || print_lines(analyser, has_token);
}

/* ---- a text --------------------------------------------------------------------------------- */

/* All of standard input, and one byte more than the limit at most; NULL after a report. */
static char *read_input(size_t *size)
{
    char *text = NULL;
    size_t count = 0, capacity = 0;
    do {
        if (count == capacity) {
            capacity = capacity == 0 ? CHUNK_BYTES_MIN : capacity * 2;
            char *larger = realloc(text, capacity);
            if (larger == NULL) {
                report_no_memory();
                free(text);
                return NULL;
            }
            text = larger;
        }
        count += fread(text + count, 1, capacity - count, stdin);
    } while (count == capacity && count <= FUND_ANALYSIS_MAX);
    if (ferror(stdin) || count > FUND_ANALYSIS_MAX) {
        if (ferror(stdin))
            report_input();
        else
            report(_("standard input has more than %d bytes; analyse it in smaller pieces"),
                   FUND_ANALYSIS_MAX);
        free(text);
        return NULL;
    }
    *size = count;
    return text;
}

static char *read_text(const struct option_list *words, size_t *size)
{
    if (words->count == 0)
        return read_input(size);
    char *text = options_join(words);
    if (text == NULL)
        report_no_memory();
    else
        *size = strlen(text);
    return text;
}

static bool print_text(fund_analyser *analyser, const struct options *options, bool *has_token)
{
    struct fund_error error;
    fund_analysis *analysis = NULL;
    size_t size = 0;
    bool is_printed = false;
    struct printer printer;
    printer_init(&printer, options->color);
    char *text = read_text(&options->words, &size);
    if (text == NULL)
        return false;
    if (fund_analyser_read(analyser, text, size, &analysis, &error) != FUND_OK) {
        report_failure(&error);
    } else if (options->format == FORMAT_JSON) {
        is_printed = json_print_analysis(text, size, analysis);
    } else {
        text_print_analysis(&printer, text, analysis);
        is_printed = true;
    }
    *has_token = fund_analysis_count(analysis) > 0;
    fund_analysis_free(analysis);
    free(text);
    return is_printed;
}

static fund_status warn_of_change(fund_archive *archive, const char *path, struct fund_error *error)
{
    struct fund_compounds *compounds = NULL;
    fund_status status = fund_archive_compounds(archive, &compounds, error);
    if (status == FUND_OK && compounds->is_file_other)
        report(
            _("'%s/compounds.txt' has changed since the archive was made, and does not count here"),
            path);
    fund_compounds_free(compounds);
    return status;
}

static fund_status open_analyser(const char *path, fund_analyser **analyser,
                                 struct fund_error *error)
{
    if (path == NULL)
        return fund_analyser_open(analyser, error);
    fund_archive *archive = NULL;
    fund_status status = fund_archive_open(path, NULL, &archive, error);
    if (status == FUND_OK)
        status = warn_of_change(archive, path, error);
    if (status == FUND_OK)
        status = fund_archive_analyser(archive, analyser, error);
    fund_archive_close(archive);
    return status;
}

enum exit_code analyse_run(const struct options *options)
{
    struct fund_error error;
    fund_analyser *analyser = NULL;
    bool has_token = false;
    if (open_analyser(options->analyser_archive, &analyser, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    bool is_printed = options->format == FORMAT_TSV
                          ? print_words(analyser, &options->words, &has_token)
                          : print_text(analyser, options, &has_token);
    fund_analyser_close(analyser);
    if (!is_printed)
        return EXIT_ERROR;
    return has_token ? EXIT_DONE : EXIT_NOTHING;
}
