/*
 * Made-up releases: each follows from a seed and its number alone, so that any of them can be made
 * again without those before it. Vocabulary grows as in real text, and names, dates and compounds
 * give an indexer its normal work.
 */
#ifndef TESTS_BENCH_RELEASES_MADE_H
#define TESTS_BENCH_RELEASES_MADE_H

#include "tests/bench/releases/cast.h"
#include "tests/bench/releases/patterns.h"

#define MADE_PERSONS 7

struct maker {
    struct words *words;
    struct patterns patterns;
    struct cast cast;
    uint64_t seed;
};

/* One release; its buffers are used again for the next. */
struct made {
    uint64_t number;
    int32_t published;
    struct slice town; /* borrowed from the maker */
    bool has_media;
    struct buffer title, body, media_title, credit, caption;
    struct buffer persons[MADE_PERSONS]; /* empty where not named */
};

/* root: of the source tree, for its data. Finish also after a failure. */
fund_status maker_init(struct maker *maker, const char *root, uint64_t seed,
                       struct fund_error *error);
void maker_finish(struct maker *maker);

void made_init(struct made *made);
void made_finish(struct made *made);

fund_status maker_make(const struct maker *maker, uint64_t number, struct made *made,
                       struct fund_error *error);

/* Append the release in the press service's layout; as a line of JSON; as a line with its number
 * and the persons that it names. */
fund_status made_append_text(const struct made *made, struct buffer *out, struct fund_error *error);
fund_status made_append_json(const struct made *made, struct buffer *out, struct fund_error *error);
fund_status made_append_persons(const struct made *made, struct buffer *out,
                                struct fund_error *error);

#endif
