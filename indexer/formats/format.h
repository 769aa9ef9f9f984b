/*
 * formats: one reader per input format. A file holds one release or many; its reader hands each to
 * a sink, with what was odd about it, and tells the sink of entries that cannot be read.
 */
#ifndef INDEXER_FORMATS_FORMAT_H
#define INDEXER_FORMATS_FORMAT_H

#include "core/schema/release.h"
#include "core/text/text.h"
#include "indexer/formats/input.h"

/* Largest file in bytes that is read as one piece; larger ones are reported and skipped. Readers
 * of many releases read on and on, with a limit for each. */
#define FORMAT_FILE_MAX (16u * 1024 * 1024)
/* Largest feed, which is read as one piece, but may be a whole archive. */
#define FORMAT_FEED_MAX (64u * 1024 * 1024)

/* Odd things that were mended or left out; each is worth a line to the user. */
enum format_oddity {
    FORMAT_ODD_ENCODING = 1 << 0,   /* not UTF-8: another encoding was recognised */
    FORMAT_ODD_MALFORMED = 1 << 1,  /* bytes that are no character became U+FFFD */
    FORMAT_ODD_NUL = 1 << 2,        /* NUL bytes dropped */
    FORMAT_ODD_NO_DATE = 1 << 3,    /* no date found */
    FORMAT_ODD_WRONG_DATE = 1 << 4, /* a date that no calendar has, "31.02.2023" */
    FORMAT_ODD_NO_TITLE = 1 << 5,   /* the first words of the text stand in for it */
    FORMAT_ODD_LONG_LINE = 1 << 6,  /* a line of more than FORMAT_LINE_LONG bytes */
    FORMAT_ODD_MANY_NAMES = 1 << 7, /* more names or dates than a release may have: none kept */
    FORMAT_ODD_TEASER = 1 << 8,     /* a feed's entry with a teaser alone */
    FORMAT_ODD_ATTACHED = 1 << 9,   /* attachments, which are not read */
    FORMAT_ODD_CUT = 1 << 10,       /* more media, pages or the like than are read */
    FORMAT_ODD_VERSION = 1 << 11    /* another version of a release that this run has met */
};
#define FORMAT_LINE_LONG 100000u

struct format_notes {
    unsigned oddities;   /* enum format_oddity, or-ed */
    char encoding[32];   /* FORMAT_ODD_ENCODING: the encoding's name */
    char wrong_date[32]; /* FORMAT_ODD_WRONG_DATE: as it stands there, cut where longer */
};

/* A release as a reader hands it over. */
struct format_entry {
    /* Without id, file and source; the reader finishes it. Empty for a bare deletion. */
    struct release *release;
    /* The release's own identifier: guid, URI, Message-ID, number; empty where it has none. */
    struct slice own_id;
    bool keeps_id;      /* own_id is the id that an archive of Fundstelle gave it */
    bool is_deleted;    /* its maker has taken it back */
    struct slice place; /* within the file: "3"; empty where the file is this one release */
    struct format_notes notes;
};

/* All borrowed until the call returns. */
struct format_sink {
    /* Anything but FUND_OK ends the reading and is returned by it. */
    fund_status (*take)(void *context, struct format_entry *entry, struct fund_error *error);
    /* An entry that cannot be read; the reading goes on. place: "line 3", "entry 3"; NULL where the
     * file is one release. */
    void (*problem)(void *context, const char *place, const char *reason);
    void *context;
};

struct format_reader {
    const char *name; /* as in --format */
    /* 0: not this format; higher is surer. head is the file's front, as UTF-8 where it is text. */
    int (*recognise)(struct slice head);
    /*
     * Hands all releases of the input to the sink. FUND_INVALID_ARGUMENT or FUND_LIMIT where the
     * file, or what is left of it, cannot be read as this format ("empty file").
     */
    fund_status (*read)(struct format_input *input, const struct format_sink *sink,
                        struct fund_error *error);
    /*
     * NULL, or whether a file with this front holds a release a line, so that whole lines of it can
     * be read by themselves, by read_lines; first_line is the number of the first of them, from 1.
     */
    bool (*is_in_lines)(struct slice head);
    fund_status (*read_lines)(struct format_input *input, uint32_t first_line,
                              const struct format_sink *sink, struct fund_error *error);
};

/* The press-service layout and plain text; pages; RSS and Atom; JSON Lines and documents; IPTC's
 * ninjs; e-mail and PDF, where the libraries for them were there at build time. */
extern const struct format_reader format_text, format_html, format_feed, format_jsonl, format_ninjs,
    format_mail, format_pdf;

/* NULL-terminated, surest first where two recognise a file equally. */
extern const struct format_reader *const format_readers[];

/* Recognises (reader NULL) and reads. */
fund_status format_read_all(const struct format_reader *reader, struct format_input *input,
                            const struct format_sink *sink, struct fund_error *error);

/* The reader of an input that is in lines; NULL for any other. Nothing is given out. */
fund_status format_find_lines(const struct format_reader *reader, struct format_input *input,
                              const struct format_reader **found, struct fund_error *error);
/* By its name; NULL where there is none. */
const struct format_reader *format_find(struct slice name);

/* The first release of bytes, into an empty one; FUND_INVALID_ARGUMENT where there is none. */
fund_status format_read(const struct format_reader *reader, struct slice bytes,
                        struct release *release, struct format_notes *notes,
                        struct fund_error *error);

/*
 * Turns a file's bytes into clean text (text_clean): by its BOM, as UTF-8 where it is well-formed
 * but for a few bytes, by the declared encoding (NULL: none is), else by ICU's detector with
 * Windows-1252 as the default. FUND_INVALID_ARGUMENT for what is no text at all (a picture, a
 * PDF): the message says so.
 */
fund_status format_decode(struct slice bytes, const char *declared, struct buffer *text,
                          struct format_notes *notes, struct fund_error *error);
/* The same, but the text is not cleaned: well-formed UTF-8 with whatever controls it has. */
fund_status format_to_utf8(struct slice bytes, const char *declared, struct buffer *text,
                           struct format_notes *notes, struct fund_error *error);

#endif
