/*
 * One reader of indexer/formats against any bytes. FUZZ_READER names it; without it bytes are looked
 * at as the indexer does, archives included.
 */
#include "core/base/utf8.h"
#include "indexer/container.h"
#include "indexer/formats/format.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What every release that comes out of a reader must be. */
static fund_status take(void *context, struct format_entry *entry, struct fund_error *error)
{
    const struct release *release = entry->release;
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    (void)context, (void)error;
    assert(utf8_valid_prefix(release->text) == release->text.size);
    assert(utf8_valid_prefix(entry->own_id) == entry->own_id.size);
    assert(utf8_valid_prefix(release->url) == release->url.size);
    assert(utf8_valid_prefix(release->issuer) == release->issuer.size);
    assert(entry->is_deleted || release->text.size > 0);
    while (release_next_field(release, &walk, &field, &range)) {
        assert(range.start < range.end && range.end <= release->text.size);
        assert(utf8_floor(release->text, range.start) == range.start);
    }
    struct buffer stored = buffer_init(SIZE_MAX / 2);
    struct release read;
    release_init(&read);
    assert(release_encode(release, &stored, NULL, NULL) == FUND_OK);
    assert(release_decode(buffer_slice(&stored), &read, NULL) == FUND_OK);
    release_finish(&read);
    buffer_finish(&stored);
    return FUND_OK;
}

static void note_problem(void *context, const char *place, const char *reason)
{
    (void)context, (void)place;
    assert(reason != NULL && reason[0] != '\0');
}

static const struct format_sink sink = {take, note_problem, NULL};

#ifdef FUZZ_READER

static void read_all(struct format_input *input)
{
    format_read_all(&FUZZ_READER, input, &sink, NULL);
}

#else

static fund_status visit(void *context, const char *name, struct format_input *input,
                         struct fund_error *error)
{
    (void)context;
    assert(name == NULL || name[0] != '/');
    return format_read_all(NULL, input, &sink, error) == FUND_NO_MEMORY ? FUND_NO_MEMORY : FUND_OK;
}

static void read_all(struct format_input *input)
{
    struct container_budget budget = {0, 0};
    const struct container_visitor visitor = {visit, note_problem, NULL};
    struct slice head = {NULL, 0};
    if (input_peek(input, INPUT_HEAD_MAX, &head, NULL) == FUND_OK && container_recognise(head))
        container_read(input, -1, &budget, &visitor, NULL);
    else
        format_read_all(NULL, input, &sink, NULL);
}

#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct format_input input;
    input_of_bytes(&input, slice_of((const char *)data, size));
    read_all(&input);
    input_finish(&input);
    return 0;
}
