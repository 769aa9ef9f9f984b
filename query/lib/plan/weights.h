/*
 * The one table of weights of searching. Tuned on judged queries of all development sets together
 * (tests/quality/tune.py), never on single ones. The fields' weights stand in core/schema, as they
 * go into the archive.
 */
#ifndef QUERY_LIB_PLAN_WEIGHTS_H
#define QUERY_LIB_PLAN_WEIGHTS_H

/* Factors of BM25 scores where nothing else is said; 1 is the weight of a whole compound. */
struct query_weights {
    double simple; /* a word without parts, alone or as part of another: Kriminalität */
    /* Added to the whole compound, where that is found too. */
    double compound; /* its parts side by side: Clan Kriminalität for Clankriminalität */
    double near;     /* its parts near each other: Sanierung der Schule for Schulsanierung */
    double apart;    /* its parts anywhere in a release */
    double front;    /* all its parts but the last: Hallenbad for Hallenbadschließung */
    double head;     /* all its parts but the first: Bücherei for Stadtbücherei */
    double year;     /* a year found as that of publication */
    double alias;    /* a name found under another: THW for Technisches Hilfswerk */
    double person;   /* a person found by a first name or role of another release */
    /* Added to what is found. */
    double name;            /* where the word is a name in the release: Koch, not a cook */
    double title;           /* where the title has the word */
    double together;        /* where two words that follow each other in the query are near */
    double together_window; /* so many positions, both counted */
    /* In the last step of relaxation, added to the word. */
    double any_parts;   /* all parts of a compound, some of them by words of the same meaning */
    double any_part;    /* a part of a compound, alone */
    double any_synonym; /* another word of the same meaning, times how surely it has that */
    double any_absent;  /* … times this where the archive does not have the word itself */
    double any_of_part; /* … times this where it is another word for a part */
    double any_common;  /* no weight: the share of all releases that makes a word common */
    /* BM25 (Robertson and Zaragoza 2009): how fast a word's repetitions stop counting, in the text
     * and in the query, and how much a long text is discounted. */
    double bm25_k1, bm25_k3, bm25_b, bm25_minimum_length;
};

extern const struct query_weights query_weights_default;

/* The table that counts. Static. A program that defines this function itself, as
 * tests/quality/rank.c does, is measured with its own. */
const struct query_weights *query_weights(void);

#endif
