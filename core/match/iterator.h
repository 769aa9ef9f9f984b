/*
 * iterator: the documents of a query, or of a part of it, in the order of their numbers.
 *
 * An iterator offers documents that may match; only rows (has_rows) leave it open whether they do,
 * until their positions have been looked at, which resolve does for the document at hand.
 */
#ifndef CORE_MATCH_ITERATOR_H
#define CORE_MATCH_ITERATOR_H

#include "core/match/evaluation.h"

#define ITERATOR_END UINT32_MAX

struct iterator;

/* What a document that may match weighs. It is not settled as long as rows in it are not looked at. */
struct iterator_weight {
    double most;  /* if it has all of these rows */
    double least; /* if it has none, and matches nevertheless */
    bool is_sure; /* it does */
};

static inline bool iterator_is_settled(const struct iterator_weight *weight)
{
    return weight->is_sure && weight->most == weight->least;
}

struct iterator_ops {
    /* Moves to the first document from docid on; least: those that weigh less by it may be passed
     * over. */
    void (*skip)(struct iterator *iterator, uint32_t docid, double least);
    /* The same for those who only ask about docid: it may stop early, on a document that weigh then
     * finds not to match. */
    void (*approach)(struct iterator *iterator, uint32_t docid, double least);
    /* Whether the document at hand may match, and what it weighs then; least: one that weighs less by
     * it may be said not to match. */
    bool (*weigh)(struct iterator *iterator, double least, struct iterator_weight *weight);
    /* Looks at rows of the document at hand until it is known whether it matches, and if it does, at
     * all of them. */
    bool (*resolve)(struct iterator *iterator);
    /* How often the document at hand, which matches, has it; as part of a synonym. */
    uint32_t (*count)(struct iterator *iterator);
    /* Checks that what was read still stands, and frees what is not the arena's; NULL: nothing. */
    void (*close)(struct iterator *iterator);
};

struct iterator {
    const struct iterator_ops *ops;
    struct evaluation *evaluation;
    uint32_t docid; /* at hand; 0 before the first, ITERATOR_END behind the last */
    uint32_t cost;  /* documents, at most */
    double most;    /* that a document weighs by it */
    bool has_rows;
    /* The only row it has, where a document that has the row matches and weighs what
     * iterator_weight.most says; NULL of several, and of one that is not wanted. */
    struct iterator *only_row;
    bool is_counted;         /* there are just as many documents as cost says */
    struct iterator *before; /* that was made before it */
};

/* What a part must weigh where all others weigh so much at most. 0 stays what it is, although sums
 * are rounded. */
static inline double iterator_left(double least, double most_of_others)
{
    return least > 0 ? least - most_of_others : 0;
}

static inline void iterator_skip(struct iterator *iterator, uint32_t docid, double least)
{
    if (iterator->docid < docid)
        iterator->ops->skip(iterator, docid, least);
}

static inline void iterator_approach(struct iterator *iterator, uint32_t docid, double least)
{
    if (iterator->docid < docid)
        iterator->ops->approach(iterator, docid, least);
}

/* What it says of any document, which it approaches; false where it stands behind it. */
static inline bool iterator_weigh(struct iterator *iterator, uint32_t docid, double least,
                                  struct iterator_weight *weight)
{
    iterator_approach(iterator, docid, 0);
    return iterator->docid == docid && iterator->ops->weigh(iterator, least, weight);
}

static inline bool iterator_resolve(struct iterator *iterator, uint32_t docid)
{
    iterator_approach(iterator, docid, 0);
    return iterator->docid == docid && (!iterator->has_rows || iterator->ops->resolve(iterator));
}

static inline uint32_t iterator_count(struct iterator *iterator, uint32_t docid)
{
    iterator_skip(iterator, docid, 0);
    return iterator->docid == docid ? iterator->ops->count(iterator) : 0;
}

/* One part more whose rows may be in a document. */
static inline void iterator_take_rows(struct iterator *iterator, const struct iterator *part)
{
    if (!part->has_rows)
        return;
    iterator->only_row = iterator->has_rows ? NULL : part->only_row;
    iterator->has_rows = true;
}

/* resolve of what has no rows. */
bool iterator_is_resolved(struct iterator *iterator);

/* Zeroed, from the arena, and known to the evaluation; size: of the whole structure, of which the
 * iterator is the beginning. NULL after a failure, which is noted. */
struct iterator *iterator_allocate(struct evaluation *evaluation, const struct iterator_ops *ops,
                                   size_t size);
/* Closes all that were made. */
void iterator_close_all(struct evaluation *evaluation);

/*
 * The iterator of a query; factor: of its weights, 0 for none. NULL after a failure, which is noted
 * in the evaluation, to whose arena it belongs.
 */
struct iterator *iterator_make(struct evaluation *evaluation, const struct match_query *query,
                               double factor);
/* How many documents of all databases it is thought to find. */
double iterator_estimate(struct evaluation *evaluation, const struct match_query *query);

/* ---- the kinds ------------------------------------------------------------------------------ */

/* Of each: NULL after a failure; children are the arena's, as the array is. */

/* Terms that count as one, of which a document has any. */
struct iterator *iterator_of_words(struct evaluation *evaluation, const struct slice *terms,
                                   size_t count, double factor);
struct iterator *iterator_of_all(struct evaluation *evaluation);
struct iterator *iterator_of_none(struct evaluation *evaluation);
struct iterator *iterator_of_range(struct evaluation *evaluation, uint32_t slot, struct slice first,
                                   struct slice last);
/* How a database's documents are numbered: as the database-th of so many; {1, 0}: as they are. */
struct iterator_numbering {
    uint32_t databases, database;
};
/* Of chosen documents, rising, which are borrowed. */
struct iterator *iterator_of_list(struct evaluation *evaluation,
                                  struct iterator_numbering numbering, const uint32_t *docids,
                                  size_t count);
/* Children, of which some may only add weight. */
struct iterator_part {
    struct iterator *iterator;
    bool is_optional;
};
struct iterator_parts {
    struct iterator_part *items; /* of the arena */
    size_t count, capacity;
};
/* At least one of those that are not optional; a single child is itself. */
struct iterator *iterator_of_any(struct evaluation *evaluation, struct iterator_parts parts);
/* The children, without weights, as one term. */
struct iterator *iterator_of_synonym(struct evaluation *evaluation, struct iterator_parts parts,
                                     double frequency, double factor);
struct iterator *iterator_of_and(struct evaluation *evaluation, struct iterator **children,
                                 size_t count);
struct iterator *iterator_of_not(struct evaluation *evaluation, struct iterator *needed,
                                 struct iterator *excluded);
/* whole: the iterator of the query's whole, if it has one, of which the row only asks where it stands. */
struct iterator *iterator_of_row(struct evaluation *evaluation, const struct match_query *query,
                                 struct iterator *whole, double factor);
/* Whether any document, at hand or not, has the row. */
bool iterator_look(struct iterator *row, uint32_t docid);

/* The terms of a query that is nothing but terms, any of which will do. */
struct iterator_terms {
    struct slice *items; /* of the arena */
    size_t count, capacity;
};
/* False after a failure, which is noted. */
bool iterator_gather_terms(struct evaluation *evaluation, const struct match_query *query,
                           struct iterator_terms *terms);

#endif
