/*
 * The values of the one table of weights.
 */
#include "query/lib/plan/weights.h"

/*
 * k1 2 and b 0.75 against Xapian's 1 and 0.5: nDCG@10 of ragsource .719 to .725, xquad .955 to
 * .954, Karlsruhe .840 to .843, and the four towns of the sample between -.002 and +.004.
 *
 * together .5 within 10 positions: ragsource .778 to .785, xquad .950 to .955, Karlsruhe .859 to .867,
 * the towns between -.002 and +.002; other windows, further pairs and larger weights gave less.
 */
const struct query_weights query_weights_default = {
    .part = 0.8,
    .compound = 0.7,
    .near = 0.5,
    .apart = 0.3,
    .front = 0.3,
    .head = 0.1,
    .year = 0.3,
    .alias = 0.8,
    .person = 1.0,
    .name = 1.5,
    .title = 0.3,
    .together = 0.5,
    .together_window = 10,
    .any_parts = 0.2,
    .any_part = 1.2,
    .any_synonym = 0.2,
    .any_absent = 3.0,
    .any_of_part = 0.7,
    .any_common = 0.2,
    .bm25_k1 = 2.0,
    .bm25_k3 = 1.0,
    .bm25_b = 0.75,
    .bm25_minimum_length = 0.5,
};
