/*
 * The press-service layout and plain text:
 *
 *   Meldungsdatum: 18.08.2023
 *   headline / subtitle / lead / paragraphs / contact, a blank line between two
 *   Zu dieser Meldung können wir Ihnen folgendes Medium anbieten:
 *   media (media.h)
 *
 * Any of these may be missing. All text but the date line, the media intro and the second copy of
 * a medium's title goes into the release.
 */
#include "indexer/formats/dateline.h"
#include "indexer/formats/format.h"
#include "indexer/formats/issuer.h"
#include "indexer/formats/media.h"
#include "indexer/formats/press.h"

#include "core/base/utf8.h"

#include <stdio.h>

/* Bytes. A longer first line is no headline, a longer second paragraph no subtitle, and so on. */
#define TITLE_MAX         300
#define TITLE_LINES_MAX   3
#define WRAP_MIN          60  /* nobody wraps headlines narrower */
#define TITLE_WORDS_MAX   120 /* of what stands in for a headline */
#define SUBTITLE_MAX      100
#define SENTENCE_MIN      20
#define NOTE_MAX          300
#define CONTACT_BLOCKS    8
#define CONTACT_BLOCK_MAX 300
#define CONTACT_WEAK_MAX  500
/* Date lines are looked for in so many blocks from the top. */
#define DATE_BLOCKS 3

struct press {
    const struct press_given *given;
    struct layout layout;
    struct release *release;
    struct format_notes *notes;
    size_t next;        /* first block not yet dealt out */
    size_t body_end;    /* first block of contact or media */
    size_t media_start; /* the media intro, or the number of blocks */
    struct layout_block date_rest;
};

static struct slice first_line(const struct press *press, size_t block)
{
    size_t at = 0;
    struct slice line = {0};
    layout_next_line(layout_block_text(&press->layout, block), &at, &line);
    return layout_trim(line);
}

static bool is_one_line(struct slice text)
{
    return slice_find(text, SLICE("\n")) == text.size;
}

static struct layout_block to_block(const struct press *press, struct slice part)
{
    size_t start = part.size > 0 ? (size_t)(part.data - press->layout.text.data) : 0;
    return (struct layout_block){(uint32_t)start, (uint32_t)(start + part.size)};
}

/* Takes the block's first size bytes away; the block then may be empty. */
static void shorten(struct press *press, size_t block, size_t size)
{
    struct slice text = layout_block_text(&press->layout, block);
    struct slice rest = layout_trim(slice_part(text, size, text.size));
    uint32_t end = press->layout.blocks[block].end;
    press->layout.blocks[block] =
        rest.size > 0 ? to_block(press, rest) : (struct layout_block){end, end};
}

static bool is_empty(const struct press *press, size_t block)
{
    return press->layout.blocks[block].start == press->layout.blocks[block].end;
}

static void remove_block(struct layout *layout, size_t block)
{
    layout->block_count--;
    memmove(&layout->blocks[block], &layout->blocks[block + 1],
            (layout->block_count - block) * sizeof(*layout->blocks));
}

/* ---- date ----------------------------------------------------------------------------------- */

static void take_date(struct press *press, size_t block, const struct dateline *dateline)
{
    press->release->published = dateline->day;
    press->date_rest = to_block(press, dateline->rest);
    if (dateline->wrong.size > 0) {
        press->notes->oddities |= FORMAT_ODD_WRONG_DATE;
        size_t room = sizeof(press->notes->wrong_date) - 1;
        size_t size = utf8_floor(dateline->wrong, room);
        snprintf(press->notes->wrong_date, sizeof(press->notes->wrong_date), "%.*s", (int)size,
                 dateline->wrong.data);
    } else if (dateline->day == DATE_NONE) {
        press->notes->oddities |= FORMAT_ODD_NO_DATE;
    }
    struct slice text = layout_block_text(&press->layout, block);
    shorten(press, block, slice_find(text, SLICE("\n")));
    if (is_empty(press, block))
        remove_block(&press->layout, block);
}

/*
 * At the top, or, where the label leaves no doubt, a little further down. Where the day is known,
 * a line that says another is text.
 */
static void read_date(struct press *press)
{
    struct dateline dateline;
    int32_t known = press->given->published;
    press->release->published = known;
    for (size_t i = 0; i < press->layout.block_count && i < DATE_BLOCKS; i++) {
        struct slice line = first_line(press, i);
        if ((i == 0 || dateline_is_labelled(line)) && dateline_read(line, &dateline) &&
            (known == DATE_NONE || known == dateline.day)) {
            take_date(press, i, &dateline);
            return;
        }
    }
    if (known == DATE_NONE)
        press->notes->oddities |= FORMAT_ODD_NO_DATE;
}

