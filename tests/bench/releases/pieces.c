/*
 * See pieces.h.
 */
#include "tests/bench/releases/pieces.h"

/* Words that stay: days, and what tells the tagger of names that a person follows. */
static const char *const kept_words[] = {
    "Montag",      "Dienstag",     "Mittwoch",        "Donnerstag",        "Freitag",
    "Samstag",     "Sonnabend",    "Sonntag",         "Bürgermeister",     "Frau",
    "Herr",        "Herrn",        "Bürgermeisterin", "Oberbürgermeister", "Straße",
    "Strasse",     "Platz",        "Leiter",          "Leiterin",          "Telefon",
    "Vorsitzende", "Vorsitzender", "Sprecher",        "Sprecherin"};

static const char *const months[] = {"Januar",    "Februar", "März",     "April",
                                     "Mai",       "Juni",    "Juli",     "August",
                                     "September", "Oktober", "November", "Dezember"};

/* Each opens a clause that can follow another main clause. */
static const char *const clause_words[PATTERN_CLAUSES] = {"dass ",  "daß ", "weil ", "wenn ",
                                                          "damit ", "ob ",  "um ",   "wo "};

static bool is_any(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(word, slice_from(list[i])))
            return true;
    return false;
}
#define IS_ANY(word, list) is_any(word, list, sizeof(list) / sizeof(*(list)))

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_capital(struct slice text)
{
    unsigned char first = text.size > 0 ? (unsigned char)text.data[0] : 0;
    bool is_umlaut = first == 0xc3 && text.size > 1 && (unsigned char)text.data[1] < 0x9f;
    return (first >= 'A' && first <= 'Z') || is_umlaut;
}

/* Bytes of the character where it belongs to a word, else 0. */
static size_t letter_size(struct slice text)
{
    unsigned char first = (unsigned char)text.data[0];
    bool is_ascii =
        is_digit(text.data[0]) || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (is_ascii)
        return 1;
    /* Two-byte letters; the signs of C2 and all punctuation of E2 are none. */
    return first >= 0xc3 && first < 0xe0 && text.size > 1 ? 2 : 0;
}

size_t pieces_word_size(struct slice text)
{
    size_t size = 0, more = 0;
    while (size < text.size && (more = letter_size(slice_part(text, size, text.size))) > 0)
        size += more;
    return size;
}

/* "Dr.", "1.", "e. V.": what stands before the full stop is short. */
static bool is_abbreviated(struct slice before)
{
    size_t at = before.size;
    while (at > 0 && before.data[at - 1] != ' ' && before.data[at - 1] != '-')
        at--;
    return before.size - at <= 3 || slice_ends_with(before, SLICE("Prof")) ||
           is_digit(before.data[before.size - 1]);
}

static bool ends_at(struct slice line, size_t stop, size_t *end)
{
    struct slice before = slice_part(line, 0, stop), rest = slice_part(line, stop + 1, line.size);
    *end = stop + 1;
    if (slice_starts_with(rest, SLICE("“"))) {
        *end += strlen("“");
        rest = slice_part(rest, strlen("“"), rest.size);
    }
    if (!slice_starts_with(rest, SLICE(" ")) || is_abbreviated(before))
        return false;
    rest = slice_part(rest, 1, rest.size);
    return is_capital(rest) || slice_starts_with(rest, SLICE("„"));
}

size_t pieces_sentence_end(struct slice line)
{
    size_t end = 0;
    for (size_t i = 1; i < line.size; i++) {
        bool is_stop = line.data[i] == '.' || line.data[i] == '!' || line.data[i] == '?';
        if (is_stop && ends_at(line, i, &end))
            return end;
    }
    return line.size;
}

/* What the word is where it is no name; numbers are told by their first byte. */
static struct piece piece_of_word(const struct pieces_context *context, struct slice word,
                                  bool is_first)
{
    struct piece piece = {.kind = PIECE_TEXT, .text = word};
    if (is_digit(word.data[0]))
        piece.kind = PIECE_NUMBER;
    else if (IS_ANY(word, months))
        piece.kind = PIECE_MONTH;
    else if (!is_first && !IS_ANY(word, kept_words))
        piece.words = words_kind_of(context->words, word);
    if (piece.words != NULL)
        piece.kind = PIECE_WORD;
    return piece;
}

/* A name, and what is left of its word ("Elbgrunder") follows as text. */
static struct piece piece_at(const struct pieces_context *context, struct slice rest, bool is_first)
{
    const struct gold_name *name = gold_at(context->gold, rest);
    size_t size = pieces_word_size(rest);
    if (name != NULL && (name->kind != PIECE_PLACE || !slice_equal(name->text, context->town)))
        return (struct piece){
            .kind = name->kind, .slot = name->slot, .text = slice_part(rest, 0, name->text.size)};
    if (slice_starts_with(rest, context->town))
        return (struct piece){.kind = PIECE_TOWN, .text = slice_part(rest, 0, context->town.size)};
    if (size > 0)
        return piece_of_word(context, slice_part(rest, 0, size), is_first);
    while (size < rest.size && letter_size(slice_part(rest, size, rest.size)) == 0)
        size++;
    return (struct piece){.kind = PIECE_TEXT, .text = slice_part(rest, 0, size)};
}

/* The rest of the word that a name began, up to where another piece may begin. */
static size_t rest_of_name(const struct piece *piece, struct slice rest)
{
    bool is_name = piece->kind >= PIECE_TOWN;
    return is_name ? pieces_word_size(rest) : 0;
}

static bool opens_clause(struct slice before, struct slice rest, unsigned *clause)
{
    if (!slice_ends_with(before, SLICE(", ")))
        return false;
    for (unsigned i = 0; i < PATTERN_CLAUSES; i++)
        if (slice_starts_with(rest, slice_from(clause_words[i]))) {
            *clause = i;
            return true;
        }
    return false;
}

static bool add(const struct pieces_context *context, struct piece **pieces, size_t *capacity,
                struct sentence *sentence, struct piece piece)
{
    if (piece.text.size == 0)
        return true;
    if (!arena_grow(context->arena, (void **)pieces, sentence->count, capacity, sizeof(piece)))
        return false;
    (*pieces)[sentence->count++] = piece;
    sentence->has_names = sentence->has_names || piece.kind > PIECE_TOWN;
    return true;
}

fund_status pieces_cut(const struct pieces_context *context, struct slice text,
                       struct sentence *sentence, struct fund_error *error)
{
    struct piece *pieces = NULL;
    size_t capacity = 0, at = 0, tail = SIZE_MAX;
    bool has_room = true;
    sentence->count = 0;
    sentence->has_names = false;
    while (has_room && at < text.size) {
        struct slice rest = slice_part(text, at, text.size);
        if (opens_clause(slice_part(text, 0, at), rest, &sentence->clause))
            tail = sentence->count;
        struct piece piece = piece_at(context, rest, at == 0);
        has_room = add(context, &pieces, &capacity, sentence, piece);
        at += piece.text.size;
        size_t more = rest_of_name(&piece, slice_part(text, at, text.size));
        struct piece left = {.kind = PIECE_TEXT, .text = slice_part(text, at, at + more)};
        has_room = has_room && add(context, &pieces, &capacity, sentence, left);
        at += more;
    }
    sentence->pieces = pieces;
    sentence->tail = tail < sentence->count ? tail : sentence->count;
    return has_room ? FUND_OK : error_no_memory(error);
}
