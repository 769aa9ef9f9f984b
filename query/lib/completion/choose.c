/*
 * The best candidates of each kind, then a share of the list for each kind, then their order.
 */
#include "query/lib/completion/choose.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/base/build.h"
#include "query/lib/base/words.h"
#include "query/lib/completion/follow.h"
#include "query/lib/completion/text.h"

#include <stdlib.h>

/* A shorter form of a word takes its place where it has so many of its releases, at least. */
#define SHORTER_SHARE 8

/* Of ten completions, those that are kept for each kind where it has so many. */
static const size_t shares[COMPLETION_KINDS] = {
    [COMPLETION_WORD] = 3,  [COMPLETION_PERSON] = 2, [COMPLETION_ORGANISATION] = 1,
    [COMPLETION_PLACE] = 1, [COMPLETION_TITLE] = 3,
};

struct chooser {
    struct session *session;
    const struct completion_table *table;
    const struct completion_typed *typed;
    size_t limit;
    struct arena *arena;
    struct completion_candidate *lists[COMPLETION_KINDS]; /* best first, limit each */
    size_t counts[COMPLETION_KINDS];
    struct fund_error *error;
};

/* ---- words ---------------------------------------------------------------------------------- */

static fund_status read_stem(struct chooser *chooser, struct slice text, struct slice *stem)
{
    struct text_token token;
    struct text_cursor *cursor = chooser->session->cursor;
    fund_status status = text_cursor_start(cursor, text, 1, chooser->error);
    if (status != FUND_OK)
        return status;
    struct slice found = {NULL, 0};
    if (text_cursor_next(cursor, &token))
        found = token.terms[0].stem;
    *stem = arena_copy(chooser->arena, found);
    if (stem->data == NULL)
        return error_no_memory(chooser->error);
    while (text_cursor_next(cursor, &token)) {
    }
    return text_cursor_finish(cursor, NULL, chooser->error);
}

static fund_status read_surface(struct chooser *chooser, struct slice form, struct slice *text)
{
    char surface[TEXT_FORM_MAX];
    size_t size = text_form_surface(form, surface);
    *text = arena_copy(chooser->arena, slice_of(surface, size));
    return text->data != NULL ? FUND_OK : error_no_memory(chooser->error);
}

static struct completion_candidate *find_stem(struct chooser *chooser, struct slice stem)
{
    for (size_t i = 0; i < chooser->counts[COMPLETION_WORD]; i++)
        if (slice_equal(chooser->lists[COMPLETION_WORD][i].stem, stem))
            return &chooser->lists[COMPLETION_WORD][i];
    return NULL;
}

/* Releases that have the word in any form. */
static fund_status count_releases(struct chooser *chooser, struct completion_candidate *word)
{
    fund_status status = build_term_frequency(chooser->session->reader, SCHEMA_WORD, word->stem,
                                              &word->count, chooser->error);
    word->score = completion_word_score(word->found.text, word->count);
    if (word->found.range > 0)
        word->score /= 2;
    return status;
}

/* Another form of a word that is listed: the shorter one is more likely its base form. */
static fund_status join_form(struct chooser *chooser, struct completion_candidate *listed,
                             const struct completion_found *found)
{
    bool is_shorter = found->key.size < listed->found.key.size;
    bool is_frequent = found->count >= listed->found.count / SHORTER_SHARE;
    if (listed->is_whole || !is_shorter || !is_frequent || found->range != listed->found.range)
        return FUND_OK;
    listed->found = *found;
    return read_surface(chooser, found->text, &listed->text);
}

static fund_status add_word(struct chooser *chooser, const struct completion_found *found,
                            bool is_whole)
{
    struct completion_candidate word = {
        .kind = COMPLETION_WORD, .found = *found, .word_count = 1, .is_whole = is_whole};
    if (words_is_stop(found->key))
        return FUND_OK;
    fund_status status = read_surface(chooser, found->text, &word.text);
    if (status == FUND_OK)
        status = read_stem(chooser, word.text, &word.stem);
    if (status != FUND_OK || words_is_stop(word.stem))
        return status;
    struct completion_candidate *listed = find_stem(chooser, word.stem);
    if (listed != NULL)
        return join_form(chooser, listed, found);
    status = count_releases(chooser, &word);
    if (status == FUND_OK && word.count > 0) /* else its last release is gone */
        chooser->lists[COMPLETION_WORD][chooser->counts[COMPLETION_WORD]++] = word;
    return status;
}

/* ---- words that follow ---------------------------------------------------------------------- */

static bool has_letter(struct slice text)
{
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t c = 0;
        size = utf8_next(slice_part(text, at, text.size), &c);
        if (size == 0 || completion_is_letter(c))
            return true;
    }
    return false;
}

