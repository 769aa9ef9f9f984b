/*
 * See made.h. Draws sentences of three releases of the sample and fills in their pieces.
 */
#include "tests/bench/releases/made.h"

#include "core/base/date.h"
#include "core/base/dict.h"

#define TEXT_MAX ((size_t)1024 * 1024)
#define SOURCES  3 /* releases of the sample whose sentences are mixed */

/* Of a thousand. */
#define REPLACED       550 /* nouns that others of their kind stand for */
#define REPLACED_SMALL 200 /* the same of other words */
#define NEW            250 /* of these: compounds that no list has */
#define SWAPPED        500 /* last clauses */
#define MORE           100 /* sentences that one more follows */
#define PASSED         650 /* sentences with names that the next one stands for */
#define ORGANISED      150 /* organisations that are made up */
#define MOVED          100 /* places that others stand for */

#define NEW_RATIO      58500 /* see draws_rank */
#define NEW_OCTAVES    32

#define FIRST_DAY      12784 /* 2005-01-01 */
#define DAYS           7305  /* twenty years */

static const char *const months[] = {"Januar",    "Februar", "März",     "April",
                                     "Mai",       "Juni",    "Juli",     "August",
                                     "September", "Oktober", "November", "Dezember"};

/* What one release is made with. */
struct making {
    const struct maker *maker;
    struct made *made;
    struct draws draws;
    struct date_civil day;
    unsigned sources[SOURCES];
    uint64_t next[SOURCES]; /* the next sentence of each */
    unsigned current;       /* which of them the sentence is of */
    struct buffer *out;
};

fund_status maker_init(struct maker *maker, const char *root, uint64_t seed,
                       struct fund_error *error)
{
    char path[1024];
    *maker = (struct maker){.seed = seed};
    struct buffer counts = buffer_init(sizeof(path));
    fund_status status =
        buffer_append_format(&counts, error, "%s/data/counts/de-official.tsv.gz", root);
    if (status == FUND_OK)
        status = words_open(counts.data, &maker->words, error);
    if (status == FUND_OK)
        status = patterns_read(&maker->patterns, root, maker->words, error);
    if (status == FUND_OK)
        status = cast_read(&maker->cast, root, seed, error);
    buffer_finish(&counts);
    return status;
}

void maker_finish(struct maker *maker)
{
    cast_finish(&maker->cast);
    patterns_finish(&maker->patterns);
    words_close(maker->words);
    *maker = (struct maker){0};
}

void made_init(struct made *made)
{
    *made = (struct made){.title = buffer_init(TEXT_MAX),
                          .body = buffer_init(TEXT_MAX),
                          .media_title = buffer_init(TEXT_MAX),
                          .credit = buffer_init(TEXT_MAX),
                          .caption = buffer_init(TEXT_MAX)};
    for (size_t i = 0; i < MADE_PERSONS; i++)
        made->persons[i] = buffer_init(TEXT_MAX);
}

void made_finish(struct made *made)
{
    buffer_finish(&made->title);
    buffer_finish(&made->body);
    buffer_finish(&made->media_title);
    buffer_finish(&made->credit);
    buffer_finish(&made->caption);
    for (size_t i = 0; i < MADE_PERSONS; i++)
        buffer_finish(&made->persons[i]);
}

static void clear(struct made *made)
{
    buffer_clear(&made->title);
    buffer_clear(&made->body);
    buffer_clear(&made->media_title);
    buffer_clear(&made->credit);
    buffer_clear(&made->caption);
    for (size_t i = 0; i < MADE_PERSONS; i++)
        buffer_clear(&made->persons[i]);
    made->has_media = false;
}

