/*
 * A matching of terms and positions, by augmenting paths (Kuhn 1955, The Hungarian method for the
 * assignment problem). It is asked for only where two terms of a row share a position.
 */
#include "core/positions/distinct.h"

#include <stdlib.h>
#include <string.h>

#define NO_TERM UINT32_MAX

struct matching {
    const struct row_met *met;
    size_t count;
    uint32_t *places;  /* by met: number of its position */
    uint32_t *holders; /* by place: the term that has it, or NO_TERM */
    bool *is_seen;     /* by place */
};

static bool give_place(struct matching *matching, uint32_t term, int depth)
{
    if (depth == DISTINCT_DEPTH_MAX)
        return false;
    for (size_t i = 0; i < matching->count; i++) {
        uint32_t place = matching->places[i];
        if (matching->met[i].term != term || matching->is_seen[place])
            continue;
        matching->is_seen[place] = true;
        uint32_t holder = matching->holders[place];
        if (holder == term || (holder != NO_TERM && !give_place(matching, holder, depth + 1)))
            continue;
        matching->holders[place] = term;
        return true;
    }
    return false;
}

static bool give_places(struct matching *matching, const uint32_t *multiples, size_t term_count)
{
    for (size_t term = 0; term < term_count; term++) {
        for (uint32_t i = 0; i < multiples[term]; i++) {
            memset(matching->is_seen, 0, matching->count * sizeof(*matching->is_seen));
            if (!give_place(matching, (uint32_t)term, 0))
                return false;
        }
    }
    return true;
}

fund_status distinct_exists(const struct row_met *met, size_t met_count, const uint32_t *multiples,
                            size_t term_count, bool *exists, struct fund_error *error)
{
    struct matching matching = {met, met_count, NULL, NULL, NULL};
    fund_status status = FUND_OK;
    matching.places = calloc(met_count + 1, sizeof(*matching.places));
    matching.holders = calloc(met_count + 1, sizeof(*matching.holders));
    matching.is_seen = calloc(met_count + 1, sizeof(*matching.is_seen));
    if (matching.places == NULL || matching.holders == NULL || matching.is_seen == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    for (size_t i = 0; i < met_count; i++) {
        bool is_next = i > 0 && met[i].position != met[i - 1].position;
        matching.places[i] = i == 0 ? 0 : matching.places[i - 1] + (is_next ? 1 : 0);
        matching.holders[i] = NO_TERM;
    }
    *exists = give_places(&matching, multiples, term_count);
out:
    free(matching.places);
    free(matching.holders);
    free(matching.is_seen);
    return status;
}
