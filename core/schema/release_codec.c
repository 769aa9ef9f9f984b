/*
 * The stored form of a release: what lists of hits show, so that it can be read without the rest,
 * and then the rest.
 *
 *   head   version, id, file, source, issuer, url, published, updated, embargo, the title's text,
 *          persons and organisations: of each name, title and role; 4 bytes of the hash of all this
 *   body   range of the title, the text without the title, the other ranges, aliases and mentions
 *          of the persons and organisations, places, dates; the hash of all from the version on
 *
 * Numbers are unsigned LEB128 (7 bits a byte, low bits first, as DWARF has them), days zigzag;
 * moments a day and, where there is one, its second;
 * strings are a size and the bytes; lists a count and the items; mentions and dates are distances
 * from the one before, since they come in rising order. Hashes are dict_hash, low bytes first.
 */
#include "core/schema/release.h"

#include "core/base/dict.h"
#include "core/base/utf8.h"

#include <assert.h>

#define STORED_VERSION 4
/* Bytes of the hashes, by which damage is told. */
#define HEAD_HASH_SIZE   4
#define HASH_SIZE        8
#define NUMBER_BYTES_MAX 5
/* id, file, source, issuer, url */
#define FRONT_STRINGS 5

/* ---- writing -------------------------------------------------------------------------------- */

struct writer {
    struct buffer *out;
    struct fund_error *error;
    fund_status status; /* the first failure; later writes do nothing */
};

static void put_bytes(struct writer *writer, struct slice bytes)
{
    if (writer->status == FUND_OK)
        writer->status = buffer_append(writer->out, bytes, writer->error);
}

static void put_number(struct writer *writer, uint32_t number)
{
    char bytes[NUMBER_BYTES_MAX];
    size_t size = 0;
    while (number >= 0x80) {
        bytes[size++] = (char)(number | 0x80);
        number >>= 7;
    }
    bytes[size++] = (char)number;
    put_bytes(writer, slice_of(bytes, size));
}

static void put_day(struct writer *writer, int32_t day)
{
    put_number(writer, (uint32_t)day << 1 ^ (day < 0 ? UINT32_MAX : 0));
}

static void put_moment(struct writer *writer, int64_t moment)
{
    int32_t second = (int32_t)(moment % CLOCK_DAY_SECONDS);
    if (second < 0)
        second += CLOCK_DAY_SECONDS;
    put_day(writer,
            moment == CLOCK_NONE ? DATE_NONE : (int32_t)((moment - second) / CLOCK_DAY_SECONDS));
    if (moment != CLOCK_NONE)
        put_number(writer, (uint32_t)second);
}

static void put_string(struct writer *writer, struct slice string)
{
    put_number(writer, (uint32_t)string.size);
    put_bytes(writer, string);
}

static void put_range(struct writer *writer, struct range range)
{
    put_number(writer, range.start);
    put_number(writer, range.end - range.start);
}

static void put_mentions(struct writer *writer, const struct release_entity *entity)
{
    uint32_t last = 0;
    put_number(writer, (uint32_t)entity->mention_count);
    for (size_t i = 0; i < entity->mention_count; i++) {
        assert(entity->mentions[i].start >= last);
        put_number(writer, entity->mentions[i].start - last);
        put_number(writer, entity->mentions[i].end - entity->mentions[i].start);
        last = entity->mentions[i].start;
    }
}

static void put_details(struct writer *writer, const struct release_entity *entity)
{
    put_number(writer, (uint32_t)entity->alias_count);
    for (size_t i = 0; i < entity->alias_count; i++)
        put_string(writer, entity->aliases[i]);
    put_mentions(writer, entity);
}

/* Those of the head; their details follow in the body. */
static void put_names(struct writer *writer, const struct release_entities *list)
{
    put_number(writer, (uint32_t)list->count);
    for (size_t i = 0; i < list->count; i++) {
        put_string(writer, list->items[i].name);
        put_string(writer, list->items[i].title);
        put_string(writer, list->items[i].role);
    }
}

static void put_all_details(struct writer *writer, const struct release_entities *list)
{
    for (size_t i = 0; i < list->count; i++)
        put_details(writer, &list->items[i]);
}

static void put_dates(struct writer *writer, const struct release *release)
{
    put_number(writer, (uint32_t)release->date_count);
    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];
        put_range(writer, date->range);
        put_day(writer, date->first_day);
        put_number(writer, (uint32_t)(date->last_day - date->first_day));
        put_number(writer, (uint32_t)date->precision);
    }
}

