/*
 * The German analyser: what the words of a text are found by.
 */
#ifndef FUNDSTELLE_ANALYSIS_H
#define FUNDSTELLE_ANALYSIS_H

#include "fundstelle/archive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The German analyser on its own. @since 0.1 */
typedef struct fund_analyser fund_analyser;

/** What the analyser made of a text. @since 0.1 */
typedef struct fund_analysis fund_analysis;

/**
 * Opens the analyser, the one that archives are written and asked with; it needs none of them. Open
 * it once for many texts: it remembers the words it has seen. fund_archive_analyser gives that of an
 * archive with decisions on compounds of its own.
 *
 * One fund_analyser belongs to one thread at a time; several may be used side by side.
 *
 * @param analyser  filled on success; close it with fund_analyser_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; FUND_IO; FUND_NO_MEMORY
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_analyser_open(fund_analyser **analyser, struct fund_error *error);

/**
 * Opens the analyser that an archive is asked with, its own decisions on compounds included: those
 * of the file compounds.txt as it was when the archive was made. It does not need the archive any
 * more and does not follow it when it is rebuilt.
 *
 * @param archive   an open archive
 * @param analyser  filled on success; close it with fund_analyser_close
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_analyser(fund_archive *archive, fund_analyser **analyser,
                                           struct fund_error *error);

/** Closes an analyser; what it made of texts stays. NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_analyser_close(fund_analyser *analyser);

/** An archive's own decisions on compounds. @since 0.1 */
struct fund_compounds {
    const char *text;  /**< the file compounds.txt as it was when the archive was made; "" where
                            there was none */
    size_t text_size;  /**< bytes */
    size_t count;      /**< words that it decides about */
    int is_file_other; /**< 1: the file in the archive's folder decides otherwise by now, is wrong or
                            cannot be read; the archive goes on with its copy */
};

/**
 * Tells the decisions on compounds that an archive was made and is asked with.
 * @param compounds  filled on success, also where there are none; free it with fund_compounds_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT; see Errors
 * @threads any
 * @since 0.1
 */
FUND_API fund_status fund_archive_compounds(fund_archive *archive,
                                            struct fund_compounds **compounds,
                                            struct fund_error *error);

/** Frees them with all that they point to; NULL is allowed. @threads one @since 0.1 */
FUND_API void fund_compounds_free(struct fund_compounds *compounds);

/** What a term stands for. @since 0.1 */
enum fund_term_kind {
    FUND_TERM_WHOLE = 0, /**< the whole word */
    FUND_TERM_PART = 1   /**< a part of it; a word without parts is its own only part */
};

/** What a word is found by. Borrowed from its fund_token. @since 0.1 */
struct fund_term {
    enum fund_term_kind kind;
    const char *stem;
    uint32_t position; /**< FUND_TERM_PART: place among the text's parts, from 1; parts in a row
                            are found as a phrase. FUND_TERM_WHOLE: its first part's. */
    struct fund_range range; /**< what it stands for, in bytes of the text; a part that the writer
                                  left out lies in the word that has it: in "Haupt- und Realschule"
                                  the second part of Hauptschule */
};

/** A word, number or the like in the text. Borrowed from its fund_analysis. @since 0.1 */
struct fund_token {
    struct fund_range range;       /**< bytes of the text */
    const char *folded;            /**< in lower case, umlauts written out, other marks stripped */
    const struct fund_term *terms; /**< the whole word, then its parts in order */
    size_t whole_count;            /**< 1; 2 where another word is meant and follows the first:
                                        Hauptschule for "Haupt-" in "Haupt- und Realschule" */
    size_t term_count;             /**< more than whole_count */
    const struct fund_term *inner; /**< words inside a longer one that have no parts where they
                                        stand alone, as Sparkasse in Bezirkssparkasse, which has
                                        three; at the position of their last part */
    size_t inner_count;
};

/** Longest text in bytes that fund_analyser_read takes. @since 0.1 */
#define FUND_ANALYSIS_MAX 4194304

/**
 * Analyses a text.
 * @param text      well-formed UTF-8, not needed afterwards; it need not end in a NUL, and a NUL in
 *                  it is a character like others. NULL is allowed where size is 0.
 * @param size      bytes, at most FUND_ANALYSIS_MAX
 * @param analysis  filled on success, also with no token at all; free it with fund_analysis_free
 * @return FUND_OK; FUND_INVALID_ARGUMENT: no well-formed UTF-8, or a NULL; FUND_LIMIT: the text is
 *         too long; FUND_NO_MEMORY
 * @threads one
 * @since 0.1
 */
FUND_API fund_status fund_analyser_read(fund_analyser *analyser, const char *text, size_t size,
                                        fund_analysis **analysis, struct fund_error *error);

/** Number of tokens; 0 for NULL. @threads any @since 0.1 */
FUND_API size_t fund_analysis_count(const fund_analysis *analysis);

/**
 * A token, in the order of the text.
 * @param index  0 <= index < fund_analysis_count
 * @return borrowed from the analysis; NULL beyond the last
 * @threads any
 * @since 0.1
 */
FUND_API const struct fund_token *fund_analysis_token(const fund_analysis *analysis, size_t index);

/** Frees an analysis with all that was borrowed from it; NULL is allowed. @threads one
 *  @since 0.1 */
FUND_API void fund_analysis_free(fund_analysis *analysis);

#ifdef __cplusplus
}
#endif

#endif
