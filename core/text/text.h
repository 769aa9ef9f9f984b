/*
 * text: the German analyser. Text in; terms with positions and byte ranges out. One analyser for
 * index, query and snippet alike.
 *
 * Two streams of terms (DESIGN: terms):
 *   TEXT_WORD   the stem of the whole word; no position.
 *   TEXT_PART   the stems of its parts, at rising positions. A word without parts is its own part,
 *               so "Clan Kriminalität", Clan-Kriminalität and (once compounds are split)
 *               Clankriminalität are one and the same phrase.
 */
#ifndef CORE_TEXT_TEXT_H
#define CORE_TEXT_TEXT_H

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/slice.h"

#include <stdint.h>

/* Longest stem in bytes; longer ones are cut there and end in a hash of the whole, so that
 * different long words stay different. Leaves room for a prefix below STORE_TERM_MAX. */
#define TEXT_TERM_MAX 200
/* Most parts of one word; what lies beyond is dropped from the parts, not from the word. */
#define TEXT_PARTS_MAX 32
/* Largest text in bytes that can be analysed at once. */
#define TEXT_SIZE_MAX (64u * 1024 * 1024)
/* Largest list of a user's own compounds in bytes. */
#define TEXT_COMPOUNDS_MAX (1024u * 1024)

/* ---- cleaning at the border ----------------------------------------------------------------- */

/* What text_clean had to do. */
struct text_repairs {
    uint32_t malformed; /* ill-formed UTF-8 sequences, each now one U+FFFD */
    uint32_t nul;       /* NUL bytes dropped */
    uint32_t controls;  /* other control and bidirectional control characters dropped */
    uint32_t soft_hyphens;
    bool normalised; /* text was not NFC */
};

/*
 * Appends text to *out as well-formed NFC UTF-8: a BOM at the front, NUL, C0/C1 controls but tab
 * and line end, bidirectional controls (U+202A..E, U+2066..9, U+200E, U+200F, U+061C), zero-width
 * no-break space and soft hyphens dropped; CRLF, CR, VT, FF, U+0085, U+2028 and U+2029 become LF;
 * U+00A0 and U+202F stay. A 31st combining mark in a row has U+034F before it (UAX #15, section 13:
 * stream-safe text). *repairs (NULL allowed) is set.
 * FUND_LIMIT by out's ceiling or TEXT_SIZE_MAX, FUND_NO_MEMORY; *out then is as it was.
 */
fund_status text_clean(struct slice text, struct buffer *out, struct text_repairs *repairs,
                       struct fund_error *error);

/* ---- folding -------------------------------------------------------------------------------- */

/*
 * Appends the folded form of one word or name: ICU's case folding, ä→ae ö→oe ü→ue ß→ss (also æ→ae,
 * ø→oe, œ→oe, ł→l, đ→d, ı→i), other marks stripped, compatibility forms replaced (ﬁ, full width,
 * no-break space: NFKD), soft hyphens and other invisible characters dropped. Spaces and
 * punctuation stay, but ’ becomes ' and U+2010 and U+2011 become '-'.
 * FUND_INVALID_ARGUMENT for ill-formed text, FUND_LIMIT, FUND_NO_MEMORY; *out then is as it was.
 * NFC and NFD give the same.
 */
fund_status text_fold(struct slice text, struct buffer *out, struct fund_error *error);

/* ---- analysis ------------------------------------------------------------------------------- */

struct text_analyser; /* tables; never changes, may be shared by threads */

fund_status text_analyser_create(struct text_analyser **analyser, struct fund_error *error);
/*
 * The same, but a user's own decisions on compounds come before the lexicon's, one a line:
 * "Norrehavn=" is no compound, "Stadtolden=Stadt|olden" breaks there; # begins a comment. A line
 * decides for the word as it stands there, whatever its case, but not for its other forms, and for
 * what stands between hyphens. name stands for the list in messages.
 * FUND_INVALID_ARGUMENT with the line's number and what is wrong there; FUND_LIMIT beyond
 * TEXT_COMPOUNDS_MAX.
 */
fund_status text_analyser_create_with(struct slice compounds, const char *name,
                                      struct text_analyser **analyser, struct fund_error *error);
/* The compounds that the analyser was made with, as text_clean leaves them; borrowed from it. */
struct slice text_analyser_compounds(const struct text_analyser *analyser);
/* The words that they decide about. */
size_t text_analyser_compound_count(const struct text_analyser *analyser);
void text_analyser_destroy(struct text_analyser *analyser);
/*
 * One line that changes whenever the terms of any text could: analyser version, ICU and Unicode
 * version, stemmer and its version, lexicon, the user's own compounds where there are any. Kept in
 * each archive. Borrowed from the analyser.
 */