static void put_fields(struct writer *writer, const struct release *release)
{
    put_range(writer, release->subtitle);
    put_range(writer, release->lead);
    put_range(writer, release->body);
    put_number(writer, (uint32_t)release->media_count);
    for (size_t i = 0; i < release->media_count; i++) {
        put_range(writer, release->media[i].title);
        put_range(writer, release->media[i].credit);
        put_range(writer, release->media[i].caption);
    }
    put_range(writer, release->contact);
}

/* Of all bytes since start. */
static uint64_t hash_since(struct slice bytes, size_t start)
{
    return dict_hash_text(slice_part(bytes, start, bytes.size));
}

static void put_hash(struct writer *writer, size_t start, size_t size)
{
    if (writer->status != FUND_OK)
        return;
    uint64_t hash = hash_since(buffer_slice(writer->out), start);
    char bytes[HASH_SIZE];
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(hash >> 8 * i & 0xff);
    writer->status = buffer_append(writer->out, slice_of(bytes, size), writer->error);
}

static void put_head(struct writer *writer, const struct release *release)
{
    size_t start = writer->out->size;
    put_number(writer, STORED_VERSION);
    put_string(writer, release->id);
    put_string(writer, release->file);
    put_string(writer, release->source);
    put_string(writer, release->issuer);
    put_string(writer, release->url);
    put_day(writer, release->published);
    put_moment(writer, release->updated);
    put_moment(writer, release->embargo);
    put_string(writer, release_part(release, release->title));
    put_names(writer, &release->persons);
    put_names(writer, &release->organisations);
    put_hash(writer, start, HEAD_HASH_SIZE);
}

static void put_text(struct writer *writer, const struct release *release)
{
    struct range title = release->title;
    put_range(writer, title);
    put_number(writer, (uint32_t)release->text.size - (title.end - title.start));
    put_bytes(writer, slice_part(release->text, 0, title.start));
    put_bytes(writer, slice_part(release->text, title.end, release->text.size));
}

static void put_body(struct writer *writer, const struct release *release)
{
    put_text(writer, release);
    put_fields(writer, release);
    put_all_details(writer, &release->persons);
    put_all_details(writer, &release->organisations);
    put_names(writer, &release->places);
    put_all_details(writer, &release->places);
    put_dates(writer, release);
}

fund_status release_encode(const struct release *release, struct buffer *out, size_t *head_size,
                           struct fund_error *error)
{
    if (release->text.size > RELEASE_TEXT_MAX)
        return error_set(error, FUND_LIMIT, "the release is longer than %u bytes",
                         RELEASE_TEXT_MAX);
    size_t start = out->size;
    struct writer writer = {out, error, FUND_OK};
    put_head(&writer, release);
    size_t head_end = out->size;
    put_body(&writer, release);
    put_hash(&writer, start, HASH_SIZE);
    if (writer.status != FUND_OK)
        out->size = start;
    else if (head_size != NULL)
        *head_size = head_end - start;
    return writer.status;
}

/* ---- reading -------------------------------------------------------------------------------- */

struct reader {
    struct slice bytes;
    size_t at;
    struct release *release;
    bool failed;    /* the bytes are no stored form */
    bool no_memory; /* or there is no room for what they say */
};

static uint32_t get_number(struct reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 7 * NUMBER_BYTES_MAX; shift += 7) {
        if (reader->at >= reader->bytes.size)
            break;
        unsigned char byte = (unsigned char)reader->bytes.data[reader->at++];
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (number > UINT32_MAX)
                break;
            return (uint32_t)number;
        }
    }
    reader->failed = true;
    return 0;
}

/* A count of items of at least one byte each: more than there are bytes left is damage. */
static size_t get_count(struct reader *reader, size_t most)
{
    uint32_t count = get_number(reader);
    if (count > most || count > reader->bytes.size - reader->at) {
        reader->failed = true;
        return 0;
    }
    return count;
}

static int32_t get_day(struct reader *reader)
{
    uint32_t number = get_number(reader);
    uint32_t day = number >> 1 ^ (number & 1 ? UINT32_MAX : 0);
    return day <= INT32_MAX ? (int32_t)day : -(int32_t)(UINT32_MAX - day) - 1;
}

static int64_t get_moment(struct reader *reader)
{
    int32_t day = get_day(reader);
    if (day == DATE_NONE)
        return CLOCK_NONE;
    uint32_t second = get_number(reader);
    reader->failed = reader->failed || second >= CLOCK_DAY_SECONDS;
    return clock_from_utc(day, (int32_t)second);
}