/* An s joins words that end so: Sitzung-s-saal. */
static bool takes_s(struct slice word)
{
    static const char *const ends[] = {"ung", "heit", "keit", "schaft", "ion", "tät"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (slice_ends_with(word, slice_from(ends[i])))
            return true;
    return false;
}

/* The compound of this rank and kind is the same each time: a noun, and a word of the kind. */
static fund_status append_new(struct making *making, const struct piece *piece, bool is_noun,
                              struct fund_error *error)
{
    uint64_t rank = draws_rank(&making->draws, NEW_RATIO, NEW_OCTAVES);
    struct slice text = piece->text;
    struct slice ending = slice_part(text, text.size - WORDS_KIND_ENDING, text.size);
    struct draws own = draws_of(making->maker->seed ^ dict_hash(ending), rank * 2 + is_noun);
    struct slice first = words_draw_noun(making->maker->words, &own);
    struct slice second = words_draw_any_kind(piece->words, &own);
    fund_status status = is_noun ? buffer_append(making->out, first, error)
                                 : cast_append_small(making->out, first, error);
    if (status == FUND_OK && takes_s(first))
        status = buffer_append_byte(making->out, 's', error);
    return status == FUND_OK ? cast_append_small(making->out, second, error) : status;
}

static fund_status append_word(struct making *making, const struct piece *piece,
                               struct fund_error *error)
{
    bool is_noun = false;
    words_is_plain(piece->text, &is_noun);
    if (!draws_chance(&making->draws, is_noun ? REPLACED : REPLACED_SMALL))
        return buffer_append(making->out, piece->text, error);
    if (draws_chance(&making->draws, NEW))
        return append_new(making, piece, is_noun, error);
    return buffer_append(making->out, words_draw_kind(piece->words, &making->draws), error);
}

static unsigned number_of(struct slice digits)
{
    unsigned number = 0;
    for (size_t i = 0; i < digits.size && i < 8; i++)
        number = number * 10 + (unsigned)(digits.data[i] - '0');
    return number;
}

static bool is_number(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

/* Years keep their distance from the release, days and hours stay possible. */
static fund_status append_number(struct making *making, const struct sentence *sentence,
                                 const struct piece *piece, struct fund_error *error)
{
    const struct source *source = &making->maker->patterns.sources[sentence->source];
    unsigned number = number_of(piece->text);
    unsigned long long drawn = 0;
    if (!is_number(piece->text) || piece->text.size > 6 || draws_chance(&making->draws, 300))
        return buffer_append(making->out, piece->text, error);
    if (piece->text.size == 4 && number > 1900 && number < 2100)
        drawn =
            number + (unsigned)making->day.year - (unsigned)date_to_civil(source->published).year;
    else if (number <= 31)
        drawn = 1 + draws_below(&making->draws, number < 10 ? 9 : number < 24 ? 23 : 28);
    else
        drawn = number / 2 + 1 + draws_below(&making->draws, number);
    return buffer_append_format(making->out, error, "%llu", drawn);
}

static fund_status append_month(struct making *making, struct fund_error *error)
{
    uint64_t later = draws_below(&making->draws, 3);
    size_t month = ((size_t)making->day.month - 1 + (size_t)later) % 12;
    return buffer_append(making->out, slice_from(months[month]), error);
}

/* The text with the town of the sample in it replaced by the release's own. */
static fund_status append_moved(struct making *making, const struct sentence *sentence,
                                struct slice text, struct fund_error *error)
{
    struct slice town = making->maker->patterns.sources[sentence->source].town;
    size_t at = slice_find(text, town);
    if (at == text.size)
        return buffer_append(making->out, text, error);
    fund_status status = buffer_append(making->out, slice_part(text, 0, at), error);
    if (status == FUND_OK)
        status = buffer_append(making->out, making->made->town, error);
    struct slice rest = slice_part(text, at + town.size, text.size);
    return status == FUND_OK ? buffer_append(making->out, rest, error) : status;
}

static fund_status append_place(struct making *making, const struct sentence *sentence,
                                const struct piece *piece, struct fund_error *error)
{
    if (!draws_chance(&making->draws, MOVED))
        return append_moved(making, sentence, piece->text, error);
    bool is_street = slice_find(piece->text, SLICE("stra")) < piece->text.size ||
                     slice_find(piece->text, SLICE("Stra")) < piece->text.size;
    struct slice place = cast_draw_place(&making->maker->cast, &making->draws);
    fund_status status = buffer_append(making->out, place, error);
    return status == FUND_OK && is_street ? buffer_append(making->out, SLICE("er Straße"), error)
                                          : status;
}

static fund_status append_organisation(struct making *making, const struct sentence *sentence,
                                       const struct piece *piece, struct fund_error *error)
{
    const struct maker *maker = making->maker;
    if (!draws_chance(&making->draws, ORGANISED))
        return append_moved(making, sentence, piece->text, error);
    return cast_append_organisation(&maker->cast, &making->draws, maker->words, making->made->town,
                                    making->out, error);
}

/* The first mention has the whole name, later ones mostly as the sentence has it. */
static fund_status append_person(struct making *making, const struct piece *piece,
                                 struct fund_error *error)
{
    struct buffer *person =
        &making->made->persons[(piece->slot + 2 * making->current) % MADE_PERSONS];
    bool is_known = person->size > 0;
    fund_status status = FUND_OK;
    if (!is_known)
        status = cast_append_person(&making->maker->cast, &making->draws, making->made->town,
                                    making->day.year, person, error);
    struct slice name = buffer_slice(person);
    if (status == FUND_OK && is_known && piece->kind == PIECE_SURNAME) {
        size_t space = slice_find(name, SLICE(" "));
        name = slice_part(name, space < name.size ? space + 1 : 0, name.size);
    }
    return status == FUND_OK ? buffer_append(making->out, name, error) : status;
}

static fund_status append_piece(struct making *making, const struct sentence *sentence,
                                const struct piece *piece, struct fund_error *error)
{
    switch (piece->kind) {
    case PIECE_WORD:
        return append_word(making, piece, error);
    case PIECE_NUMBER:
        return append_number(making, sentence, piece, error);
    case PIECE_MONTH:
        return append_month(making, error);
    case PIECE_TOWN:
        return buffer_append(making->out, making->made->town, error);
    case PIECE_PLACE:
        return append_place(making, sentence, piece, error);
    case PIECE_ORGANISATION:
        return append_organisation(making, sentence, piece, error);
    case PIECE_PERSON:
    case PIECE_SURNAME:
        return append_person(making, piece, error);
    default:
        return buffer_append(making->out, piece->text, error);
    }
}

static fund_status append_pieces(struct making *making, const struct sentence *sentence,
                                 size_t first, size_t end, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = first; status == FUND_OK && i < end; i++)
        status = append_piece(making, sentence, &sentence->pieces[i], error);
    return status;
}

/* Half of the sentences with such a last clause get that of another sentence. */
static fund_status append_sentence(struct making *making, const struct sentence *sentence,
                                   struct fund_error *error)
{
    const struct patterns *patterns = &making->maker->patterns;
    const struct sentence *last = sentence;
    if (sentence->tail < sentence->count && draws_chance(&making->draws, SWAPPED)) {
        size_t others = patterns->clause_count[sentence->clause];
        last = &patterns->sentences[patterns->clauses[sentence->clause]
                                                     [draws_below(&making->draws, others)]];
    }
    fund_status status = append_pieces(making, sentence, 0, sentence->tail, error);
    return status == FUND_OK ? append_pieces(making, last, last->tail, last->count, error) : status;
}

static const struct sentence *next_sentence(struct making *making)
{
    const struct patterns *patterns = &making->maker->patterns;
    const struct source *source = &patterns->sources[making->sources[making->current]];
    return &patterns->sentences[source->first_sentence +
                                making->next[making->current]++ % source->sentence_count];
}

/* Those of one source follow each other as they do there. The sample names more than real releases
 * do, so that some sentences with names are passed over. */
static const struct sentence *draw_sentence(struct making *making)
{
    making->current = (unsigned)draws_below(&making->draws, SOURCES);
    const struct sentence *sentence = next_sentence(making);
    while (sentence->has_names && draws_chance(&making->draws, PASSED))
        sentence = next_sentence(making);
    return sentence;
}

static void draw_sources(struct making *making)
{
    const struct patterns *patterns = &making->maker->patterns;
    for (size_t i = 0; i < SOURCES; i++) {
        making->sources[i] = (unsigned)draws_below(&making->draws, patterns->source_count);
        making->next[i] = draws_below(&making->draws, patterns->sentence_count);
    }
}

/* Paragraphs have drawn sentences in place of their own, other fields their own. */
static fund_status append_block(struct making *making, const struct block *block,
                                struct buffer *out, struct fund_error *error)
{
    const struct sentence *own = &making->maker->patterns.sentences[block->first];
    fund_status status = FUND_OK;
    making->out = out;
    if (out->size > 0)
        status = buffer_append(out, SLICE("\n\n"), error);
    for (size_t i = 0; status == FUND_OK && i < block->count;) {
        bool is_paragraph = block->kind == BLOCK_PARAGRAPH;
        bool is_more = is_paragraph && draws_chance(&making->draws, MORE);
        status = append_sentence(making, is_paragraph ? draw_sentence(making) : &own[i], error);
        if (status == FUND_OK && (is_more || i + 1 < block->count))
            status = buffer_append_byte(out, own[i].ends_line && !is_more ? '\n' : ' ', error);
        i += is_more ? 0 : 1;
    }
    return status;
}

static struct buffer *field_of(struct made *made, enum block_kind kind)
{
    switch (kind) {
    case BLOCK_TITLE:
        return &made->title;
    case BLOCK_MEDIA_TITLE:
        return &made->media_title;
    case BLOCK_MEDIA_CREDIT:
        return &made->credit;
    case BLOCK_MEDIA_CAPTION:
        return &made->caption;
    default:
        return &made->body;
    }
}

fund_status maker_make(const struct maker *maker, uint64_t number, struct made *made,
                       struct fund_error *error)
{
    struct making making = {
        .maker = maker, .made = made, .draws = draws_of(maker->seed, number), .out = NULL};
    clear(made);
    made->number = number;
    made->published = FIRST_DAY + (int32_t)draws_below(&making.draws, DAYS);
    made->town = cast_draw_town(&maker->cast, &making.draws);
    making.day = date_to_civil(made->published);
    draw_sources(&making);
    const struct source *source = &maker->patterns.sources[making.sources[0]];
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < source->block_count; i++) {
        const struct block *block = &source->blocks[i];
        making.current = 0;
        made->has_media = made->has_media || block->kind == BLOCK_MEDIA_TITLE;
        status = append_block(&making, block, field_of(made, block->kind), error);
    }
    return status;
}
