/*
 * German has its finite verb near: "hat am Freitag …", "Am Freitag feierten …". So the verb that is
 * nearest to the date tells: a known one, or the ending of a weak past tense; forms of "haben" and
 * "sein" ask for a participle too.
 */
#include "core/dates/tense.h"

#include "core/dates/verbs.h"

#include <limits.h>
#include <stdlib.h>

/* A comma is as far as so many words: what is behind it is often another clause. */
#define COMMA_DISTANCE 4
/* Letters of a sentence's last word; shorter ones before a dot are abbreviations: "Dr. Weiß". */
#define LAST_WORD_MIN 4

/* ---- the sentence --------------------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    unsigned char value = (unsigned char)byte;
    return (value >= 0x80 && value != 0xE2) || (value >= 'a' && value <= 'z') ||
           (value >= 'A' && value <= 'Z');
}

/* Whether the word before a dot is the last of a sentence, and no abbreviation. */
static bool is_last_word(struct slice word)
{
    static const char *const short_words[] = {"ab",  "an",  "auf", "aus", "bei", "da",
                                              "ein", "hat", "her", "hin", "ist", "los",
                                              "mit", "sei", "um",  "vor", "war", "zu"};
    if (word.size >= LAST_WORD_MIN)
        return !slice_equal(word, SLICE("Prof"));
    for (size_t i = 0; i < sizeof(short_words) / sizeof(short_words[0]); i++)
        if (slice_equal(word, slice_from(short_words[i])))
            return true;
    return false;
}

/* Whether a sentence ends with the byte at `at`. */
static bool ends_sentence(struct slice text, size_t at)
{
    char byte = text.data[at];
    if (byte == '\n' || byte == '!' || byte == '?')
        return true;
    bool is_dot = byte == '.' && at + 1 < text.size;
    if (!is_dot || (text.data[at + 1] != ' ' && text.data[at + 1] != '\n'))
        return false;
    size_t letters = 0;
    while (letters < at && letters <= LAST_WORD_MIN && is_word_byte(text.data[at - 1 - letters]))
        letters++;
    return is_last_word(slice_part(text, at - letters, at));
}

static void find_verbs(struct tense_finder *finder)
{
    for (size_t i = 0; i < finder->count && !finder->has_verbs; i++) {
        struct tense_word *word = &finder->words[i];
        enum verb verb = verbs_find(slice_part(finder->text, word->start, word->end));
        finder->has_participle =
            finder->has_participle || verb == VERBS_PARTICIPLE || verb == VERBS_EITHER;
        finder->has_state = finder->has_state || verb == VERBS_STATE;
        word->verb = (int)verb;
    }
    finder->has_verbs = true;
}

/* Reads the next sentence: finder->end is its start. */
static void read_sentence(struct tense_finder *finder)
{
    size_t at = finder->end;
    int place = 0;
    finder->count = 0;
    finder->has_verbs = finder->has_participle = finder->has_state = false;
    while (at < finder->text.size && finder->count < TENSE_WORDS_MAX) {
        size_t start = at;
        while (at < finder->text.size && is_word_byte(finder->text.data[at]))
            at++;
        if (at > start) {
            finder->words[finder->count++] = (struct tense_word){start, at, ++place, VERBS_NONE};
            continue;
        }
        place += finder->text.data[at] == ',' ? COMMA_DISTANCE : 0;
        if (ends_sentence(finder->text, at++))
            break;
    }
    finder->end = at;
}

void tense_init(struct tense_finder *finder, struct slice text)
{
    finder->text = text;
    finder->end = 0;
    finder->count = 0;
    finder->has_verbs = finder->has_participle = finder->has_state = false;
}

/* The place of the date among the words of the sentence. */
static int place_of(const struct tense_finder *finder, size_t at)
{
    int place = 0;
    for (size_t i = 0; i < finder->count && finder->words[i].start <= at; i++)
        place = finder->words[i].place;
    return place;
}

static bool is_past(const struct tense_finder *finder, enum verb verb)
{
    switch (verb) {
    case VERBS_PAST:
        return true;
    case VERBS_HAVE:
        return finder->has_participle || !finder->has_state;
    case VERBS_BE:
        return finder->has_participle && !finder->has_state;
    default:
        return false;
    }
}

enum tense tense_at(struct tense_finder *finder, size_t at)
{
    while (finder->end <= at && finder->end < finder->text.size)
        read_sentence(finder);
    find_verbs(finder);
    int place = place_of(finder, at), nearest = INT_MAX;
    enum tense tense = TENSE_OPEN;
    for (size_t i = 0; i < finder->count; i++) {
        enum verb verb = (enum verb)finder->words[i].verb;
        int distance = abs(finder->words[i].place - place);
        if (verb == VERBS_EITHER && tense == TENSE_OPEN)
            tense = TENSE_FUTURE;
        if (verb < VERBS_PAST || distance >= nearest)
            continue;
        nearest = distance;
        tense = is_past(finder, verb) ? TENSE_PAST : TENSE_FUTURE;
    }
    return tense;
}
