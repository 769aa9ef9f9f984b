/*
 * Writes the table of segments as a C source: segment_compiler OUTPUT.
 */
#include "core/text/segments.h"

#include <stdio.h>

static void write_bytes(FILE *file, const uint8_t *bytes, size_t count)
{
    fputc('{', file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%u,%c", (unsigned)bytes[i], i % 24 == 23 ? '\n' : ' ');
    fputc('}', file);
}

static void write_table(FILE *file, const struct segment_table *table, const UVersionInfo icu)
{
    fputs(
        "#include \"core/text/segments.h\"\n\nconst struct segment_table segment_table_built = {\n",
        file);
    write_bytes(file, table->latin, SEGMENT_LATIN_COUNT);
    fputs(",\n", file);
    write_bytes(file, table->punctuation, SEGMENT_PUNCTUATION_COUNT);
    fputs("};\nconst UVersionInfo segment_table_icu = ", file);
    write_bytes(file, icu, sizeof(UVersionInfo));
    fputs(";\n", file);
}

int main(int argc, char **argv)
{
    struct segment_table table;
    struct fund_error error;
    UVersionInfo icu;
    if (argc != 2) {
        fputs("usage: segment_compiler OUTPUT\n", stderr);
        return 2;
    }
    if (segment_table_fill(&table, &error) != FUND_OK) {
        fprintf(stderr, "segment_compiler: %s\n", error.message);
        return 1;
    }
    FILE *file = fopen(argv[1], "w");
    u_getVersion(icu);
    if (file != NULL)
        write_table(file, &table, icu);
    if (file == NULL || fclose(file) != 0) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
