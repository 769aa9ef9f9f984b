/*
 * The values of the one table of weights.
 */
#include "query/lib/plan/weights.h"

/*
 * Measured as nDCG@10 of the four towns of the sample, Karlsruhe, ragsource and xquad.
 *
 * k1 2 and b 0.75 against Xapian's 1 and 0.5: ragsource .719 to .725, xquad .955 to .954, Karlsruhe
 * .840 to .843, the towns between -.002 and +.004. b 0.8 after that: no set less than .0005 worse,
 * two of the towns .0014 and .0024 better.
 *
 * simple 1.6: a word without parts and the same as a part weigh as one term. In the mean of the sets
 * 1.0 gave .0015 less, 1.9 .0004.
 *
 * together .8 within 10 positions: against .5 ragsource .796 to .799, Lindenbruch .918 to .921, the
 * others between -.001 and +.001; other windows, further pairs and larger weights gave less.
 */
const struct query_weights query_weights_default = {
    .simple = 1.6,
    .compound = 0.7,
    .near = 0.5,
    .apart = 0.3,
    .front = 0.3,
    .head = 0.1,
    .year = 0.3,
    .alias = 0.7,
    .person = 1.0,
    .name = 1.5,
    .title = 0.3,
    .together = 0.8,
    .together_window = 10,
    .any_parts = 0.2,
    .any_part = 1.2,
    .any_synonym = 0.2,
    .any_absent = 3.0,
    .any_of_part = 0.7,
    .any_common = 0.2,
    .bm25_k1 = 2.0,
    .bm25_k3 = 1.0,
    .bm25_b = 0.8,
    .bm25_minimum_length = 0.5,
};
