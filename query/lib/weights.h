/*
 * The one table of weights of searching. First values: to be tuned on judged queries, never on
 * single ones. The fields' weights stand in core/schema, as they go into the archive.
 */
#ifndef QUERY_LIB_WEIGHTS_H
#define QUERY_LIB_WEIGHTS_H

/* Added to 1, the weight of a whole word, where that is found too. */
#define WEIGHT_PART     0.6 /* a word found as part of another: Kriminalität in Clan-Kriminalität */
#define WEIGHT_COMPOUND 0.7 /* a compound's parts side by side: Clan Kriminalität for it */
#define WEIGHT_NEAR     0.5 /* a compound that no release holds: its parts near each other */
#define WEIGHT_APART    0.3 /* its parts anywhere in a release */
#define WEIGHT_TITLE    0.3 /* added where the title has the word */

#endif
