/*
 * run: a search for the best documents, in one database after the other.
 */
#ifndef CORE_MATCH_RUN_H
#define CORE_MATCH_RUN_H

#include "core/match/collector.h"
#include "core/match/iterator.h"

struct run {
    const struct match_search *search;
    struct evaluation evaluation;
    struct collector *collector; /* of all databases */
    struct iterator *root;       /* NULL after a failure */
    struct glass_values values;  /* of sort_slot */
    bool has_values;
    struct iterator_numbering numbering;
    uint32_t found;      /* documents, in all databases */
    uint32_t sure_found; /* that match, whatever rows they have: a second count */
    bool is_partial;     /* there may be more */
    bool is_counted;     /* there are as many as the lists say */
    bool is_in_two;      /* rows are looked at in the second step */
    uint32_t at_least;   /* documents to find before any may be passed over */
};

/* Keeps the first failure, which is returned from then on. */
static inline fund_status run_note(struct run *run, fund_status status)
{
    evaluation_note(&run->evaluation, status);
    return run->evaluation.status;
}

/* Opens one database, without a root; run_end in any case. */
fund_status run_begin(struct run *run, const struct match_databases *databases, size_t database,
                      struct fund_error *error);
/* The status of all that was done since run_begin. */
fund_status run_end(struct run *run);
/* The query among those documents; NULL: all. */
void run_make_root(struct run *run, const uint32_t *only, size_t count,
                   struct iterator_numbering numbering);
/* A document of the database, which matches. */
void run_add(struct run *run, uint32_t docid, double weight);
/* Adds all that matches and may be among the best. */
void run_collect(struct run *run);

/*
 * The same in two steps, for rows: first all documents are weighed as if they had them; then those
 * that weigh most are looked at, in batches, until no other could be among the best. So no more
 * positions are read than the result depends on. It ends the run.
 */
fund_status run_in_two_steps(struct run *run, size_t database);

#endif
