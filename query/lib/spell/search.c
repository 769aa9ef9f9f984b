/*
 * Walks, from the cheap to the dear: the letters that words begin with are seldom wrong, so that
 * most of an archive's terms need not be looked at.
 */
#include "query/lib/spell/search.h"

#include "core/schema/schema.h"
#include "core/text/form.h"
#include "query/lib/base/walk.h"
#include "query/lib/spell/phonetic.h"
#include "query/lib/spell/walk.h"

/* What makes up for cost: each doubling of the releases, up to a number of them, and of names that
 * they sound alike. */
#define SCORE_DOUBLING      6
#define SCORE_DOUBLINGS_MAX 8
#define SCORE_SOUND         15
/* No correction that costs so much more than the best can come before it. */
#define SCORE_SLACK (SCORE_DOUBLING * SCORE_DOUBLINGS_MAX + SCORE_SOUND)
/* Forms of one word that are compared. */
#define FORMS_MAX 16

int32_t spell_score(uint32_t cost, uint32_t releases)
{
    int32_t doublings = 0;
    for (uint32_t rest = releases; rest > 1 && doublings < SCORE_DOUBLINGS_MAX; rest /= 2)
        doublings++;
    return (int32_t)cost - SCORE_DOUBLING * doublings;
}

fund_status spell_prefer_names(const struct spell_search *search, enum spell_kind kind,
                               struct spell_found *found, struct fund_error *error)
{
    struct slice word = slice_of(found->word, found->size);
    uint32_t named = 1;
    fund_status status = FUND_OK;
    if (!spell_sounds_alike(search->wrong, word))
        return FUND_OK;
    if (kind == SPELL_WORD)
        status =
            build_term_frequency(search->context->reader, SCHEMA_PERSON_WORD, word, &named, error);
    if (status == FUND_OK && named > 0)
        found->score -= SCORE_SOUND;
    return status;
}

/* ---- what was found ------------------------------------------------------------------------- */

static struct slice word_of(const struct spell_found *found)
{
    return slice_of(found->word, found->size);
}

/* Takes the word out of those found, where it is; its releases so far. */
static uint32_t take_out(struct spell_search *search, struct slice word)
{
    for (size_t i = 0; i < search->count; i++) {
        if (!slice_equal(word_of(&search->found[i]), word))
            continue;
        uint32_t releases = search->found[i].releases;
        search->count--;
        memmove(&search->found[i], &search->found[i + 1],
                (search->count - i) * sizeof(*search->found));
        return releases;
    }
    return 0;
}

static void put_in(struct spell_search *search, const struct spell_found *found)
{
    size_t at = search->count;
    while (at > 0 && search->found[at - 1].score > found->score)
        at--;
    if (at == SPELL_FOUND_MAX)
        return;
    if (search->count < SPELL_FOUND_MAX)
        search->count++;
    memmove(&search->found[at + 1], &search->found[at],
            (search->count - at - 1) * sizeof(*search->found));
    search->found[at] = *found;
}

static fund_status note(struct spell_walk *walk, struct slice word, uint32_t cost,
                        uint32_t releases, struct fund_error *error)
{
    struct spell_search *search = walk->data;
    struct spell_found found = {.size = word.size, .cost = cost};
    (void)error;
    if (cost == 0 || word.size > SPELL_DEPTH_MAX)
        return FUND_OK;
    memcpy(found.word, word.data, word.size);
    found.releases = releases + take_out(search, word);
    found.score = spell_score(cost, found.releases);
    put_in(search, &found);
    if (walk->bound > cost + SCORE_SLACK)
        walk->bound = cost + SCORE_SLACK;
    return FUND_OK;
}

/* ---- walks ---------------------------------------------------------------------------------- */

static uint32_t least_cost(const struct spell_search *search)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < search->count; i++)
        if (search->found[i].cost < least)
            least = search->found[i].cost;
    return least;
}

/* The bound, where nothing better is known. */
static uint32_t narrowed(const struct spell_search *search, uint32_t bound)
{
    uint32_t least = least_cost(search);
    return least < bound && bound - least > SCORE_SLACK ? least + SCORE_SLACK : bound;
}

static fund_status run(struct spell_search *search, const char *prefix, char first, char not_first,
                       uint32_t bound, struct fund_error *error)
{
    struct spell_walk walk = {.reader = search->context->reader,
                              .rows = &search->rows,
                              .prefix = prefix,
                              .first = first,
                              .not_first = not_first,
                              .bound = narrowed(search, bound),
                              .steps_left = search->steps_left,
                              .visit = note,
                              .data = search};
    spell_rows_cut(&search->rows, 0);
    fund_status status = spell_walk(&walk, error);
    search->steps_left = walk.steps_left;
    return status;
}

static bool start(struct spell_search *search, struct slice wrong)
{
    search->wrong = wrong;
    return spell_rows_init(&search->rows, wrong);
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

fund_status spell_search_terms(struct spell_search *search, const char *prefix, struct slice wrong,
                               uint32_t bound, struct fund_error *error)
{
    if (!start(search, wrong))
        return FUND_OK;
    fund_status status =
        run(search, prefix, wrong.data[0], '\0', smaller(bound, SPELL_EDIT), error);
    uint32_t least = least_cost(search);
    if (status == FUND_OK && least > SPELL_SURE)
        status = run(search, prefix, '\0', wrong.data[0],
                     smaller(smaller(bound, least), SPELL_EDIT + SPELL_FIRST), error);
    if (status == FUND_OK && search->count == 0 && bound > SPELL_EDIT)
        status = run(search, prefix, wrong.data[0], '\0', bound, error);
    return status;
}

/* ---- how a word is written ------------------------------------------------------------------ */

struct forms {
    struct arena *arena;
    struct slice folded;
    struct slice surface;
    uint32_t most;
};

static fund_status note_form(void *data, struct slice form, uint32_t count,
                             struct fund_error *error)
{
    struct forms *forms = data;
    char surface[TEXT_FORM_MAX];
    if (count <= forms->most || !slice_equal(text_form_folded(form), forms->folded))
        return FUND_OK;
    size_t size = text_form_surface(form, surface);
    forms->surface = arena_copy(forms->arena, slice_of(surface, size));
    forms->most = count;
    return forms->surface.data != NULL ? FUND_OK : error_no_memory(error);
}

fund_status spell_surface(const struct name_context *context, struct slice folded,
                          struct slice *surface, struct fund_error *error)
{
    struct forms forms = {context->arena, folded, {NULL, 0}, 0};
    fund_status status =
        walk_terms(context->reader, SCHEMA_FORM, folded, FORMS_MAX, note_form, &forms, error);
    if (status != FUND_OK)
        return status;
    struct slice best = forms.most > 0 ? forms.surface : arena_copy(context->arena, folded);
    if (best.data == NULL)
        return error_no_memory(error);
    *surface = best;
    return FUND_OK;
}