const char *text_analyser_fingerprint(const struct text_analyser *analyser);
/* The front of a fingerprint that the user's own compounds do not change. */
struct slice text_analyser_own_fingerprint(struct slice fingerprint);

enum text_term_kind { TEXT_WORD, TEXT_PART };

struct text_term {
    enum text_term_kind kind;
    uint32_t position; /* TEXT_PART: place in the stream of parts; TEXT_WORD: its first part's */
    size_t start, end; /* bytes of the text that the term stands for */
    struct slice stem; /* 1..TEXT_TERM_MAX bytes */
};

struct text_token {
    size_t start, end;   /* bytes of the text */
    struct slice folded; /* as text_fold gives it, hyphens kept; at most TEXT_TERM_MAX bytes */
    const struct text_term *terms; /* the TEXT_WORDs first, then the parts in order */
    size_t word_count;             /* 1; 2 where another word is meant: see below */
    size_t term_count;             /* > word_count */
    const struct text_term *inner; /* TEXT_PARTs: see below */
    size_t inner_count;
};

/*
 * One thread's walk over texts: the word boundaries of UAX #29 as ICU has them for "de", and a
 * token for each word that has a letter or digit. These make one token of several of ICU's words:
 *   Ruhr-Konferenz         joined by one hyphen without a space; the parts are the hyphen's
 *   Bürger*innen           and with : _ · / /- or (innen), also with "in": the sign is left out of
 *                          the terms, so that they are those of Bürgerinnen. After * : _ · the word
 *                          may go on (Bürger*innenversammlung), and hyphens join as always. The
 *                          front must be capitalised and have three letters: von:innen is none
 *   rat@elbgrund.example   and addresses that begin with www. or a scheme; the parts are the words
 *   02592/881-266          dialling code, slash and number; the parts are the groups of digits, so
 *                          that "02592 881 266" is the same phrase
 * Inside a token, the parts end at all signs of ASCII but ' and those in numbers: "z.B." has two
 * parts, 1.000,50 and 18.8.2023 have one. They end at a narrow no-break space too, which to ICU is
 * a part of words. § is no token: "§ 34 BauGB" is 34 and BauGB.
 *
 * Inner words. Some compounds stay whole where they stand alone, and are split in longer ones:
 * Sparkasse, but Bezirks + spar + kasse. There the parts that make such a word stand for it too, at
 * the position of the last of them: "sparkass" with "kass".
 *
 * Ergänzungsstrich. "Haupt- und Realschule" means Hauptschule too, "Kindergärten und -tagesstätten"
 * Kindertagesstätten. The token of "Haupt-" or "-tagesstätten" then has two TEXT_WORDs, what is
 * written and what is meant, and among its parts those that it borrows from the other word: after
 * its own where the hyphen is behind it, else before. Each has a position of its own, so that the
 * stream of parts is that of "Hauptschule und Realschule"; its bytes are where it stands, outside
 * the token. The second TEXT_WORD has the bytes of the token. Nothing is borrowed from a word
 * without parts, but a prefix may be exchanged: "Vor- und Nachteile" means Vorteile. The words of a
 * list are connected by und, oder, bis and the like, commas, "/", "&" or "+"; it has at most six
 * words with a hyphen in 200 bytes. What is typed instead counts too: an en dash ("Haupt– und"),
 * und, oder, sowie or bzw. right behind the hyphen ("Haupt-und Realschule", whose first token then
 * is Haupt), and a hyphen between spaces ("Haupt - und Realschule", capitals only).
 */
struct text_cursor;

/* The analyser must outlive the cursor. */
fund_status text_cursor_create(const struct text_analyser *analyser, struct text_cursor **cursor,
                               struct fund_error *error);
void text_cursor_destroy(struct text_cursor *cursor);
/* What the lexicon knows of a folded word. */
enum text_known {
    TEXT_UNKNOWN,
    TEXT_COMPOUND, /* only the words that it is made of; hyphens part them */
    TEXT_FORM      /* the word itself */
};
enum text_known text_cursor_knows(const struct text_cursor *cursor, struct slice folded);
/*
 * Begins a text, which must be well-formed UTF-8 and stay in place until the last
 * text_cursor_next. Positions begin at first_position.
 */
fund_status text_cursor_start(struct text_cursor *cursor, struct slice text,
                              uint32_t first_position, struct fund_error *error);
/*
 * The next token; everything in it is borrowed until the next call. False at the end and on
 * failure, which text_cursor_finish tells apart.
 */
bool text_cursor_next(struct text_cursor *cursor, struct text_token *token);
/* FUND_OK where the text was read to its end, else what went wrong; *position (NULL allowed) is the
 * next free position. */
fund_status text_cursor_finish(struct text_cursor *cursor, uint32_t *position,
                               struct fund_error *error);

#endif
