/*
 * What roles_before.c and roles_behind.c see of the text around a person.
 */
#include "indexer/names/role_view.h"

const char *const view_connectors[] = {"der", "des", "die", "von", "vom", "für", "zur",
                                       "zum", "und", "&",   "den", "dem", NULL};
const char *const view_locations[] = {"im", "in", "am", "an", "bei", "beim", NULL};
const char *const view_articles[] = {"der", "die", "den", "dem", "des", "Der", "Die", NULL};
const char *const view_copulas[] = {"ist",    "sind",  "war",  "bleibt", "bleiben", "wird",
                                    "werden", "wurde", "hieß", "heißt",  NULL};

/* ---- tokens of a view ------------------------------------------------------------------------ */

static const struct token nothing;

const struct token *view_before(const struct view *view, size_t at)
{
    return at > view->low ? tokens_before(view->tokens, at) : &nothing;
}

const struct token *view_behind(const struct view *view, size_t at)
{
    return at < view->high ? tokens_next(view->tokens, at) : &nothing;
}

bool view_is(const struct view *view, const struct token *token, const char *text)
{
    return tokens_is(view->tokens, token, text);
}

bool view_is_any(const struct view *view, const struct token *token, const char *const *texts)
{
    return tokens_is_any(view->tokens, token, texts);
}

struct slice view_text(const struct view *view, const struct token *token)
{
    return tokens_text(view->tokens, token);
}

bool view_is_role(const struct view *view, const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && !token_has(token, WORD_TITLE | WORD_DEGREE) &&
           role_words_is_role(view->lists, view_text(view, token));
}

bool view_is_adjective(const struct view *view, const struct token *token)
{
    return role_words_adjective(view_text(view, token), NULL) != ROLE_ADJECTIVE_NONE;
}

bool view_is_idle(const struct view *view, const struct token *token)
{
    return role_words_adjective(view_text(view, token), NULL) == ROLE_ADJECTIVE_IDLE;
}

/* The last organisation that begins at or before token at, or NULL. */
static const struct span *organisation_up_to(const struct view *view, size_t at)
{
    size_t low = 0, high = view->organisations->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (view->organisations->items[middle].first <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &view->organisations->items[low - 1] : NULL;
}

const struct span *view_organisation_from(const struct view *view, size_t at)
{
    const struct span *found = organisation_up_to(view, at);
    return found != NULL && found->first == at && found->end <= view->high ? found : NULL;
}

const struct span *view_organisation_to(const struct view *view, size_t end)
{
    const struct span *found = end > 0 ? organisation_up_to(view, end - 1) : NULL;
    return found != NULL && found->end == end && found->first >= view->low ? found : NULL;
}

/* ---- roles ----------------------------------------------------------------------------------- */

void view_add_role(struct view *view, enum role_kind kind, size_t first, size_t head, size_t end)
{
    struct span *person = view->person;
    struct span words = span_of(first, end);
    if (person->role_count == SPAN_ROLES_MAX ||
        (end > first && !spans_is_short(view->tokens, &words)))
        return;
    person->roles[person->role_count++] =
        (struct role){kind, (uint32_t)first, (uint32_t)head, (uint32_t)end};
}

size_t view_with_adjectives(const struct view *view, size_t at)
{
    size_t first = at;
    while (view_is_adjective(view, view_before(view, first)))
        first--;
    while (first < at && view_is_idle(view, tokens_at(view->tokens, first)))
        first++;
    return first;
}

size_t view_without_adjectives(const struct view *view, size_t at)
{
    while (view_is_adjective(view, view_before(view, at)))
        at--;
    return at;
}

bool view_is_plural(const struct view *view, size_t head)
{
    struct slice word = view_text(view, tokens_at(view->tokens, head));
    if (role_words_is_plural(view->lists, word))
        return true;
    const struct token *article = view_before(view, view_without_adjectives(view, head));
    if (view_is(view, article, "beiden") || view_is(view, article, "Beiden"))
        return true;
    bool is_die = view_is(view, article, "die") || view_is(view, article, "Die");
    size_t participle = role_words_participle(word);
    return is_die && role_words_sex(word) != WORD_FEMALE &&
           (participle == 0 || participle + 2 == word.size);
}

bool view_is_seat(const struct view *view, const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) &&
           role_words_is_seat(view->lists, view_text(view, token));
}
