/*
 * The piece of a release that shows best why it was found, and the marks in it.
 */
#ifndef QUERY_LIB_SNIPPET_SNIPPET_H
#define QUERY_LIB_SNIPPET_SNIPPET_H

#include "core/base/arena.h"
#include "core/schema/release.h"
#include "query/include/fundstelle.h"
#include "query/lib/plan/plan.h"

/* Bytes of a text that are looked at. */
#define SNIPPET_TEXT_MAX (256u * 1024)
/* Characters: a smaller size is taken as this. */
#define SNIPPET_SIZE_MIN 40
/* A larger one is refused. */
#define SNIPPET_SIZE_MAX 1000

/* A piece of text that is found: bytes start up to end. */
struct snippet_match {
    uint32_t start, end;
    enum fund_mark mark;
    uint32_t target; /* which word, phrase or name of the query it is */
};

/* In the order of the text, none overlapping. */
struct snippet_matches {
    struct snippet_match *items;
    size_t count, capacity;
    const double *
        weights; /* by target: more for rare words; beyond weight_count are names; NULL: all weigh the same */
    size_t weight_count;
};

/* What the plan looks for, prepared once for many hits; the reader says how rare it is. is_relaxed:
 * lone parts of compounds are marked, as far as the plan is relaxed to these. */
struct snippet_finder;

fund_status snippet_finder_create(const struct plan *plan, const struct store_reader *reader,
                                  bool is_relaxed, struct snippet_finder **finder,
                                  struct fund_error *error);
void snippet_finder_destroy(struct snippet_finder *finder);

/* Finds the matches in a release; they lie in the context's arena. */
fund_status snippet_find(const struct snippet_finder *finder, const struct name_context *context,
                         const struct release *release, struct snippet_matches *matches,
                         struct fund_error *error);

/*
 * Chooses about size characters of the release's text around the matches and cuts them into
 * segments, which lie in the arena. FUND_NO_MEMORY.
 */
fund_status snippet_cut(const struct release *release, const struct snippet_matches *matches,
                        uint32_t size, struct arena *arena, const struct fund_segment **segments,
                        size_t *count, struct fund_error *error);

#endif
