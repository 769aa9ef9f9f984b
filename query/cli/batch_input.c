/*
 * The records are libcsv's. It gets the file line by line, so that each record's line is known, and
 * a new parser behind a record that it refuses.
 */
#include "batch_input.h"

#include "characters.h"
#include "messages.h"
#include "report.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Piece of a line that is handed to the parser at once. */
#define PIECE_MAX 65536
/* The byte order mark that Windows puts in front of UTF-8. */
#define MARK "\xef\xbb\xbf"

/* In any case. */
static const struct {
    const char *name;
    enum batch_column column;
} column_names[] = {
    {"query", BATCH_QUERY},
    {"suche", BATCH_QUERY},
    {"id", BATCH_ID},
    {"from", BATCH_FROM},
    {"von", BATCH_FROM},
    {"to", BATCH_TO},
    {"bis", BATCH_TO},
    {"person", BATCH_PERSON},
    {"org", BATCH_ORGANISATION},
    {"organisation", BATCH_ORGANISATION},
    {"ort", BATCH_PLACE},
    {"place", BATCH_PLACE},
    {"issuer", BATCH_ISSUER},
    {"stadt", BATCH_ISSUER},
};

struct input {
    FILE *file;
    const char *path;
    batch_handler *handle;
    void *context;
    struct csv_parser parser;
    unsigned char delimiter;
    size_t line;                       /* that is being read */
    size_t record_line;                /* where the record begins; 0: between two */
    signed char of[BATCH_COLUMNS_MAX]; /* the enum batch_column of each column; -1: not used */
    size_t column_count;               /* 0: the line of names has not been read */
    size_t at;                         /* column of the next field */
    char *values[BATCH_COLUMN_COUNT];  /* of the record that is being read; NULL: not yet */
    const char *problem;
    bool is_over;
};

/* ---- records -------------------------------------------------------------------------------- */

static void forget_values(struct input *input)
{
    for (size_t i = 0; i < BATCH_COLUMN_COUNT; i++) {
        free(input->values[i]);
        input->values[i] = NULL;
    }
    input->problem = NULL;
    input->record_line = 0;
    input->at = 0;
}

/* False after a report: the first line is no line of names. */
static bool check_names(struct input *input)
{
    for (size_t i = 0; i < input->column_count; i++)
        if (input->of[i] == BATCH_QUERY)
            return true;
    report(_("'%s': its first line has no column 'query'; it names the columns: query, and as you "
             "like id, from, to, person, organisation, place, issuer"),
           input->path);
    return false;
}

static void end_names(struct input *input)
{
    input->column_count = input->at;
    input->is_over = input->problem != NULL || !check_names(input);
    if (input->problem != NULL)
        report(_("'%s', line %zu: %s"), input->path, input->record_line, _(input->problem));
}

static void hand_over(struct input *input)
{
    struct batch_record record = {.line = input->record_line, .problem = input->problem};
    for (size_t i = 0; i < BATCH_COLUMN_COUNT; i++)
        record.values[i] = input->values[i] != NULL ? input->values[i] : "";
    if (!input->handle(input->context, &record))
        input->is_over = true;
}

static void end_record(struct input *input)
{
    if (input->is_over)
        return;
    if (input->column_count == 0)
        end_names(input);
    else
        hand_over(input);
    forget_values(input);
}

/* ---- fields --------------------------------------------------------------------------------- */

/* The column of this name; -1 where there is none. */
static signed char find_column(const char *name)
{
    for (size_t i = 0; i < sizeof(column_names) / sizeof(column_names[0]); i++)
        if (strcasecmp(name, column_names[i].name) == 0)
            return (signed char)column_names[i].column;
    return -1;
}

static void read_name(struct input *input, const char *name)
{
    if (input->at == BATCH_COLUMNS_MAX) {
        input->problem = N_("it names more than 256 columns");
        return;
    }
    signed char column = find_column(name);
    for (size_t i = 0; i < input->at; i++)
        if (column >= 0 && input->of[i] == column)
            input->problem = N_("it names a column twice");
    if (column < 0)
        report(_("'%s': the column '%s' is not used"), input->path, name);
    input->of[input->at++] = column;
}

static void read_value(struct input *input, char *value)
{
    if (input->at == input->column_count) {
        input->problem = N_("it has more fields than the first line; a field with the character "
                            "between fields in it stands in quotes");
        free(value);
        return;
    }
    int column = input->of[input->at++];
    if (column < 0)
        free(value);
    else
        input->values[column] = value;
}

