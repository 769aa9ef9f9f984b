/*
 * Turns a table of data/lexicon into a C source: table_compiler NAME INPUT OUTPUT. Each line of the
 * input is "ending TAB stem TAB scope"; lines that begin with '#' are comments. The rows are sorted
 * by their endings read backwards, which is what suffix_table_find wants.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/suffix_table.h"

#define LINE_SIZE  256
#define ROWS_MAX   20000
#define FIELD_SIZE 48
#define FIELDS     3

struct row {
    char fields[FIELDS][FIELD_SIZE];
};

static const struct {
    const char *name;
    unsigned scope;
} scopes[] = {
    {"end", SCOPE_END},
    {"word", SCOPE_WORD},
    {"front", SCOPE_FRONT},
    {"part", SCOPE_PART},
    {"weak", SCOPE_WEAK},
    {"prefixed", SCOPE_PREFIXED},
    {"weak_prefixed", SCOPE_WEAK_PREFIXED},
    {"bare", SCOPE_BARE},
};

/* Byte order of the endings read from their last letter. */
static int compare_backwards(const void *left, const void *right)
{
    const char *a = ((const struct row *)left)->fields[0];
    const char *b = ((const struct row *)right)->fields[0];
    size_t i = strlen(a), j = strlen(b);
    while (i > 0 && j > 0) {
        i--;
        j--;
        if (a[i] != b[j])
            return (unsigned char)a[i] < (unsigned char)b[j] ? -1 : 1;
    }
    return (i > 0) - (j > 0);
}

static int is_word(const char *text)
{
    return *text != '\0' && text[strspn(text, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

/* 0 where the text names none. */
static unsigned scope_of(const char *text)
{
    for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++) {
        if (strcmp(text, scopes[i].name) == 0)
            return scopes[i].scope;
    }
    return 0;
}

/* 0 where the line is no row. */
static int parse(char *line, struct row *row)
{
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < FIELDS; i++) {
        size_t size = strcspn(line, "\t");
        if (size >= FIELD_SIZE || (line[size] == '\t') != (i + 1 < FIELDS))
            return 0;
        memcpy(row->fields[i], line, size);
        row->fields[i][size] = '\0';
        line += size + (i + 1 < FIELDS);
    }
    unsigned scope = scope_of(row->fields[2]);
    size_t least = scope & (SCOPE_FRONT | SCOPE_PART) ? SUFFIX_INSIDE_MIN : 1;
    return is_word(row->fields[0]) && is_word(row->fields[1]) && scope != 0 &&
           strlen(row->fields[0]) >= least;
}

static int read_rows(FILE *in, const char *path, struct row *rows, size_t *count, uint64_t *hash)
{
    char line[LINE_SIZE];
    for (size_t number = 1; fgets(line, sizeof(line), in) != NULL; number++) {
        for (const char *c = line; *c != '\0'; c++)
            *hash = (*hash ^ (unsigned char)*c) * 0x100000001b3u;
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (*count == ROWS_MAX || !parse(line, &rows[*count])) {
            fprintf(stderr, "%s:%zu: not 'ending TAB stem TAB scope', or too short an ending\n",
                    path, number);
            return 0;
        }
        *count += 1;
    }
    return 1;
}

static int are_unique(const struct row *rows, size_t count, const char *path)
{
    for (size_t i = 1; i < count; i++) {
        if (strcmp(rows[i - 1].fields[0], rows[i].fields[0]) == 0) {
            fprintf(stderr, "%s: '%s' stands twice\n", path, rows[i].fields[0]);
            return 0;
        }
    }
    return 1;
}

/* The kind of a row's ending, which rises with the rows: see SUFFIX_KINDS. */
static int kind_of(const struct row *row)
{
    const char *end = row->fields[0] + strlen(row->fields[0]) - 1;
    int before = end > row->fields[0] ? end[-1] - 'a' + 1 : 0;
    return (*end - 'a') * (SUFFIX_LETTERS + 1) + before;
}

static void write_kinds(FILE *out, const struct row *rows, size_t count)
{
    size_t start = 0;
    for (int kind = 0; kind < SUFFIX_KINDS; kind++) {
        while (start < count && kind_of(&rows[start]) < kind)
            start++;
        fprintf(out, "%zu, ", start);
    }
    fprintf(out, "%zu}, {", count);
    for (int kind = 0; kind < SUFFIX_KINDS; kind++) {
        unsigned set = 0;
        for (size_t i = 0; i < count; i++)
            set |= kind_of(&rows[i]) == kind ? scope_of(rows[i].fields[2]) : 0;
        fprintf(out, "%u, ", set);
    }
}

static void write_inside(FILE *out, const struct row *rows, size_t count)
{
    uint64_t inside[SUFFIX_INSIDE_BITS / 64] = {0};
    for (size_t i = 0; i < count; i++) {
        const char *ending = rows[i].fields[0];
        if ((scope_of(rows[i].fields[2]) & (SCOPE_FRONT | SCOPE_PART)) == 0)
            continue;
        uint32_t bit = suffix_inside_bit(ending + strlen(ending) - 1);
        inside[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    for (size_t i = 0; i < SUFFIX_INSIDE_BITS / 64; i++)
        fprintf(out, "0x%llxu, ", (unsigned long long)inside[i]);
}

static void write_rows(FILE *out, const char *name, const struct row *rows, size_t count,
                       uint64_t hash)
{
    fprintf(out, "/* Made from data/lexicon; see core/text/tables. */\n"
                 "#include \"core/text/suffix_table.h\"\n\n"
                 "static const struct suffix_row rows[] = {\n");
    for (size_t i = 0; i < count; i++) {
        const char *ending = rows[i].fields[0], *stem = rows[i].fields[1];
        fprintf(out, "    {\"%s\", \"%s\", %zu, %zu, SCOPE_", ending, stem, strlen(ending),
                strlen(stem));
        for (const char *c = rows[i].fields[2]; *c != '\0'; c++)
            fputc(*c == '_' ? '_' : *c - 'a' + 'A', out);
        fputs("},\n", out);
    }
    fprintf(out, "};\n\nconst struct suffix_table %s = {rows, %zu, {", name, count);
    write_kinds(out, rows, count);
    fprintf(out, "}, {");
    write_inside(out, rows, count);
    fprintf(out, "}, 0x%llxu};\n", (unsigned long long)hash);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: table_compiler NAME INPUT OUTPUT\n");
        return 2;
    }
    int result = 1;
    size_t count = 0;
    uint64_t hash = 0xcbf29ce484222325u;
    FILE *out = NULL;
    FILE *in = fopen(argv[2], "r");
    struct row *rows = calloc(ROWS_MAX, sizeof(*rows));
    if (in == NULL || rows == NULL || !read_rows(in, argv[2], rows, &count, &hash) || count == 0)
        goto out;
    qsort(rows, count, sizeof(*rows), compare_backwards);
    if (!are_unique(rows, count, argv[2]))
        goto out;
    out = fopen(argv[3], "w");
    if (out == NULL)
        goto out;
    write_rows(out, argv[1], rows, count, hash);
    result = 0;
out:
    if (out != NULL && fclose(out) != 0)
        result = 1;
    if (in != NULL)
        fclose(in);
    free(rows);
    if (result != 0)
        fprintf(stderr, "table_compiler: '%s' was not made from '%s'\n", argv[3], argv[2]);
    return result;
}
