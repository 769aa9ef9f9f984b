/*
 * UAX #29 as ICU has it for "de".
 */
#include "core/text/segments.h"

#include "core/text/icu.h"

#define LOCALE "de"

fund_status segments_init(struct segments *segments, struct fund_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    segments->boundaries = ubrk_open(UBRK_WORD, LOCALE, NULL, 0, &code);
    return U_FAILURE(code) ? text_icu_error(error, "word boundaries", code) : FUND_OK;
}

void segments_finish(struct segments *segments)
{
    ubrk_close(segments->boundaries);
    utext_close(segments->bytes);
}

fund_status segments_start(struct segments *segments, struct slice text, struct fund_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *bytes = text.size > 0 ? text.data : "";
    segments->bytes = utext_openUTF8(segments->bytes, bytes, (int64_t)text.size, &code);
    ubrk_setUText(segments->boundaries, segments->bytes, &code);
    if (U_FAILURE(code))
        return text_icu_error(error, "word boundaries", code);
    ubrk_first(segments->boundaries);
    segments->text = text;
    segments->ahead = (struct segment){0, 0, false};
    return FUND_OK;
}

bool segments_advance(struct segments *segments)
{
    struct segment *ahead = &segments->ahead;
    size_t size = segments->text.size;
    int32_t end = ahead->end < size ? ubrk_next(segments->boundaries) : UBRK_DONE;
    if (end == UBRK_DONE) {
        *ahead = (struct segment){size, size, false};
        return false;
    }
    bool is_word = ubrk_getRuleStatus(segments->boundaries) >= UBRK_WORD_NONE_LIMIT;
    *ahead = (struct segment){ahead->end, (size_t)end, is_word};
    return true;
}
