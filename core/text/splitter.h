/*
 * splitter: where a German compound breaks. "clankriminalitaet" → clan|kriminalitaet.
 *
 * A dynamic program looks for the cheapest row of parts over a lexicon of word forms and compares
 * it with the cost of leaving the word whole. The lexicon is built by core/text/lexicon, whose
 * README names the source of each rule.
 */
#ifndef CORE_TEXT_SPLITTER_H
#define CORE_TEXT_SPLITTER_H

#include "core/base/error.h"
#include "core/base/slice.h"
#include "core/text/lexicon_file.h"

#include <stdbool.h>
#include <stdint.h>

/* Longer words stay whole. */
#define SPLITTER_WORD_MAX 96
/* Most parts; a word with more stays whole. */
#define SPLITTER_PARTS_MAX 32
/* Longest word of an exception in folded bytes: its boundaries are the bits of a number. */
#define SPLITTER_EXCEPTION_MAX 64
/* Largest file of exceptions in bytes. */
#define SPLITTER_EXCEPTIONS_SIZE_MAX (16u * 1024 * 1024)

struct splitter_exceptions;

/* Borrows the lexicon's bytes; never changes, may be shared by threads. */
struct splitter {
    const struct lexicon_block *blocks;
    const struct lexicon_form *forms;
    const struct lexicon_forced *forced;
    uint32_t node_count, form_count, forced_count;
    struct lexicon_costs costs;
    uint64_t checksum;                            /* names the lexicon: same number, same splits */
    const struct splitter_exceptions *exceptions; /* NULL: none; set by the caller */
};

/*
 * Makes a splitter of the bytes of a lexicon, which must stay in place, aligned to eight bytes, for
 * as long as it is used. Everything is checked here once, so that splitter_split need not.
 * FUND_CORRUPT: no lexicon, cut short or damaged. FUND_VERSION: another version's.
 */
fund_status splitter_open(struct slice lexicon, struct splitter *splitter,
                          struct fund_error *error);
/*
 * The same of bytes that splitter_open has accepted, such as those that were built into the program:
 * only the header is looked at, where splitter_open takes milliseconds.
 */
fund_status splitter_open_trusted(struct slice lexicon, struct splitter *splitter,
                                  struct fund_error *error);

/*
 * Stores the offsets at which the parts of a folded word after its first begin, rising, and returns
 * their number; 0 where the word stays whole: simplex, name, unknown, longer than
 * SPLITTER_WORD_MAX, or with a byte outside a–z. No offset cuts off a part shorter than two bytes.
 */
size_t splitter_split(const struct splitter *splitter, struct slice folded,
                      uint8_t boundaries[SPLITTER_PARTS_MAX]);

/* True where the folded word is a form of the lexicon; *form is what that says of it. */
bool splitter_find_form(const struct splitter *splitter, struct slice folded,
                        struct lexicon_form *form);

/*
 * The same for a word that another one borrows from: Radweg in "Geh- und Radweg" breaks too, for
 * what the lexicon says of a word as a whole does not count. No part is unknown.
 */
size_t splitter_divide(const struct splitter *splitter, struct slice folded,
                       uint8_t boundaries[SPLITTER_PARTS_MAX]);

/*
 * Whether the lexicon or an exception knows the folded word as one that stays whole: Sparkasse.
 */
bool splitter_stays_whole(const struct splitter *splitter, struct slice folded);

/* Whether the lexicon has the folded word as a form, or each part that it splits into. */
bool splitter_knows(const struct splitter *splitter, struct slice folded);

/*
 * A user's own decisions, one a line in UTF-8: "word=par|ts" splits there, "word=" never. Case and
 * umlauts are folded. What follows # is a comment, empty lines are skipped. FUND_INVALID_ARGUMENT
 * with the line's number and the reason for a line that is none of these, is not UTF-8, has a NUL,
 * or contradicts another; FUND_NO_MEMORY; the statuses of file_read.
 */
fund_status splitter_exceptions_load(const char *path, struct splitter_exceptions **exceptions,
                                     struct fund_error *error);
/* The same from memory; name stands for the file in messages. */
fund_status splitter_exceptions_parse(struct slice text, const char *name,
                                      struct splitter_exceptions **exceptions,
                                      struct fund_error *error);
/* What the parser refuses of bytes alone; for a text that is mended before it is parsed. */
fund_status splitter_exceptions_check_bytes(struct slice text, const char *name,
                                            struct fund_error *error);
void splitter_exceptions_destroy(struct splitter_exceptions *exceptions);
/* True where there is one; bit b of *boundaries then says that a part begins at byte b. */
bool splitter_exceptions_find(const struct splitter_exceptions *exceptions, struct slice folded,
                              uint64_t *boundaries);
size_t splitter_exceptions_count(const struct splitter_exceptions *exceptions);
/* The same number for the same decisions, however they were written down; 0 for none. */
uint64_t splitter_exceptions_hash(const struct splitter_exceptions *exceptions);

/* ---- for the lexicon's build and the tests -------------------------------------------------- */

/* The checksum that a lexicon of at least a header's size should have. */
uint64_t lexicon_checksum(struct slice lexicon);

#endif
