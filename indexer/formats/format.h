/*
 * formats: one reader per input format, each bytes -> struct release.
 */
#ifndef INDEXER_FORMATS_FORMAT_H
#define INDEXER_FORMATS_FORMAT_H

#include "core/schema/release.h"
#include "core/text/text.h"

/* Largest file in bytes that is read; larger ones are reported and skipped. */
#define FORMAT_FILE_MAX (16u * 1024 * 1024)

/* Odd things that were mended or left out; each is worth a line to the user. */
enum format_oddity {
    FORMAT_ODD_ENCODING = 1 << 0,   /* not UTF-8: another encoding was recognised */
    FORMAT_ODD_MALFORMED = 1 << 1,  /* bytes that are no character became U+FFFD */
    FORMAT_ODD_NUL = 1 << 2,        /* NUL bytes dropped */
    FORMAT_ODD_NO_DATE = 1 << 3,    /* no date found */
    FORMAT_ODD_WRONG_DATE = 1 << 4, /* a date that no calendar has, "31.02.2023" */
    FORMAT_ODD_NO_TITLE = 1 << 5,   /* the first words of the text stand in for it */
    FORMAT_ODD_LONG_LINE = 1 << 6,  /* a line of more than FORMAT_LINE_LONG bytes */
    FORMAT_ODD_MANY_NAMES = 1 << 7  /* more names or dates than a release may have: none kept */
};
#define FORMAT_LINE_LONG 100000u

struct format_notes {
    unsigned oddities;   /* enum format_oddity, or-ed */
    char encoding[32];   /* FORMAT_ODD_ENCODING: the encoding's name */
    char wrong_date[32]; /* FORMAT_ODD_WRONG_DATE: as it stands there, cut where longer */
};

/*
 * Turns a file's bytes into clean text (text_clean): by its BOM, as UTF-8 where it is well-formed
 * but for a few bytes, else by ICU's detector with Windows-1252 as the default.
 * FUND_INVALID_ARGUMENT for what is no text at all (a picture, a PDF): the message says so.
 */
fund_status format_decode(struct slice bytes, struct buffer *text, struct format_notes *notes,
                          struct fund_error *error);

struct format_reader {
    const char *name; /* as in --format */
    /* 0: not this format; higher is surer. text is clean. */
    int (*recognise)(struct slice text);
    /*
     * Fills text, its ranges, published, issuer and url of an empty release from clean text.
     * FUND_INVALID_ARGUMENT where nothing is left to index ("empty file").
     */
    fund_status (*read)(struct slice text, struct release *release, struct format_notes *notes,
                        struct fund_error *error);
};

/* The press-service layout and plain text. */
extern const struct format_reader format_text;

/* NULL-terminated, surest first where two recognise a text equally. */
extern const struct format_reader *const format_readers[];

/* Decodes, recognises (reader NULL) and reads. */
fund_status format_read(const struct format_reader *reader, struct slice bytes,
                        struct release *release, struct format_notes *notes,
                        struct fund_error *error);

#endif
