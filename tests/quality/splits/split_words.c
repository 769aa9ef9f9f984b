/*
 * split-words LEXICON: reads words, one a line, and prints "word TAB seg|ments". What the splitter
 * alone does, without the rest of the analyser: for measuring it.
 */
#include "core/base/file.h"
#include "core/text/latin.h"
#include "core/text/splitter.h"

#include <stdio.h>
#include <stdlib.h>

#define LEXICON_SIZE_MAX ((size_t)64 << 20)
#define LINE_SIZE_MAX    4096

/* Prints a word of Latin-1 letters with bars where folded boundaries lie. */
static void print_split(struct slice line, const struct latin_word *word, const uint8_t *boundaries,
                        size_t count)
{
    size_t folded_at = 0;
    size_t next = 0;
    size_t byte = 0;
    for (size_t i = 0; i < word->size; i++) {
        struct latin_word letter = {.letters = {word->letters[i]}, .size = 1};
        struct latin_folded folded = {.size = 0};
        if (next < count && folded_at >= boundaries[next]) {
            putchar('|');
            next++;
        }
        size_t bytes = word->letters[i] < 0x80 ? 1 : 2;
        fwrite(line.data + byte, 1, bytes, stdout);
        byte += bytes;
        latin_fold(&letter, &folded);
        folded_at += folded.size;
    }
}

static void split_line(const struct splitter *splitter, struct slice line)
{
    struct latin_word word;
    struct latin_folded folded;
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    printf("%.*s\t", (int)line.size, line.data);
    if (latin_decode(line, &word) && latin_fold(&word, &folded)) {
        size_t count = splitter_split(splitter, latin_slice(&folded), boundaries);
        print_split(line, &word, boundaries, count);
    } else {
        fwrite(line.data, 1, line.size, stdout);
    }
    putchar('\n');
}

int main(int count, char **arguments)
{
    struct fund_error error;
    struct buffer lexicon = buffer_init(LEXICON_SIZE_MAX);
    struct splitter splitter;
    if (count != 2) {
        fputs("usage: split-words LEXICON < WORDS\n", stderr);
        return 2;
    }
    if (file_read(arguments[1], &lexicon, &error) != FUND_OK ||
        splitter_open(buffer_slice(&lexicon), &splitter, &error) != FUND_OK) {
        fprintf(stderr, "split-words: %s\n", error.message);
        buffer_finish(&lexicon);
        return 2;
    }
    char line[LINE_SIZE_MAX];
    while (fgets(line, sizeof(line), stdin) != NULL)
        split_line(&splitter, slice_trim(slice_from(line)));
    buffer_finish(&lexicon);
    return 0;
}
