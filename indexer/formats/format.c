/*
 * The list of formats, and reading a file with the one that fits.
 */
#include "indexer/formats/format.h"

const struct format_reader *const format_readers[] = {&format_text, NULL};

static const struct format_reader *surest_reader(struct slice text)
{
    const struct format_reader *surest = &format_text;
    int best = 0;
    for (size_t i = 0; format_readers[i] != NULL; i++) {
        int sureness = format_readers[i]->recognise(text);
        if (sureness > best) {
            best = sureness;
            surest = format_readers[i];
        }
    }
    return surest;
}

fund_status format_read(const struct format_reader *reader, struct slice bytes,
                        struct release *release, struct format_notes *notes,
                        struct fund_error *error)
{
    struct buffer text = buffer_init(RELEASE_TEXT_MAX);
    fund_status status = format_decode(bytes, &text, notes, error);
    if (status == FUND_OK) {
        if (reader == NULL)
            reader = surest_reader(buffer_slice(&text));
        status = reader->read(buffer_slice(&text), release, notes, error);
    }
    buffer_finish(&text);
    return status;
}
