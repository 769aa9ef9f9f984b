/*
 * What stands around an organisation's head and belongs to its name.
 */
#include "indexer/names/organisations.h"

/* Tokens behind a head that are looked at. */
#define AFTER_MAX  16
#define BEFORE_MAX 8
#define QUOTED_MAX 8
/* Capitalised words that a firm's name has behind its head. */
#define FIRM_WORDS_MAX 3

static const char *const openings[] = {"„", "\"", "»", "“", "‚", NULL};
static const char *const closings[] = {"“", "”", "\"", "«", "‘", NULL};
static const char *const determiners[] = {"das",   "die",   "den",    "dem",   "ein",   "eine",
                                          "einen", "seine", "seinen", "ihre",  "ihren", "unsere",
                                          "alle",  "mehr",  "diese",  "viele", NULL};
static const char *const genitives[] = {"der", "des", NULL};

static bool is_capital(const struct token *token)
{
    return token_is(token, TOKEN_CAPITAL) && !token_has(token, WORD_TITLE | WORD_NO);
}

size_t attachments_legal(const struct tokens *tokens, size_t at)
{
    const struct token *token = tokens_at(tokens, at), *next = tokens_next(tokens, at + 1);
    size_t size = 0;
    if (token_has(token, WORD_LEGAL) && !tokens_is(tokens, token, "ag"))
        size = 1;
    else if (tokens_is(tokens, token, "e.") &&
             (tokens_is(tokens, next, "V.") || tokens_is(tokens, next, "G.")))
        size = 2;
    if (size == 0)
        return 0;
    if (tokens_is(tokens, tokens_next(tokens, at + size), "&") &&
        token_has(tokens_next(tokens, at + size + 1), WORD_LEGAL))
        size += 2;
    if (size > 1 && token_has(tokens_next(tokens, at + size), WORD_LEGAL))
        size++;
    return size;
}

/* End behind the closing quotation mark of a short name at `at`, or at. */
static size_t quoted_end(const struct tokens *tokens, size_t at)
{
    if (!tokens_is_any(tokens, tokens_next(tokens, at), openings) ||
        !token_is(tokens_next(tokens, at + 1), TOKEN_WORD | TOKEN_NUMBER))
        return at;
    for (size_t i = at + 2; i < at + QUOTED_MAX; i++)
        if (tokens_is_any(tokens, tokens_next(tokens, i), closings))
            return i + 1;
    return at;
}

/* Whether a list "A, B und C" goes on behind the comma at `at`. */
static bool list_goes_on(const struct tokens *tokens, size_t at)
{
    for (size_t i = at + 1; i < at + AFTER_MAX; i++) {
        const struct token *token = tokens_next(tokens, i);
        if (tokens_is(tokens, token, "und"))
            return is_capital(tokens_next(tokens, i + 1)) && i > at + 1;
        if (!is_capital(token) && !tokens_is(tokens, token, ",") && !tokens_is(tokens, token, "-"))
            return false;
        if (token_has(token, WORD_FIRST_NAME | WORD_ORG | WORD_BODY))
            return false;
    }
    return false;
}

size_t attachments_nouns(const struct tokens *tokens, size_t at)
{
    size_t end = at;
    for (size_t i = at; i < at + AFTER_MAX; i++) {
        const struct token *token = tokens_next(tokens, i);
        if (token_is(token, TOKEN_TAKEN) || token_has(token, WORD_TITLE | WORD_DEGREE))
            break;
        if (is_capital(token) || (token_is(token, TOKEN_CAPITAL) && token->place > 0)) {
            end = i + 1;
            continue;
        }
        bool is_und = tokens_is(tokens, token, "und") || tokens_is(tokens, token, "&");
        bool is_article = tokens_is_any(tokens, token, genitives) && end > at;
        bool is_dash = tokens_is(tokens, token, "-") && token_is(token, TOKEN_TIGHT);
        bool is_adjective =
            i == at && !token_is(token, TOKEN_CAPITAL) && token_is(token, TOKEN_WORD) &&
            !tokens_is_any(tokens, token, determiners) && is_capital(tokens_next(tokens, i + 1));
        if ((is_und || is_article) && is_capital(tokens_next(tokens, i + 1)) &&
            !token_has(tokens_next(tokens, i + 1), WORD_ORG | WORD_CITY | WORD_ACRONYM))
            continue;
        if (is_dash || is_adjective || (tokens_is(tokens, token, ",") && list_goes_on(tokens, i)))
            continue;
        break;
    }
    return end;
}

/* "der Kleingärtner", "des Landkreises Meißen", "der Stadt Lindenbruch": its end, or at. */
static size_t genitive_end(const struct tokens *tokens, size_t at)
{
    const struct token *next = tokens_next(tokens, at + 1);
    size_t end = at + 1;
    if (!tokens_is_any(tokens, tokens_next(tokens, at), genitives) ||
        !token_is(next, TOKEN_CAPITAL))
        return at;
    if (token_has(next, WORD_CITY)) {
        uint32_t place = tokens_next(tokens, at + 2)->place;
        return place > 0 ? at + 2 + place : at;
    }
    while (token_has(tokens_next(tokens, end), WORD_ADJECTIVE))
        end++;
    if (!is_capital(tokens_next(tokens, end)) || token_is(tokens_next(tokens, end), TOKEN_TAKEN))
        return at;
    return end + 1;
}

/* Whether a person begins here, who is no part of an institution's name. */
static bool is_person(const struct tokens *tokens, size_t at)
{
    const struct token *next = tokens_next(tokens, at + 1);
    return token_has(tokens_next(tokens, at), WORD_FIRST_NAME) && token_is(next, TOKEN_CAPITAL) &&
           next->place == 0;
}