/* A string that is not copied. */
static struct slice pass_string(struct reader *reader)
{
    size_t size = get_number(reader);
    if (size > reader->bytes.size - reader->at)
        reader->failed = true;
    if (reader->failed)
        return slice_of("", 0);
    reader->at += size;
    struct slice string = slice_part(reader->bytes, reader->at - size, reader->at);
    if (utf8_valid_prefix(string) == size)
        return string;
    reader->failed = true;
    return slice_of("", 0);
}

static struct slice get_string(struct reader *reader)
{
    struct slice copy = arena_copy(&reader->release->arena, pass_string(reader));
    if (copy.data != NULL)
        return copy;
    reader->no_memory = true;
    return slice_of("", 0);
}

/* A range that starts distance bytes after `from`; it must lie in the text and cut no character. */
static struct range get_range_after(struct reader *reader, uint32_t from)
{
    uint64_t start = (uint64_t)from + get_number(reader);
    uint64_t end = start + get_number(reader);
    struct slice text = reader->release->text;
    if (end > text.size || utf8_floor(text, (size_t)start) != start ||
        utf8_floor(text, (size_t)end) != end)
        reader->failed = true;
    if (reader->failed)
        return (struct range){0, 0};
    return (struct range){(uint32_t)start, (uint32_t)end};
}

static struct range get_range(struct reader *reader)
{
    return get_range_after(reader, 0);
}

static bool stopped(const struct reader *reader)
{
    return reader->failed || reader->no_memory;
}

static void get_names(struct reader *reader, struct release_entities *list)
{
    size_t count = get_count(reader, RELEASE_ENTITIES_MAX);
    for (size_t i = 0; i < count && !stopped(reader); i++) {
        struct release_entity *entity = release_add_entity(reader->release, list);
        if (entity == NULL) {
            reader->no_memory = true;
            return;
        }
        entity->name = get_string(reader);
        entity->title = get_string(reader);
        entity->role = get_string(reader);
    }
}

static void get_details(struct reader *reader, struct release_entity *entity)
{
    struct release *release = reader->release;
    size_t aliases = get_count(reader, RELEASE_ALIASES_MAX);
    for (size_t i = 0; i < aliases && !stopped(reader); i++)
        reader->no_memory |= !release_add_alias(release, entity, get_string(reader));
    size_t mentions = get_count(reader, RELEASE_MENTIONS_MAX);
    uint32_t last = 0;
    for (size_t i = 0; i < mentions && !stopped(reader); i++) {
        struct range mention = get_range_after(reader, last);
        reader->no_memory |= !release_add_mention(release, entity, mention);
        last = mention.start;
    }
}

static void get_all_details(struct reader *reader, struct release_entities *list)
{
    for (size_t i = 0; i < list->count && !stopped(reader); i++)
        get_details(reader, &list->items[i]);
}

static void get_date(struct reader *reader, struct release_date *date)
{
    date->range = get_range(reader);
    date->first_day = get_day(reader);
    int64_t last = (int64_t)date->first_day + get_number(reader);
    uint32_t precision = get_number(reader);
    if (last > INT32_MAX || precision > RELEASE_DATE_RECURRING) {
        reader->failed = true;
        return;
    }
    date->last_day = (int32_t)last;
    date->precision = (enum release_precision)precision;
}

static void get_dates(struct reader *reader)
{
    size_t count = get_count(reader, RELEASE_ENTITIES_MAX);
    for (size_t i = 0; i < count && !stopped(reader); i++) {
        struct release_date *date = release_add_date(reader->release);
        if (date != NULL)
            get_date(reader, date);
        else
            reader->no_memory = true;
    }
}

static void get_fields(struct reader *reader)
{
    struct release *release = reader->release;
    release->subtitle = get_range(reader);
    release->lead = get_range(reader);
    release->body = get_range(reader);
    size_t media = get_count(reader, RELEASE_MEDIA_MAX);
    for (size_t i = 0; i < media && !stopped(reader); i++) {
        struct release_media *medium = release_add_media(release);
        if (medium == NULL) {
            reader->no_memory = true;
            break;
        }
        medium->title = get_range(reader);
        medium->credit = get_range(reader);
        medium->caption = get_range(reader);
    }
    release->contact = get_range(reader);
}