/* Whether no word is cut at either end: 2 Millionen in 1.2 Millionen would be. */
static bool has_borders(struct slice text, size_t start, size_t end)
{
    size_t before = start, behind = end;
    while (before > 0 && text.data[before - 1] != ' ')
        before--;
    while (behind < text.size && text.data[behind] != ' ')
        behind++;
    return !has_letter(slice_part(text, before, start)) &&
           !has_letter(slice_part(text, end, behind));
}

static fund_status add_follow(struct chooser *chooser, const struct completion_follow *follow,
                              const struct completion_run *run)
{
    size_t start = 0, end = 0;
    fund_status status = completion_match(follow->title.text, false, follow->title.key_offset,
                                          follow->size, &start, &end, chooser->error);
    if (status != FUND_OK || start == end || !has_borders(follow->title.text, start, end))
        return status;
    struct completion_candidate words = {.kind = COMPLETION_WORD,
                                         .found = follow->title,
                                         .run = run,
                                         .word_count = run->word_count,
                                         .count = follow->count,
                                         .score = follow->count,
                                         .text = slice_part(follow->title.text, start, end)};
    words.found.key_offset = 0; /* in the words that are shown */
    chooser->lists[COMPLETION_WORD][chooser->counts[COMPLETION_WORD]++] = words;
    return FUND_OK;
}

/* What goes on with the longest run that anything goes on with, behind at least one whole word. */
static fund_status gather_follows(struct chooser *chooser)
{
    struct completion_follow follows[COMPLETION_FOLLOW_MAX];
    const struct completion_typed *typed = chooser->typed;
    size_t count = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < typed->run_count && count == 0; i++) {
        const struct completion_run *run = &typed->runs[i];
        if (memchr(run->prefix.data, ' ', run->prefix.size) == NULL)
            continue;
        count = completion_follow(chooser->table, run->prefix, follows);
        for (size_t j = 0; j < count && status == FUND_OK; j++)
            if (chooser->counts[COMPLETION_WORD] < chooser->limit)
                status = add_follow(chooser, &follows[j], run);
    }
    return status;
}

/* ---- names and titles ----------------------------------------------------------------------- */

/* Whether both are the same text, or have the same words. */
static bool is_same(const struct completion_found *a, const struct completion_found *b)
{
    return a->entry == b->entry || slice_equal(a->text, b->text) ||
           (!a->is_by_detail && !b->is_by_detail &&
            strcmp(a->key.data - a->key_offset, b->key.data - b->key_offset) == 0);
}

static bool is_listed(const struct chooser *chooser, enum completion_kind kind,
                      const struct completion_found *found)
{
    for (size_t i = 0; i < chooser->counts[kind]; i++)
        if (is_same(&chooser->lists[kind][i].found, found))
            return true;
    return false;
}

static void add_text(struct chooser *chooser, enum completion_kind kind,
                     const struct completion_found *found, const struct completion_run *run,
                     bool is_whole)
{
    if (is_listed(chooser, kind, found))
        return;
    chooser->lists[kind][chooser->counts[kind]++] =
        (struct completion_candidate){.kind = kind,
                                      .found = *found,
                                      .run = run,
                                      .word_count = run->word_count,
                                      .is_whole = is_whole,
                                      .count = found->count,
                                      .score = found->score,
                                      .text = found->text};
}

/* ---- each kind ------------------------------------------------------------------------------ */

/* Adds what begins with prefix, best first. run: NULL for words. */
static fund_status gather(struct chooser *chooser, enum completion_kind kind, struct slice prefix,
                          const struct completion_run *run, bool is_whole)
{
    struct completion_walk walk;
    struct completion_found found;
    bool more = true;
    fund_status status = FUND_OK;
    completion_walk_start(&walk, chooser->table, kind, prefix, is_whole);
    size_t left = COMPLETION_LOOKED_AT + COMPLETION_LOOKED_AT_TIMES * chooser->limit;
    while (status == FUND_OK && left-- > 0 && chooser->counts[kind] < chooser->limit) {
        status = completion_walk_next(&walk, &more, &found, chooser->error);
        if (status != FUND_OK || !more)
            break;
        if (run == NULL)
            status = add_word(chooser, &found, is_whole);
        else
            add_text(chooser, kind, &found, run, is_whole);
    }
    completion_walk_finish(&walk);
    return status;
}

/* First what was typed as a whole word. */
static fund_status gather_both(struct chooser *chooser, enum completion_kind kind,
                               struct slice prefix, const struct completion_run *run)
{
    fund_status status = FUND_OK;
    if (kind != COMPLETION_TITLE)
        status = gather(chooser, kind, prefix, run, true);
    return status == FUND_OK ? gather(chooser, kind, prefix, run, false) : status;
}

