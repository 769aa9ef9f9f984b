/*
 * A scanner that goes through a query token by token. It never looks at the words themselves: that
 * is the analyser's work.
 */
#ifndef QUERY_LIB_PARSE_TOKENS_H
#define QUERY_LIB_PARSE_TOKENS_H

#include "query/lib/parse/parse.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD, /* what stands between spaces */
    TOKEN_PHRASE,
    TOKEN_PREFIX,
    TOKEN_EXACT,
    TOKEN_FIELD,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_MINUS,
    TOKEN_NOT,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NEAR
};

struct field_name {
    const char *name;
    enum query_kind kind;
    bool in_title;
};

struct token {
    enum token_kind kind;
    size_t start, end; /* in the query, all signs included */
    struct slice text; /* without quotes, star and sign */
    bool is_quoted;
    const struct field_name *field; /* TOKEN_FIELD */
    uint32_t distance;              /* TOKEN_NEAR; QUERY_NEAR_MAX + 1 for one that is none */
};

struct tokens {
    struct slice text;
    size_t at;
    size_t literal_end; /* what begins before it is a word, whatever it looks like */
    size_t depth;       /* open brackets */
    unsigned unclosed;  /* single quotes that nothing closes from here on, a bit each */
};

/* The next token; moves behind it. */
struct token tokens_next(struct tokens *tokens);
/* Goes back, so that the token comes again as a plain word. */
void tokens_take_literally(struct tokens *tokens, const struct token *token);
void tokens_skip_spaces(struct tokens *tokens);
/* Moves to the next white space, double quote, bracket that closes, or the end. */
void tokens_skip_chunk(struct tokens *tokens);
bool tokens_at_quote(struct tokens *tokens);
/* Whether nothing of a value stands here: white space, the end or a bracket that closes. */
bool tokens_at_gap(const struct tokens *tokens);
/* Whether a star behind the word is refused: it has too few letters, and is no number either. */
bool tokens_refuses_star(struct slice word);
/* Whether the word has letters enough for a star behind it. */
bool tokens_can_be_prefix(struct slice word);
/* The field whose name and colon begin here, in any case; NULL: none. */
const struct field_name *tokens_field(const struct tokens *tokens);
/* Whether that is a headline after all: "Stadt: Neue Regeln"; "stadt: " wants a value. */
bool tokens_is_heading(const struct tokens *tokens, const struct field_name *field);
/* Whether the hyphen here excludes what follows: "-wort", "-person:X", not " - " nor "--". */
bool tokens_at_exclusion(const struct tokens *tokens);
/* Whether a word that stands alone is an operator. */
bool tokens_is_operator(struct slice word);

/* White_Space of the Unicode character database. */
bool tokens_is_space(uint32_t code_point);
/* A double quote of any language, and whether c closes what open has opened. */
bool tokens_is_quote(uint32_t code_point);
bool tokens_closes(uint32_t open, uint32_t c);
/* Whether plain words that such a text is between belong together: spaces, brackets, UND. */
bool tokens_is_filler(struct slice between);

#endif
