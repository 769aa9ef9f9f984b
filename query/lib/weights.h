/*
 * The one table of weights of searching. First values: to be tuned on judged queries, never on
 * single ones. The fields' weights stand in core/schema, as they go into the archive.
 */
#ifndef QUERY_LIB_WEIGHTS_H
#define QUERY_LIB_WEIGHTS_H

/* Added to 1, the weight of a whole word, where that is found too. */
#define WEIGHT_PART     0.6 /* a word found as part of another: Kriminalität in Clan-Kriminalität */
#define WEIGHT_COMPOUND 0.7 /* a compound's parts side by side: Clan Kriminalität for it */
#define WEIGHT_NEAR     0.5 /* its parts near each other: Sanierung der Schule for Schulsanierung */
#define WEIGHT_APART    0.3 /* its parts anywhere in a release */
#define WEIGHT_ALIAS    0.8 /* a name found under another: THW for Technisches Hilfswerk */
#define WEIGHT_PERSON   1.0 /* a person found by a first name or role of another release */
#define WEIGHT_NAME     1.5 /* added where the word is a name in the release: Koch, not a cook */
#define WEIGHT_YEAR     0.3 /* a year found as that of publication */
#define WEIGHT_FRONT    0.1 /* all its parts but the last: Hallenbad for Hallenbadschließung */
#define WEIGHT_TITLE    0.3 /* added where the title has the word */

/*
 * BM25 (Robertson and Zaragoza 2009): how fast a word's repetitions stop counting, in the text and in
 * the query, and how much a long text is discounted. k1 2 and b 0.75 against Xapian's 1 and 0.5:
 * nDCG@10 of ragsource .719 to .725, xquad .955 to .954, Karlsruhe .840 to .843, and the four towns
 * of the sample between -.002 and +.004.
 */
#define BM25_K1             2.0
#define BM25_K3             1.0
#define BM25_B              0.75
#define BM25_MINIMUM_LENGTH 0.5

#endif
