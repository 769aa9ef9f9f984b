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
/* Whether the word has letters enough for a star behind it. */
bool tokens_can_be_prefix(struct slice word);
/* Whether plain words that such a text is between belong together: spaces, brackets, UND. */
bool tokens_is_filler(struct slice between);

#endif
