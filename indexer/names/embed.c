/*
 * Runs at build time: turns a file into a C source that holds its bytes as a constant array.
 *
 * usage: embed SYMBOL INPUT OUTPUT
 */
#include <stdio.h>
#include <stdlib.h>

#define BYTES_PER_LINE 16

static int copy(FILE *in, FILE *out, const char *symbol)
{
    unsigned long size = 0;
    int byte;
    fprintf(out, "#include <stddef.h>\n");
    fprintf(out, "extern const char %s[];\nextern const size_t %s_size;\n", symbol, symbol);
    fprintf(out, "const char %s[] = {", symbol);
    while ((byte = getc(in)) != EOF) {
        const char *separator = size % BYTES_PER_LINE == 0 ? "\n" : " ";
        fprintf(out, "%s%d,", separator, byte < 128 ? byte : byte - 256);
        size++;
    }
    fprintf(out, "%s0};\nconst size_t %s_size = %lu;\n", size % BYTES_PER_LINE == 0 ? "\n" : " ",
            symbol, size);
    return ferror(in) || ferror(out);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: embed SYMBOL INPUT OUTPUT\n");
        return EXIT_FAILURE;
    }
    FILE *in = fopen(argv[2], "rb");
    FILE *out = in ? fopen(argv[3], "wb") : NULL;
    int failed = out == NULL || copy(in, out, argv[1]);
    if (out != NULL)
        failed |= fclose(out) != 0;
    if (in != NULL)
        fclose(in);
    if (failed)
        fprintf(stderr, "embed: cannot copy '%s' to '%s'\n", argv[2], argv[3]);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