/* ---- contact -------------------------------------------------------------------------------- */

/* "Für Rückfragen steht …", "Rückfragen beantwortet …" */
static bool is_weak_contact(struct slice text)
{
    static const char *const beginnings[] = {"Für Rückfragen", "Fuer Rueckfragen", "Bei Rückfragen",
                                             "Rückfragen ", "Ansprechpartner"};
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
        if (slice_starts_with(text, slice_from(beginnings[i])))
            return text.size <= CONTACT_WEAK_MAX;
    }
    return false;
}

/* An address, a telephone number, a name: what may follow "Pressekontakt:". */
static bool may_follow_contact(struct slice text)
{
    if (text.size > CONTACT_BLOCK_MAX)
        return false;
    if (slice_find(text, SLICE("@")) < text.size || !layout_ends_sentence(text))
        return true;
    size_t digits = 0;
    for (size_t i = 0; i < text.size; i++)
        digits += text.data[i] >= '0' && text.data[i] <= '9';
    return digits >= 4 && digits * 8 >= text.size;
}

/* The first block of the contact that the blocks from..to-1 end in; to where they end in none. */
static size_t find_contact(const struct press *press, size_t from, size_t to)
{
    size_t contact = to;
    for (size_t i = to; i > from && to - i < CONTACT_BLOCKS; i--) {
        struct slice text = layout_block_text(&press->layout, i - 1);
        bool is_labelled = layout_line_kind(first_line(press, i - 1)) == LAYOUT_LINE_CONTACT;
        if (is_labelled || (contact == i && is_weak_contact(text)))
            contact = i - 1;
        else if (!may_follow_contact(text))
            break;
    }
    return contact;
}

static void add_contact(struct press *press, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        layout_add_part(&press->layout, SCHEMA_FIELD_CONTACT, press->layout.blocks[i]);
}

/* ---- headline, subtitle, lead --------------------------------------------------------------- */

static bool is_small_or_not_ascii(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Not after "22", "Dr" or "e. V". */
static bool ends_sentence_at(struct slice text, size_t at)
{
    char c = text.data[at], after = text.data[at + 1];
    if ((c != '.' && c != '!' && c != '?') || (after != ' ' && after != '\n'))
        return false;
    return at >= SENTENCE_MIN && is_small_or_not_ascii(text.data[at - 1]) &&
           is_small_or_not_ascii(text.data[at - 2]);
}

/* The end of the first sentence that ends within the first max bytes, or 0. */
static size_t first_sentence(struct slice text, size_t max)
{
    for (size_t i = 0; i + 1 < text.size && i < max; i++) {
        if (ends_sentence_at(text, i))
            return i + 1;
    }
    return text.size <= max ? text.size : 0;
}

static size_t first_words(struct slice text, size_t max)
{
    size_t end = utf8_floor(text, max);
    for (size_t i = end; i > 0 && i < text.size; i--) {
        if (text.data[i] == ' ' || text.data[i] == '\n')
            return i;
    }
    return end;
}

/*
 * False where the second line's first word would have had room on the first: the line then ends
 * there on purpose, a subtitle follows.
 */
static bool is_wrapped(struct slice text)
{
    size_t first = slice_find(text, SLICE("\n"));
    if (first == text.size)
        return true;
    struct slice rest = slice_part(text, first + 1, text.size);
    size_t second = slice_find(rest, SLICE("\n"));
    size_t word = slice_find(rest, SLICE(" "));
    size_t width = first > second ? first : second;
    return first + 1 + word > (width > WRAP_MIN ? width : WRAP_MIN);
}

/* Bytes of the headline at the front of the first block. */
static size_t title_size(struct press *press, struct slice text)
{
    size_t line_size = slice_find(text, SLICE("\n"));
    if (line_size > TITLE_MAX) {
        press->notes->oddities |= FORMAT_ODD_NO_TITLE;
        size_t size = first_sentence(text, TITLE_MAX);
        return size > 0 ? size : first_words(text, TITLE_WORDS_MAX);
    }
    size_t lines = 1;
    for (size_t i = 0; i < text.size; i++)
        lines += text.data[i] == '\n';
    bool is_headline = lines <= TITLE_LINES_MAX && text.size <= TITLE_MAX &&
                       !layout_ends_sentence(text) && is_wrapped(text);
    return is_headline ? text.size : line_size;
}

static void take_title(struct press *press)
{
    struct slice text = layout_block_text(&press->layout, press->next);
    size_t size = title_size(press, text);
    layout_add_part(&press->layout, SCHEMA_FIELD_TITLE, to_block(press, slice_part(text, 0, size)));
    shorten(press, press->next, size);
    if (is_empty(press, press->next))
        press->next++;
}

static bool is_given(struct layout_block part)
{
    return part.start < part.end;
}

static struct slice given_text(const struct press *press, struct layout_block part)
{
    return slice_part(press->layout.text, part.start, part.end);
}

/* Adds a part that is known; the body may begin with the same words again. */
static void add_given(struct press *press, enum schema_field field, struct layout_block part)
{
    struct slice text = given_text(press, part);
    layout_add_part(&press->layout, field, part);
    if (press->next >= press->body_end)
        return;
    if (layout_same(layout_block_text(&press->layout, press->next), text)) {
        press->next++;
        return;
    }
    struct slice line = first_line(press, press->next);
    if (layout_same(line, text))
        shorten(press, press->next, line.size);
}

static bool is_list_item(struct slice text)
{
    static const char *const bullets[] = {"-", "–", "•", "*", "("};
    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
        if (slice_starts_with(text, slice_from(bullets[i])))
            return true;
    }
    return false;
}

