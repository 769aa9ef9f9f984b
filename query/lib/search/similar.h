/*
 * similar: what tells a release from others, as a query for releases like it.
 *
 * Terms of the release (whole words, parts of compounds, organisations) are ranked by tf-idf,
 * (1 + log tf) * log(N / df) (Salton and Buckley 1988, Term-weighting approaches in automatic text
 * retrieval), where tf of a whole word has the weights of the fields, so that the title's count
 * five times. The best of them are OR-ed, each weighed by 1 + log tf, and found by BM25, which adds
 * how rare they are: query by example, "more like this" of other engines. Numbers are left out, and
 * what more than a quarter of all releases has.
 */
#ifndef QUERY_LIB_SEARCH_SIMILAR_H
#define QUERY_LIB_SEARCH_SIMILAR_H

#include "query/lib/base/build.h"

/* Terms of the query. nDCG@10 of tests/quality/similar.py: 24 .640, 30 to 50 .667, 60 .686. */
#define SIMILAR_TERMS_MAX 60
/* Terms of the release that are looked at, of each kind; those behind, in byte order, are not. */
#define SIMILAR_READ_MAX 5000

/*
 * Makes the query, which finds the release itself too; NULL where it has no such term. A term that
 * no more releases have than this one and its version_count other versions is no use.
 */
fund_status similar_query(struct build *build, const struct store_reader *reader, store_docid docid,
                          uint32_t version_count, struct store_query **query,
                          struct fund_error *error);

#endif
