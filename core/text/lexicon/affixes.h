/*
 * Hunspell's suffix and prefix rules, as far as they inflect: hunspell(5), SFX and PFX.
 */
#ifndef CORE_TEXT_LEXICON_AFFIXES_H
#define CORE_TEXT_LEXICON_AFFIXES_H

#include "core/base/buffer.h"
#include "core/text/latin.h"

#define AFFIXES_PART_MAX      24
#define AFFIXES_CONDITION_MAX 48

struct affix_rule {
    uint8_t flag;
    bool is_prefix;
    uint8_t strip_size, append_size, condition_size;
    uint8_t strip[AFFIXES_PART_MAX], append[AFFIXES_PART_MAX];
    uint8_t condition[AFFIXES_CONDITION_MAX]; /* ".", letters, [abc], [^abc] */
};

struct affixes {
    struct affix_rule *rules;
    size_t count, capacity;
    bool is_utf8; /* how the two files are encoded */
};

/* Rules whose result takes flags again are for compounds only and are left out. */
fund_status affixes_load(const char *path, struct affixes *affixes, struct fund_error *error);
void affixes_finish(struct affixes *affixes);
/* A word of the files in their encoding. */
bool affixes_decode(const struct affixes *affixes, struct slice bytes, struct latin_word *word);
/* False where the rule does not fit the word. */
bool affixes_apply(const struct affix_rule *rule, const struct latin_word *word,
                   struct latin_word *inflected);

#endif