/* A line without a sentence's end before a longer paragraph that has one. */
static bool is_subtitle(const struct press *press, size_t block)
{
    if (block + 1 >= press->body_end)
        return false;
    struct slice text = layout_block_text(&press->layout, block);
    struct slice after = layout_block_text(&press->layout, block + 1);
    struct dateline dateline;
    return text.size <= SUBTITLE_MAX && is_one_line(text) && !layout_ends_sentence(text) &&
           first_sentence(text, text.size) == text.size && !is_list_item(text) &&
           layout_line_kind(text) == LAYOUT_LINE_PLAIN && !dateline_read(text, &dateline) &&
           after.size > text.size && layout_ends_sentence(after) &&
           layout_line_kind(after) == LAYOUT_LINE_PLAIN;
}

/* "(Diese Fassung ersetzt unsere Meldung vom Sonntag.)" */
static bool is_note(struct slice text)
{
    return text.size <= NOTE_MAX && slice_starts_with(text, SLICE("(")) &&
           slice_ends_with(text, SLICE(")"));
}

static void take_lead(struct press *press)
{
    if (is_given(press->given->subtitle))
        add_given(press, SCHEMA_FIELD_SUBTITLE, press->given->subtitle);
    else if (press->next < press->body_end && is_subtitle(press, press->next))
        layout_add_part(&press->layout, SCHEMA_FIELD_SUBTITLE, press->layout.blocks[press->next++]);
    if (is_given(press->given->lead)) {
        add_given(press, SCHEMA_FIELD_LEAD, press->given->lead);
        return;
    }
    bool has_note = press->next + 1 < press->body_end &&
                    is_note(layout_block_text(&press->layout, press->next));
    for (int i = 0; i < 1 + has_note && press->next < press->body_end; i++) {
        if (layout_line_kind(first_line(press, press->next)) == LAYOUT_LINE_CREDIT)
            break;
        layout_add_part(&press->layout, SCHEMA_FIELD_LEAD, press->layout.blocks[press->next++]);
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void find_parts(struct press *press)
{
    size_t count = press->layout.block_count;
    press->media_start = count;
    for (size_t i = count; i > press->next; i--) {
        if (layout_line_kind(first_line(press, i - 1)) == LAYOUT_LINE_MEDIA_INTRO)
            press->media_start = i - 1;
    }
    /* The headline and what follows it at once are never the contact. */
    size_t from = press->next + 1 < press->media_start ? press->next + 1 : press->media_start;
    press->body_end = find_contact(press, from, press->media_start);
}

/* A text that is nothing but media or contact still needs something to be listed by. */
static void ensure_title(struct press *press)
{
    struct layout *layout = &press->layout;
    if (layout->part_count == 0 || layout->parts[0].field == SCHEMA_FIELD_TITLE)
        return;
    layout->parts[0].field = SCHEMA_FIELD_TITLE;
    press->notes->oddities |= FORMAT_ODD_NO_TITLE;
}

static void add_given_media(struct press *press)
{
    const struct press_given *given = press->given;
    for (size_t i = 0; i < given->medium_count; i++) {
        layout_add_medium(&press->layout); /* at the limit the last caption takes the text */
        layout_add_part(&press->layout, SCHEMA_FIELD_MEDIA_TITLE, given->media[i].title);
        layout_add_part(&press->layout, SCHEMA_FIELD_MEDIA_CREDIT, given->media[i].credit);
        layout_add_part(&press->layout, SCHEMA_FIELD_MEDIA_CAPTION, given->media[i].caption);
    }
}

static void deal_out(struct press *press)
{
    size_t count = press->layout.block_count;
    find_parts(press);
    if (is_given(press->given->title))
        add_given(press, SCHEMA_FIELD_TITLE, press->given->title);
    else if (press->next < press->body_end)
        take_title(press);
    take_lead(press);
    media_take_body(&press->layout, press->next, press->body_end);
    layout_add_part(&press->layout, SCHEMA_FIELD_BODY, press->date_rest);
    size_t media_end = find_contact(press, press->media_start, count);
    media_take_block(&press->layout, press->media_start, media_end);
    add_given_media(press);
    add_contact(press, press->body_end, press->media_start);
    add_contact(press, media_end, count);
    layout_add_part(&press->layout, SCHEMA_FIELD_CONTACT, press->given->contact);
    ensure_title(press);
}

/* Who is to be asked about the release publishes it; a picture may be another town's. */
static bool find_issuer(struct release *release)
{
    struct slice line, issuer = {0};
    struct slice text = release->text;
    size_t at = 0;
    bool is_read =
        issuer_from_contact(release_part(release, release->contact), &release->arena, &issuer);
    while (is_read && issuer.size == 0 && layout_next_line(text, &at, &line))
        if (issuer_is_press_office(layout_trim(line)))
            is_read = issuer_from_contact(line, &release->arena, &issuer);
    for (size_t i = 0; i < release->media_count && issuer.size == 0; i++)
        issuer = issuer_from_credit(release_part(release, release->media[i].credit));
    release->issuer = issuer;
    return is_read;
}

fund_status press_read(struct slice text, const struct press_given *given, struct release *release,
                       struct format_notes *notes, struct fund_error *error)
{
    const struct press_given nothing = {.body_size = text.size, .published = DATE_NONE};
    if (text.size > RELEASE_TEXT_MAX)
        return error_set(error, FUND_LIMIT, "is longer than %u bytes", RELEASE_TEXT_MAX);
    struct press press = {
        .given = given != NULL ? given : &nothing, .release = release, .notes = notes};
    layout_init(&press.layout, text);
    layout_split(&press.layout, press.given->body_size);
    if (press.layout.longest_line > FORMAT_LINE_LONG)
        notes->oddities |= FORMAT_ODD_LONG_LINE;
    fund_status status = FUND_OK;
    if (text.size == 0 ||
        (given == NULL && press.layout.block_count == 0 && !press.layout.out_of_memory))
        status = error_set(error, FUND_INVALID_ARGUMENT,
                           given == NULL ? "empty file" : "has neither title nor text");
    if (status == FUND_OK) {
        read_date(&press);
        deal_out(&press);
        status = layout_assemble(&press.layout, release, error);
    }
    if (status == FUND_OK && release->text.size == 0)
        status = error_set(error, FUND_INVALID_ARGUMENT, "holds nothing but a date");
    if (status == FUND_OK && !find_issuer(release))
        status = error_no_memory(error);
    layout_finish(&press.layout);
    return status;
}

static fund_status read_text(struct format_input *input, const struct format_sink *sink,
                             struct fund_error *error)
{
    struct buffer text = buffer_init(RELEASE_TEXT_MAX);
    struct release release;
    struct format_entry entry = {.release = &release};
    struct slice bytes = {NULL, 0};
    release_init(&release);
    fund_status status = input_all(input, FORMAT_FILE_MAX, &bytes, error);
    if (status == FUND_OK)
        status = format_decode(bytes, NULL, &text, &entry.notes, error);
    if (status == FUND_OK)
        status = press_read(buffer_slice(&text), NULL, &release, &entry.notes, error);
    if (status == FUND_OK)
        status = sink->take(sink->context, &entry, error);
    release_finish(&release);
    buffer_finish(&text);
    return status;
}

/* Everything can be read as plain text; the date line makes it surer. */
static int recognise_text(struct slice head)
{
    return dateline_is_labelled(layout_trim(head)) ? 2 : 1;
}

const struct format_reader format_text = {
    .name = "text", .recognise = recognise_text, .read = read_text};