/* A capitalised name directly behind the head: "Kita Pusteblume", "Pflegeheim St. Benno". */
static size_t name_end(const struct tokens *tokens, size_t at, bool is_firm)
{
    size_t end = at;
    for (int words = 0; words < (is_firm ? FIRM_WORDS_MAX : 1); words++) {
        const struct token *token = tokens_next(tokens, end);
        if (tokens_is(tokens, token, "St.") && is_capital(tokens_next(tokens, end + 1)))
            return end + 2;
        if (tokens_is(tokens, token, "&") || tokens_is(tokens, token, "+")) {
            if (end == at || !token_is(tokens_next(tokens, end + 1), TOKEN_CAPITAL))
                break;
            end += 2;
            continue;
        }
        uint32_t stop = WORD_ROLE | WORD_ORG | WORD_BODY | WORD_CITY | WORD_NO | WORD_TITLE;
        if (!is_firm)
            stop |= WORD_NOUN | WORD_DEGREE | WORD_FIRM | WORD_STREET;
        bool is_name = token_is(token, TOKEN_CAPITAL) && !token_has(token, stop & ~0u) &&
                       !token_is(token, TOKEN_TAKEN) && (is_firm || !is_person(tokens, end));
        if (!is_name && !(token_has(token, WORD_SURNAME) && is_firm))
            break;
        end++;
    }
    const struct token *number = tokens_next(tokens, end);
    if (end > at && token_is(number, TOKEN_NUMBER) && number->end - number->start <= 2 &&
        !token_is(tokens_next(tokens, end + 1), TOKEN_CAPITAL | TOKEN_TIGHT))
        end++;
    return end;
}

/* "für Bildung und Soziales", "zur Förderung der Kunst": the end of the nouns, or at. */
static size_t purpose_end(const struct tokens *tokens, size_t at)
{
    static const char *const purposes[] = {"für", "zur", NULL};
    if (!tokens_is_any(tokens, tokens_next(tokens, at), purposes))
        return at;
    size_t end = attachments_nouns(tokens, at + 1);
    return end > at + 1 && !is_person(tokens, at + 1) ? end : at;
}

/* One more attachment at `at`, or at itself. */
static size_t attachment_end(const struct tokens *tokens, size_t head, size_t at, bool is_named)
{
    const struct token *noun = tokens_at(tokens, head), *token = tokens_next(tokens, at);
    bool is_body = token_has(noun, WORD_BODY) && !token_has(noun, WORD_ORG);
    if (token->shape == 0)
        return at;
    size_t end = at + attachments_legal(tokens, at);
    if (end == at && token->place > 0 && !is_person(tokens, at))
        end = at + token->place;
    if (end == at && tokens_is(tokens, token, "zu") && tokens_next(tokens, at + 1)->place > 0)
        end = at + 1 + tokens_next(tokens, at + 1)->place;
    if (end == at && !is_named)
        end = quoted_end(tokens, at);
    if (end == at && (at == head + 1 || !is_named))
        end = purpose_end(tokens, at);
    if (end == at && is_body && !is_named)
        end = genitive_end(tokens, at);
    if (end == at && !is_named && token_has(noun, WORD_BODY | WORD_FIRM))
        end = name_end(tokens, at, token_has(noun, WORD_FIRM));
    return end;
}

size_t attachments_after(const struct tokens *tokens, size_t head, bool *is_named)
{
    size_t end = head + 1;
    while (end < head + AFTER_MAX) {
        size_t next = attachment_end(tokens, head, end, *is_named);
        if (next == end)
            break;
        *is_named = true;
        end = next;
    }
    return end;
}

size_t attachments_coordinated(const struct tokens *tokens, size_t at)
{
    const struct token *und = tokens_before(tokens, at);
    if (!tokens_is(tokens, und, "und") && !tokens_is(tokens, und, "sowie"))
        return at;
    size_t start = at - 1;
    for (int words = 0; words < 4 && start >= 2; words++) {
        size_t dash = start - 1;
        if (words > 0 && tokens_is(tokens, tokens_at(tokens, dash), ",") && dash > 1)
            dash--;
        bool is_part = tokens_is(tokens, tokens_at(tokens, dash), "-") &&
                       token_is(tokens_at(tokens, dash), TOKEN_TIGHT) &&
                       token_is(tokens_at(tokens, dash - 1), TOKEN_CAPITAL) &&
                       !token_is(tokens_at(tokens, dash), TOKEN_BREAK) &&
                       !token_is(tokens_at(tokens, dash - 1), TOKEN_TAKEN);
        if (!is_part)
            break;
        start = dash - 1;
    }
    return start < at - 1 ? start : at;
}

size_t attachments_before(const struct tokens *tokens, size_t head, bool *is_named)
{
    size_t start = attachments_coordinated(tokens, head);
    *is_named = *is_named || start < head;
    for (int words = 0; words < BEFORE_MAX; words++) {
        const struct token *before = tokens_before(tokens, start);
        bool is_part = token_is(before, TOKEN_CAPITAL) && !token_is(before, TOKEN_TAKEN) &&
                       !token_has(before, WORD_NO | WORD_CITY | WORD_ROLE);
        bool is_acronym = token_is(before, TOKEN_CAPITALS) && !token_has(before, WORD_LEGAL);
        if (!is_part || (!token_has(before, WORD_ADJECTIVE) && !is_acronym))
            break;
        start--;
        *is_named = true;
    }
    return start;
}