static fund_status gather_kind(struct chooser *chooser, enum completion_kind kind)
{
    const struct completion_typed *typed = chooser->typed;
    fund_status status = FUND_OK;
    chooser->lists[kind] =
        arena_array(chooser->arena, chooser->limit, sizeof(*chooser->lists[kind]));
    if (chooser->lists[kind] == NULL)
        return error_no_memory(chooser->error);
    if (kind == COMPLETION_WORD) {
        status = gather_follows(chooser);
        if (status != FUND_OK || typed->word.size == 0)
            return status;
        return gather_both(chooser, kind, typed->word, NULL);
    }
    for (size_t i = 0; i < typed->run_count && status == FUND_OK; i++)
        status = gather_both(chooser, kind, typed->runs[i].prefix, &typed->runs[i]);
    return status;
}

/* ---- order ---------------------------------------------------------------------------------- */

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a < b) - (a > b);
}

static int compare_candidates(const void *left, const void *right)
{
    const struct completion_candidate *a = left;
    const struct completion_candidate *b = right;
    int order = compare_numbers(a->word_count, b->word_count);
    if (order == 0)
        order = compare_numbers(a->is_whole, b->is_whole);
    if (order == 0)
        order = compare_numbers(a->kind != COMPLETION_TITLE, b->kind != COMPLETION_TITLE);
    if (order == 0)
        order = compare_numbers(a->score, b->score);
    if (order == 0)
        order = compare_numbers(b->kind, a->kind);
    return order != 0 ? order : slice_compare(a->text, b->text);
}

/* The next best of all kinds that have some left; titles only where nothing else is. */
static enum completion_kind best_kind(const struct chooser *chooser,
                                      const size_t taken[static COMPLETION_KINDS])
{
    enum completion_kind best = COMPLETION_KINDS;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++) {
        if (taken[kind] == chooser->counts[kind])
            continue;
        if (best == COMPLETION_KINDS || compare_candidates(&chooser->lists[kind][taken[kind]],
                                                           &chooser->lists[best][taken[best]]) < 0)
            best = (enum completion_kind)kind;
    }
    return best;
}

/* Whether one of the names is shown so, too. */
static bool is_name(const struct chooser *chooser, struct slice text)
{
    for (int kind = COMPLETION_PERSON; kind <= COMPLETION_PLACE; kind++)
        for (size_t i = 0; i < chooser->counts[kind]; i++)
            if (slice_equal(chooser->lists[kind][i].text, text))
                return true;
    return false;
}

/* Takes out the words that follow where they are a name that is offered as such. */
static void drop_names_among_words(struct chooser *chooser)
{
    size_t kept = 0;
    struct completion_candidate *words = chooser->lists[COMPLETION_WORD];
    for (size_t i = 0; i < chooser->counts[COMPLETION_WORD]; i++)
        if (words[i].run == NULL || !is_name(chooser, words[i].text))
            words[kept++] = words[i];
    chooser->counts[COMPLETION_WORD] = kept;
}

static void share_out(const struct chooser *chooser, struct completion_chosen *chosen)
{
    size_t taken[COMPLETION_KINDS] = {0};
    size_t total = 0;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++) {
        size_t share = (shares[kind] * chooser->limit + 9) / 10;
        taken[kind] = share < chooser->counts[kind] ? share : chooser->counts[kind];
        if (taken[kind] > chooser->limit - total)
            taken[kind] = chooser->limit - total;
        total += taken[kind];
    }
    for (; total < chooser->limit; total++) {
        enum completion_kind best = best_kind(chooser, taken);
        if (best == COMPLETION_KINDS)
            break;
        taken[best]++;
    }
    chosen->count = 0;
    for (int kind = 0; kind < COMPLETION_KINDS; kind++)
        for (size_t i = 0; i < taken[kind]; i++)
            chosen->items[chosen->count++] = chooser->lists[kind][i];
}

fund_status completion_choose(struct session *session, const struct completion_table *table,
                              const struct completion_typed *typed, unsigned kinds, size_t limit,
                              struct arena *arena, struct completion_chosen *chosen,
                              struct fund_error *error)
{
    struct chooser chooser = {.session = session,
                              .table = table,
                              .typed = typed,
                              .limit = limit,
                              .arena = arena,
                              .error = error};
    fund_status status = FUND_OK;
    for (int kind = 0; kind < COMPLETION_KINDS && status == FUND_OK && limit > 0; kind++) {
        bool is_wanted = (kinds & typed->kinds & 1u << kind) != 0;
        if (is_wanted)
            status = gather_kind(&chooser, (enum completion_kind)kind);
        if (status == FUND_OK && chooser.counts[kind] > 1)
            qsort(chooser.lists[kind], chooser.counts[kind], sizeof(*chooser.lists[kind]),
                  compare_candidates);
    }
    if (status != FUND_OK)
        return status;
    drop_names_among_words(&chooser);
    share_out(&chooser, chosen);
    qsort(chosen->items, chosen->count, sizeof(*chosen->items), compare_candidates);
    return FUND_OK;
}
