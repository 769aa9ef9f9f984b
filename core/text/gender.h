/*
 * Gender forms written with a sign: Bürger*innen, Bürger:innen, Bürger_innen, Bürger·innen,
 * Bürger/innen, Bürger/-innen, Bürger(innen), each also with "in". BürgerInnen has no sign.
 */
#ifndef CORE_TEXT_GENDER_H
#define CORE_TEXT_GENDER_H

#include "core/base/buffer.h"

/* Two for each part of a word, and each may be in brackets. Signs beyond stay. */
#define GENDER_CUTS_MAX 64

/* Bytes that the plain form lacks. */
struct gender_cut {
    size_t at; /* bytes of the plain form before them */
    size_t size;
    bool is_closing; /* they belong to what is before them: the ')' */
};

struct gender_cuts {
    struct gender_cut items[GENDER_CUTS_MAX];
    size_t count;
};

/*
 * Where the gender form ends whose sign begins at sign, or 0 where it is none. What is before the
 * sign, from word on, must end in a capitalised word of three letters or more; after the sign comes
 * exactly "in" or "innen", after * : _ · also "innen" and more letters.
 */
size_t gender_end(struct slice text, size_t word, size_t sign);
/* *plain is raw without the signs of its gender forms, in memory or raw itself. */
fund_status gender_plain(struct slice raw, struct buffer *memory, struct gender_cuts *cuts,
                         struct slice *plain, struct fund_error *error);
/* Where in raw a piece begins or ends that does so at an offset of the plain form. */
size_t gender_raw_start(const struct gender_cuts *cuts, size_t plain_start);
size_t gender_raw_end(const struct gender_cuts *cuts, size_t plain_end);

#endif
