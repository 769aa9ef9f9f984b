/*
 * group-consistency LEXICON DIC AFF: how many inflection groups of a hunspell dictionary split at
 * different places, or only in part: "groups N, that split M, inconsistent K". The suffix rules are
 * expanded entry by entry, independently of what the lexicon's build took for groups.
 */
#include "core/base/file.h"
#include "core/text/lexicon/affixes.h"
#include "core/text/splitter.h"

#include <stdio.h>
#include <string.h>

#define FILE_SIZE_MAX ((size_t)64 << 20)

struct tally {
    size_t groups, split, inconsistent;
    bool is_verbose;
};

struct group {
    size_t forms;
    bool is_split, is_inconsistent;
    size_t count; /* boundaries of the first form */
    uint8_t boundaries[SPLITTER_PARTS_MAX];
};

static void add_form(const struct splitter *splitter, const struct latin_word *word,
                     struct group *group)
{
    struct latin_folded folded;
    uint8_t boundaries[SPLITTER_PARTS_MAX];
    if (!latin_fold(word, &folded))
        return;
    size_t count = splitter_split(splitter, latin_slice(&folded), boundaries);
    group->is_split = group->is_split || count > 0;
    if (group->forms++ == 0) {
        group->count = count;
        memcpy(group->boundaries, boundaries, count);
    } else if (count != group->count || memcmp(boundaries, group->boundaries, count) != 0) {
        group->is_inconsistent = true;
    }
}

static void add_entry(const struct splitter *splitter, const struct affixes *affixes,
                      struct slice line, struct tally *tally)
{
    size_t slash = slice_find(line, SLICE("/"));
    struct latin_word word;
    struct group group = {.forms = 0};
    if (slash == line.size || !affixes_decode(affixes, slice_part(line, 0, slash), &word))
        return;
    struct slice flags = slice_part(line, slash + 1, line.size);
    if (memchr(flags.data, 'h', flags.size) != NULL ||
        memchr(flags.data, 'o', flags.size) != NULL || memchr(flags.data, 'd', flags.size) != NULL)
        return;
    add_form(splitter, &word, &group);
    for (size_t i = 0; i < affixes->count; i++) {
        struct latin_word inflected;
        const struct affix_rule *rule = &affixes->rules[i];
        if (!rule->is_prefix && memchr(flags.data, rule->flag, flags.size) != NULL &&
            affixes_apply(rule, &word, &inflected))
            add_form(splitter, &inflected, &group);
    }
    if (group.forms < 2)
        return;
    tally->groups++;
    tally->split += group.is_split;
    tally->inconsistent += group.is_inconsistent;
    if (group.is_inconsistent && tally->is_verbose)
        printf("%.*s\n", (int)line.size, line.data);
}

static void each_entry(const struct splitter *splitter, const struct affixes *affixes,
                       struct slice text, struct tally *tally)
{
    while (text.size > 0) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_trim(slice_part(text, 0, end));
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        add_entry(splitter, affixes, line, tally);
    }
}

int main(int count, char **arguments)
{
    struct fund_error error;
    struct buffer lexicon = buffer_init(FILE_SIZE_MAX);
    struct buffer dictionary = buffer_init(FILE_SIZE_MAX);
    struct affixes affixes = {.rules = NULL};
    struct splitter splitter;
    struct tally tally = {.is_verbose = count == 5};
    if (count < 4) {
        fputs("usage: group-consistency LEXICON DIC AFF [verbose]\n", stderr);
        return 2;
    }
    bool is_read = file_read(arguments[1], &lexicon, &error) == FUND_OK &&
                   splitter_open(buffer_slice(&lexicon), &splitter, &error) == FUND_OK &&
                   file_read(arguments[2], &dictionary, &error) == FUND_OK &&
                   affixes_load(arguments[3], &affixes, &error) == FUND_OK;
    if (is_read) {
        each_entry(&splitter, &affixes, buffer_slice(&dictionary), &tally);
        printf("groups %zu, that split %zu, inconsistent %zu\n", tally.groups, tally.split,
               tally.inconsistent);
    } else {
        fprintf(stderr, "group-consistency: %s\n", error.message);
    }
    affixes_finish(&affixes);
    buffer_finish(&dictionary);
    buffer_finish(&lexicon);
    return is_read ? 0 : 2;
}
