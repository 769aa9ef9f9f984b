/*
 * Folding: Müller, MÜLLER, Mueller and a decomposed Müller become one form. ASCII and the letters
 * of Latin-1 go through a table; everything else through ICU, piece by piece, so that neither
 * memory nor time grows faster than the text. The two agree (a test compares them).
 */
#include "core/text/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "core/base/utf8.h"
#include "core/text/icu.h"

/* UTF-16 units that are folded at once; cut where nothing composes across the cut. */
#define PIECE_MAX 32
/* NFKD makes at most 18 units of one (U+FDFA), case folding 3 of one, and never both. */
#define UNITS_MAX 2048
#define BYTES_MAX (UNITS_MAX * 3)

#define DIAERESIS 0x308

/* U+00C0 to U+00FF; NULL stays. */
static const char *const latin_letters[64] = {
    "a", "a", "a",  "a",        "ae",       "a",  "ae", "c", "e",  "e",  "e",  "e",  "i",
    "i", "i", "i",  "\xc3\xb0", "n",        "o",  "o",  "o", "o",  "oe", NULL, "oe", "u",
    "u", "u", "ue", "y",        "\xc3\xbe", "ss", "a",  "a", "a",  "a",  "ae", "a",  "ae",
    "c", "e", "e",  "e",        "e",        "i",  "i",  "i", "i",  NULL, "n",  "o",  "o",
    "o", "o", "oe", NULL,       "oe",       "u",  "u",  "u", "ue", "y",  NULL, "y",
};

/* Letters that Unicode doesn't decompose, after case folding, and punctuation in two spellings. */
static const struct {
    UChar32 letter;
    char folded[3];
} special_letters[] = {
    {0xe6, "ae"},  {0xf8, "oe"}, {0x111, "d"},  {0x131, "i"},  {0x142, "l"},
    {0x153, "oe"}, {0x2bc, "'"}, {0x2010, "-"}, {0x2019, "'"},
};

struct folder {
    const UNormalizer2 *nfkd, *nfkc;
    UChar piece[PIECE_MAX];
    int32_t piece_size;
    UChar from[UNITS_MAX], to[UNITS_MAX];
    char bytes[BYTES_MAX];
};

static bool is_latin(struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x80)
            continue;
        unsigned char next = i + 1 < text.size ? (unsigned char)text.data[i + 1] : 0;
        bool is_letter = byte == 0xc3 && next >= 0x80 && next <= 0xbf;
        if (!is_letter && !(byte == 0xc2 && next == 0xad))
            return false;
        i++;
    }
    return true;
}

static fund_status fold_latin(struct slice text, struct buffer *out, struct fund_error *error)
{
    char folded[256];
    size_t size = 0;
    fund_status status = FUND_OK;
    for (size_t i = 0; i < text.size && status == FUND_OK; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x80)
            folded[size++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
        else if (byte == 0xc2)
            i++; /* a soft hyphen: is_latin lets nothing else through */
        else {
            const char *letters = latin_letters[(unsigned char)text.data[++i] - 0x80];
            struct slice piece =
                letters != NULL ? slice_from(letters) : slice_part(text, i - 1, i + 1);
            memcpy(folded + size, piece.data, piece.size);
            size += piece.size;
        }
        if (size > sizeof(folded) - 2 || i + 1 >= text.size) {
            status = buffer_append(out, slice_of(folded, size), error);
            size = 0;
        }
    }
    return status;
}

/*
 * Marks that a reader takes as decoration. Those of the classes 7 to 9 (nukta, kana voicing,
 * virama) and most vowel signs (0) make another letter.
 */
static bool is_stripped(UChar32 c)
{
    if (c < 0x300)
        return c == 0xad;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return true;
    int8_t type = u_charType(c);
    if (type == U_ENCLOSING_MARK)
        return true;
    uint8_t class = u_getCombiningClass(c);
    return type == U_NON_SPACING_MARK && (class == 1 || class >= 10);
}

/* U16_NEXT without its change of sign. */
static UChar32 next_character(const UChar *units, int32_t *at, int32_t count)
{
    UChar unit = units[(*at)++];
    if (!U16_IS_LEAD(unit) || *at >= count || !U16_IS_TRAIL(units[*at]))
        return unit;
    return U16_GET_SUPPLEMENTARY(unit, units[(*at)++]);
}

