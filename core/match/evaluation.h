/*
 * evaluation: one run of a query over one of the databases: their numbers, the weights, what went
 * wrong.
 */
#ifndef CORE_MATCH_EVALUATION_H
#define CORE_MATCH_EVALUATION_H

#include "core/base/arena.h"
#include "core/glass/reader.h"
#include "core/match/match.h"

struct evaluation {
    const struct match_databases *databases;
    const struct glass_reader *reader; /* of the database at hand */
    /* of all databases */
    double documents;
    uint32_t shortest; /* length of a document, at least */
    bool is_weighted;
    double k1, b, minimum_length, length_factor;
    /* the length of the document at hand */
    const uint32_t *length_table; /* NULL: they are looked up one by one */
    struct glass_lengths lengths;
    bool has_lengths;
    uint32_t length_of, length;
    struct evaluation_looks *looks; /* of each slot with positions */
    struct arena arena;             /* of the iterators */
    struct iterator *iterators;     /* the one that was made last */
    fund_status status;             /* of the first failure: all iterators are at their end then */
    struct fund_error *error;
};

/* Looks into the values of one slot. */
struct evaluation_looks {
    struct glass_looks at;
    uint32_t slot, docid; /* docid: whose value is at hand; 0: none */
    struct evaluation_looks *next;
};

/* search: NULL without weights. evaluation_finish in any case. */
fund_status evaluation_init(struct evaluation *evaluation, const struct match_databases *databases,
                            size_t at, const struct match_search *search, struct fund_error *error);
/* Closes the iterators and checks that nothing that was read has been overtaken: the status of the
 * whole run. */
fund_status evaluation_finish(struct evaluation *evaluation);

/* Keeps the first failure; its message is in the evaluation's error. */
static inline void evaluation_note(struct evaluation *evaluation, fund_status status)
{
    if (evaluation->status == FUND_OK)
        evaluation->status = status;
}

/* Sorts numbers of documents by qsort. */
static inline int evaluation_compare_numbers(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return first < second ? -1 : first > second;
}

/* How many documents of all databases have the term. */
double evaluation_frequency(struct evaluation *evaluation, struct slice term);

/* Has lengths of all documents at hand, where so many of them are going to be weighed that it pays. */
void evaluation_expect(struct evaluation *evaluation, uint32_t documents);
uint32_t evaluation_read_length(struct evaluation *evaluation, uint32_t docid);

/* Those of the slot, the same for all who ask; NULL after a failure, which is noted. */
struct evaluation_looks *evaluation_looks(struct evaluation *evaluation, uint32_t slot);
/* Has what is looked at soon of a document brought near. */
static inline void evaluation_expect_looks(const struct evaluation *evaluation, uint32_t docid)
{
    for (const struct evaluation_looks *looks = evaluation->looks; looks != NULL;
         looks = looks->next)
        glass_looks_expect(&looks->at, docid);
}

/* The length of a document, which a list has named. */
static inline uint32_t evaluation_length(struct evaluation *evaluation, uint32_t docid)
{
    if (evaluation->length_table != NULL)
        return evaluation->length_table[docid];
    if (evaluation->length_of != docid) {
        evaluation->length_of = docid;
        evaluation->length = evaluation_read_length(evaluation, docid);
    }
    return evaluation->length;
}

/* Documents that have either of two, as Xapian guesses them: as if by chance, a whole number. */
static inline double evaluation_either(const struct evaluation *evaluation, double a, double b)
{
    double both = evaluation->documents > 0 ? a * b / evaluation->documents : 0;
    return (double)(uint64_t)(a + b - both + 0.5);
}

/* The same of any of several, whose numbers it puts in other places: Xapian rounds the guess for
 * each two, and joins the rarest first, as Huffman's codes are made. 0 of none. */
double evaluation_any(const struct evaluation *evaluation, double *frequencies, size_t count);

/* A term's part of the weight for a frequency in documents: BM25Weight::init of Xapian. */
double evaluation_term_weight(const struct evaluation *evaluation, double frequency);

/* What a document of a length weighs by a term that it has so often: BM25Weight::get_sumpart. */
static inline double evaluation_weigh(const struct evaluation *evaluation, double term_weight,
                                      double count, double length)
{
    double normal = length * evaluation->length_factor;
    if (normal < evaluation->minimum_length)
        normal = evaluation->minimum_length;
    double denominator = evaluation->k1 * (normal * evaluation->b + (1 - evaluation->b)) + count;
    return term_weight * (count / denominator);
}

#endif
