/*
 * Runs a fuzz target without a fuzzer: on each file that is named, and on so many texts that are
 * made of its lines and bytes, the same each time.
 *
 *     driver COUNT FILE...
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX 65536
#define TEXT_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct random {
    uint32_t seed;
};

static uint32_t next(struct random *random, uint32_t below)
{
    random->seed = random->seed * 1103515245u + 12345u;
    return below > 0 ? (random->seed >> 8) % below : 0;
}

/* The next place that is not inside of a character of UTF-8. */
static size_t border(const uint8_t *file, size_t size, size_t at)
{
    while (at < size && (file[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Pieces of the file one behind the other, and a few ASCII bytes changed; now and then any. */
static size_t mix(struct random *random, const uint8_t *file, size_t size, uint8_t *text)
{
    size_t made = 0, pieces = 1 + next(random, 12);
    for (size_t i = 0; i < pieces; i++) {
        size_t start = border(file, size, next(random, (uint32_t)size));
        size_t end = border(file, size, start + next(random, 24) + 1);
        size_t length = end < size ? end - start : size - start;
        memcpy(text + made, file + start, length);
        made += length;
    }
    bool takes_any = next(random, 8) == 0;
    for (size_t changes = next(random, 3); changes > 0 && made > 0; changes--) {
        uint8_t *byte = &text[next(random, (uint32_t)made)];
        if (*byte < 0x80 || takes_any)
            *byte = (uint8_t)next(random, 128);
    }
    return made;
}

static int run_file(const char *path, uint32_t count)
{
    static uint8_t file[FILE_MAX], text[TEXT_MAX];
    struct random random = {7};
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        fprintf(stderr, "driver: cannot read '%s'\n", path);
        return 1;
    }
    size_t size = fread(file, 1, sizeof(file), stream);
    fclose(stream);
    LLVMFuzzerTestOneInput(file, size);
    for (uint32_t i = 0; i < count && size > 0; i++)
        LLVMFuzzerTestOneInput(text, mix(&random, file, size, text));
    return 0;
}

int main(int argc, char **argv)
{
    uint32_t count = 0;
    int failures = argc < 3;
    for (const char *digit = argc > 1 ? argv[1] : ""; *digit >= '0' && *digit <= '9'; digit++)
        count = count * 10 + (uint32_t)(*digit - '0');
    for (int i = 2; i < argc; i++)
        failures += run_file(argv[i], count);
    return failures > 0;
}
