/*
 * fundstelle-thesaurus: makes the library's thesaurus of an installed one. Run by the build.
 *
 * usage: fundstelle-thesaurus MYTHES.dat OUTPUT
 */
#include "core/base/file.h"
#include "query/lib/thesaurus/compile.h"

#include <stdio.h>

#define SOURCE_MAX ((size_t)256 * 1024 * 1024)

int main(int argc, char **argv)
{
    struct fund_error error;
    struct buffer source = buffer_init(SOURCE_MAX), bytes = buffer_init(SOURCE_MAX);
    if (argc != 3) {
        fputs("usage: fundstelle-thesaurus MYTHES.dat OUTPUT\n", stderr);
        return 2;
    }
    fund_status status = file_read(argv[1], &source, &error);
    if (status == FUND_OK)
        status = compile_thesaurus(buffer_slice(&source), &bytes, &error);
    if (status == FUND_OK)
        status = file_replace(argv[2], buffer_slice(&bytes), &error);
    if (status != FUND_OK)
        fprintf(stderr, "fundstelle-thesaurus: %s\n", error.message);
    buffer_finish(&source);
    buffer_finish(&bytes);
    return status == FUND_OK ? 0 : 2;
}