/* Whether size bytes of the hash of all before them follow. */
static bool has_hash(const struct reader *reader, size_t size)
{
    if (size > reader->bytes.size - reader->at)
        return false;
    uint64_t hash = hash_since(slice_part(reader->bytes, 0, reader->at), 0);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)reader->bytes.data[reader->at + i] != (hash >> 8 * i & 0xff))
            return false;
    return true;
}

/* What was read must end in a hash of so many bytes. */
static void get_hash(struct reader *reader, size_t size)
{
    if (!reader->failed && !has_hash(reader, size))
        reader->failed = true;
    if (!reader->failed)
        reader->at += size;
}

/* Up to the title; the strings are borrowed. */
static void pass_front(struct reader *reader, struct slice strings[static FRONT_STRINGS],
                       int32_t *published, int64_t moments[static 2])
{
    if (get_number(reader) != STORED_VERSION)
        reader->failed = true;
    for (int i = 0; i < FRONT_STRINGS; i++)
        strings[i] = pass_string(reader);
    *published = get_day(reader);
    moments[0] = get_moment(reader);
    moments[1] = get_moment(reader);
}

/* The text is the title alone. */
static void get_head(struct reader *reader)
{
    struct release *release = reader->release;
    struct slice strings[FRONT_STRINGS];
    struct slice *copies[FRONT_STRINGS] = {&release->id, &release->file, &release->source,
                                           &release->issuer, &release->url};
    int64_t moments[2];
    pass_front(reader, strings, &release->published, moments);
    release->updated = moments[0];
    release->embargo = moments[1];
    for (int i = 0; i < FRONT_STRINGS; i++) {
        *copies[i] = arena_copy(&release->arena, strings[i]);
        reader->no_memory |= copies[i]->data == NULL;
    }
    release->text = get_string(reader);
    release->title = (struct range){0, (uint32_t)release->text.size};
    get_names(reader, &release->persons);
    get_names(reader, &release->organisations);
    get_hash(reader, HEAD_HASH_SIZE);
}

/* Puts the title, which is the text so far, back to its place in it. */
static void get_text(struct reader *reader)
{
    struct release *release = reader->release;
    struct slice title = release->text;
    size_t start = get_number(reader), title_size = get_number(reader);
    size_t size = get_number(reader);
    if (size > reader->bytes.size - reader->at || start > size || title_size != title.size ||
        size + title.size > RELEASE_TEXT_MAX)
        reader->failed = true;
    if (stopped(reader))
        return;
    struct slice rest = slice_part(reader->bytes, reader->at, reader->at + size);
    char *text = arena_allocate(&release->arena, size + title.size);
    if (text == NULL) {
        reader->no_memory = true;
        return;
    }
    memcpy(text, rest.data, start);
    memcpy(text + start, title.data, title.size);
    memcpy(text + start + title.size, rest.data + start, size - start);
    release->text = slice_of(text, size + title.size);
    release->title = (struct range){(uint32_t)start, (uint32_t)(start + title.size)};
    reader->at += size;
    reader->failed = utf8_valid_prefix(release->text) != release->text.size;
}

static void get_body(struct reader *reader)
{
    struct release *release = reader->release;
    get_text(reader);
    get_fields(reader);
    get_all_details(reader, &release->persons);
    get_all_details(reader, &release->organisations);
    get_names(reader, &release->places);
    get_all_details(reader, &release->places);
    get_dates(reader);
    get_hash(reader, HASH_SIZE);
    reader->failed = reader->failed || reader->at != reader->bytes.size;
}

static fund_status damaged(size_t at, struct fund_error *error)
{
    return error_set(error, FUND_CORRUPT,
                     "a stored release is damaged (at byte %zu); " ERROR_REBUILD, at);
}

/* Leaves an empty release where it failed. */
static fund_status end_reading(struct reader *reader, struct fund_error *error)
{
    if (!stopped(reader))
        return FUND_OK;
    release_finish(reader->release);
    return reader->failed ? damaged(reader->at, error) : error_no_memory(error);
}

fund_status release_decode(struct slice bytes, struct release *release, struct fund_error *error)
{
    struct reader reader = {.bytes = bytes, .release = release};
    get_head(&reader);
    get_body(&reader);
    return end_reading(&reader, error);
}

fund_status release_decode_head(struct slice bytes, struct release *release,
                                struct fund_error *error)
{
    struct reader reader = {.bytes = bytes, .release = release};
    get_head(&reader);
    return end_reading(&reader, error);
}
