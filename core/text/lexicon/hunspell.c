/*
 * Entries of the hunspell dictionary. The flags' meaning stands in de_DE.aff: h needs an affix, o
 * only in compounds, d forbidden, x and y begin and middle of compounds, i j k lead there.
 */
#include "core/text/lexicon/hunspell.h"

#include "core/base/file.h"
#include "core/text/lexicon/affixes.h"

#define FILE_SIZE_MAX ((size_t)64 << 20)

struct reader {
    const struct affixes *affixes;
    struct forms *forms;
    struct fund_error *error;
};

struct entry {
    struct latin_word word;
    struct slice flags;
    bool is_capital;
};

static bool has_flag(struct slice flags, char flag)
{
    return memchr(flags.data, flag, flags.size) != NULL;
}

static bool has_any(struct slice flags, const char *wanted)
{
    for (; *wanted != '\0'; wanted++) {
        if (has_flag(flags, *wanted))
            return true;
    }
    return false;
}

/* Adds a form and joins it with the group that *group begins; *group < 0: it begins one. */
static fund_status add_form(const struct reader *reader, const struct latin_word *word,
                            enum form_flag flag, int64_t *group)
{
    struct latin_folded folded;
    if (!latin_fold(word, &folded) || folded.size < 2)
        return FUND_OK;
    fund_status status = forms_flag(reader->forms, latin_slice(&folded), flag, reader->error);
    uint32_t index;
    if (status != FUND_OK || !forms_find(reader->forms, latin_slice(&folded), &index))
        return status;
    if (*group >= 0)
        forms_join(reader->forms, (uint32_t)*group, index);
    else
        *group = index;
    return FUND_OK;
}

/* All that the entry's suffixes make of a base, which is the entry's word with or without a prefix.
 */
static fund_status add_inflections(const struct reader *reader, const struct entry *entry,
                                   const struct latin_word *base)
{
    enum form_flag flag = entry->is_capital ? FORM_NOUN : FORM_OTHER;
    int64_t group = -1;
    fund_status status = add_form(reader, base, flag, &group);
    const struct affixes *affixes = reader->affixes;
    for (size_t i = 0; i < affixes->count && status == FUND_OK; i++) {
        const struct affix_rule *rule = &affixes->rules[i];
        struct latin_word inflected;
        if (!rule->is_prefix && has_flag(entry->flags, (char)rule->flag) &&
            affixes_apply(rule, base, &inflected))
            status = add_form(reader, &inflected, flag, &group);
    }
    return status;
}

static fund_status add_words(const struct reader *reader, const struct entry *entry)
{
    fund_status status = add_inflections(reader, entry, &entry->word);
    const struct affixes *affixes = reader->affixes;
    for (size_t i = 0; i < affixes->count && status == FUND_OK; i++) {
        const struct affix_rule *rule = &affixes->rules[i];
        struct latin_word prefixed;
        if (rule->is_prefix && has_flag(entry->flags, (char)rule->flag) &&
            affixes_apply(rule, &entry->word, &prefixed))
            status = add_inflections(reader, entry, &prefixed);
    }
    return status;
}

static fund_status add_entry(const struct reader *reader, const struct entry *entry)
{
    struct latin_folded folded;
    if (!latin_fold(&entry->word, &folded) || folded.size < 3 || has_flag(entry->flags, 'd'))
        return FUND_OK;
    fund_status status = forms_flag(reader->forms, latin_slice(&folded), FORM_ROOT, reader->error);
    if (status == FUND_OK && has_any(entry->flags, "ijkx"))
        status = forms_flag(reader->forms, latin_slice(&folded), FORM_MODIFIER, reader->error);
    if (status == FUND_OK && entry->flags.size > 0 && !has_any(entry->flags, "ho"))
        status = add_words(reader, entry);
    return status;
}

static fund_status parse(const struct reader *reader, struct slice text)
{
    fund_status status = FUND_OK;
    while (text.size > 0 && status == FUND_OK) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        if (line.size == 0 || line.data[0] == '\t' || line.data[0] == '#')
            continue;
        line = slice_part(line, 0, slice_find(line, SLICE(" ")));
        size_t slash = slice_find(line, SLICE("/"));
        struct entry entry = {.flags = SLICE("")};
        if (slash < line.size)
            entry.flags = slice_trim(slice_part(line, slash + 1, line.size));
        if (!affixes_decode(reader->affixes, slice_part(line, 0, slash), &entry.word))
            continue;
        entry.is_capital = latin_is_capital(entry.word.letters[0]);
        status = add_entry(reader, &entry);
    }
    return status;
}

fund_status hunspell_load(const char *dictionary_path, const char *affix_path, struct forms *forms,
                          struct fund_error *error)
{
    struct affixes affixes;
    fund_status status = affixes_load(affix_path, &affixes, error);
    if (status != FUND_OK)
        return status;
    struct buffer text = buffer_init(FILE_SIZE_MAX);
    status = file_read(dictionary_path, &text, error);
    if (status == FUND_OK) {
        struct reader reader = {&affixes, forms, error};
        status = parse(&reader, buffer_slice(&text));
    }
    buffer_finish(&text);
    affixes_finish(&affixes);
    return status;
}