static bool has_diaeresis(const UChar *units, int32_t at, int32_t count)
{
    while (at < count) {
        UChar32 c = next_character(units, &at, count);
        if (c == DIAERESIS)
            return true;
        if (u_getCombiningClass(c) == 0)
            return false;
    }
    return false;
}

static const char *special_form(UChar32 c)
{
    for (size_t i = 0; i < sizeof(special_letters) / sizeof(special_letters[0]); i++) {
        if (special_letters[i].letter == c)
            return special_letters[i].folded;
    }
    return NULL;
}

/* Reads count decomposed, case-folded units and writes what is left of them: at most twice as
 * many. Returns how many. */
static int32_t spell_out(const UChar *from, int32_t count, UChar *to)
{
    int32_t at = 0, size = 0;
    while (at < count) {
        UChar32 c = next_character(from, &at, count);
        if (is_stripped(c))
            continue;
        const char *special = c < 0x80 ? NULL : special_form(c);
        if (special != NULL) {
            for (; *special != '\0'; special++)
                to[size++] = (UChar)*special;
            continue;
        }
        U16_APPEND_UNSAFE(to, size, c);
        if ((c == 'a' || c == 'o' || c == 'u') && has_diaeresis(from, at, count))
            to[size++] = 'e';
    }
    return size;
}

/* Folds the waiting piece and appends it. */
static fund_status fold_piece(struct folder *folder, struct buffer *out, struct fund_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar *from = folder->from, *to = folder->to;
    int32_t size =
        unorm2_normalize(folder->nfkd, folder->piece, folder->piece_size, from, UNITS_MAX, &code);
    size = u_strFoldCase(to, UNITS_MAX, from, size, U_FOLD_CASE_DEFAULT, &code);
    size = unorm2_normalize(folder->nfkd, to, size, from, UNITS_MAX / 2, &code);
    size = U_SUCCESS(code) ? spell_out(from, size, to) : 0;
    /* Hangul is a syllable again, kana with a voicing mark one letter. */
    size = unorm2_normalize(folder->nfkc, to, size, from, UNITS_MAX, &code);
    u_strToUTF8(folder->bytes, BYTES_MAX, &size, from, size, &code);
    if (U_FAILURE(code))
        return text_icu_error(error, "folding", code);
    folder->piece_size = 0;
    return buffer_append(out, slice_of(folder->bytes, (size_t)size), error);
}

static bool is_piece_full(const struct folder *folder, UChar32 next)
{
    if (folder->piece_size + U16_LENGTH(next) > PIECE_MAX)
        return true;
    return folder->piece_size >= PIECE_MAX / 2 && unorm2_hasBoundaryBefore(folder->nfkc, next);
}

static fund_status fold_any(struct slice text, struct buffer *out, struct fund_error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    struct folder folder;
    folder.nfkd = unorm2_getNFKDInstance(&code);
    folder.nfkc = unorm2_getNFKCInstance(&code);
    folder.piece_size = 0;
    if (U_FAILURE(code))
        return text_icu_error(error, "folding", code);
    for (size_t at = 0; at < text.size;) {
        uint32_t c = 0;
        size_t size = utf8_next(slice_part(text, at, text.size), &c);
        if (size == 0)
            return error_set(error, FUND_INVALID_ARGUMENT, "a word is no UTF-8 at byte %zu", at);
        at += size;
        if (is_piece_full(&folder, (UChar32)c)) {
            fund_status status = fold_piece(&folder, out, error);
            if (status != FUND_OK)
                return status;
        }
        U16_APPEND_UNSAFE(folder.piece, folder.piece_size, (UChar32)c);
    }
    return fold_piece(&folder, out, error);
}

fund_status text_fold(struct slice text, struct buffer *out, struct fund_error *error)
{
    if (text.size > TEXT_SIZE_MAX)
        return error_set(error, FUND_LIMIT, "a word is larger than %u bytes", TEXT_SIZE_MAX);
    size_t size_before = out->size;
    fund_status status = is_latin(text) ? fold_latin(text, out, error) : fold_any(text, out, error);
    if (status != FUND_OK && out->data != NULL) {
        out->size = size_before;
        out->data[size_before] = '\0';
    }
    return status;
}