/* A copy that ends in a NUL; NULL after noting the problem. */
static char *copy_field(struct input *input, const char *bytes, size_t size)
{
    if (!characters_are_valid(bytes, size) || memchr(bytes, '\0', size) != NULL) {
        input->problem = N_("it is not UTF-8 text; save the file as UTF-8");
        return NULL;
    }
    char *copy = malloc(size + 1);
    if (copy == NULL) {
        input->problem = N_("memory ran out");
        return NULL;
    }
    if (size > 0)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void on_field(void *bytes, size_t size, void *data)
{
    struct input *input = data;
    if (input->record_line == 0) /* behind a lone CR, which ends a record but no line */
        input->record_line = input->line;
    if (input->is_over || input->problem != NULL)
        return;
    char *value = copy_field(input, bytes, size);
    if (value == NULL)
        return;
    if (input->column_count > 0) {
        read_value(input, value);
        return;
    }
    read_name(input, value);
    free(value);
}

static void on_record(int terminator, void *data)
{
    (void)terminator;
    end_record(data);
}

/* ---- the file ------------------------------------------------------------------------------- */

/* libcsv makes room for one byte more than it has. */
static void *bounded_realloc(void *memory, size_t size)
{
    return size <= BATCH_FIELD_MAX + 1 ? realloc(memory, size) : NULL;
}

static bool begin_parser(struct input *input)
{
    if (csv_init(&input->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return false;
    csv_set_delim(&input->parser, input->delimiter);
    csv_set_realloc_func(&input->parser, bounded_realloc);
    csv_set_blk_size(&input->parser, 4096);
    return true;
}

/* The record that is being read is none; the next begins on the next line. */
static void refuse_record(struct input *input)
{
    input->problem =
        csv_error(&input->parser) == CSV_EPARSE
            ? N_("a quote within a field; a field with quotes stands in quotes itself, "
                 "with each quote in it doubled: \"a \"\"b\"\"\"")
            : N_("a field is longer than 65536 bytes; is a quote missing?");
    if (input->record_line == 0)
        input->record_line = input->line;
    end_record(input);
    csv_free(&input->parser);
    if (!begin_parser(input))
        input->is_over = true;
}

/* The character between fields: the one of the three that stands first in the line of names. */
static unsigned char find_delimiter(const char *piece, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (piece[i] == ',' || piece[i] == ';' || piece[i] == '\t')
            return (unsigned char)piece[i];
    return ',';
}

static bool is_blank_piece(const char *piece, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strchr(" \t\r\n", piece[i]) == NULL || piece[i] == '\0')
            return false;
    return true;
}

/* Up to a line's end or PIECE_MAX bytes; 0 at the end of the file. */
static size_t read_piece(FILE *file, char piece[static PIECE_MAX])
{
    size_t size = 0;
    int byte = 0;
    while (size < PIECE_MAX && byte != '\n' && (byte = getc_unlocked(file)) != EOF)
        piece[size++] = (char)byte;
    return size;
}

/* False where the rest of the line is to be passed over. */
static bool parse_piece(struct input *input, const char *piece, size_t size)
{
    if (input->record_line == 0 && !is_blank_piece(piece, size))
        input->record_line = input->line;
    bool is_parsed = csv_parse(&input->parser, piece, size, on_field, on_record, input) == size;
    if (!is_parsed)
        refuse_record(input);
    return is_parsed;
}

static void parse_pieces(struct input *input, char piece[static PIECE_MAX], size_t size)
{
    bool passes_over = false;
    while (size > 0 && !input->is_over) {
        bool ends_line = piece[size - 1] == '\n';
        if (!passes_over)
            passes_over = !parse_piece(input, piece, size);
        if (ends_line) {
            passes_over = false;
            input->line++;
        }
        size = read_piece(input->file, piece);
    }
}

/* The last record may lack its line's end. */
static void parse_end(struct input *input)
{
    if (input->is_over)
        return;
    if (csv_fini(&input->parser, on_field, on_record, input) != 0) {
        input->problem = N_("the quote that begins a field here has no end");
        if (input->record_line == 0)
            input->record_line = input->line;
        end_record(input);
    }
    if (input->column_count == 0 && !input->is_over) {
        report(_("'%s' is empty"), input->path);
        input->is_over = true;
    }
}

/* Leaves out a byte order mark. */
static size_t read_first_piece(FILE *file, char piece[static PIECE_MAX])
{
    size_t size = read_piece(file, piece);
    if (size < strlen(MARK) || memcmp(piece, MARK, strlen(MARK)) != 0)
        return size;
    memmove(piece, piece + strlen(MARK), size - strlen(MARK));
    return size - strlen(MARK);
}

bool batch_input_read(FILE *file, const char *path, batch_handler *handle, void *context)
{
    char piece[PIECE_MAX];
    size_t size = read_first_piece(file, piece);
    struct input input = {.file = file,
                          .path = path,
                          .handle = handle,
                          .context = context,
                          .delimiter = find_delimiter(piece, size),
                          .line = 1};
    if (!begin_parser(&input)) {
        report_no_memory();
        return false;
    }
    parse_pieces(&input, piece, size);
    if (ferror(file)) {
        report(_("cannot read '%s': %s"), path, strerror(errno));
        input.is_over = true;
    } else {
        parse_end(&input);
    }
    forget_values(&input);
    csv_free(&input.parser);
    return !input.is_over;
}
