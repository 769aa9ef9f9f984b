/*
 * Reading tables. The bytes: how many stems there are and how many bytes these have, the same of the
 * forms; each stem; each form with the number
 * of its stem, as a step from the one before, and its rank among the stem's forms. Both stand in byte
 * order, each as how many bytes it shares with the one before, how many more it has, and these. Numbers
 * have seven bits a byte, the lowest first.
 */
#include "core/forms/forms.h"

#include "core/base/dict.h"

#include <stdlib.h>

/* Each release has the name: 24 bits tell the few tables of one spread archive apart. */
#define NAME_SIZE 4

/* Texts one behind another: the n-th ends where the next begins. */
struct texts {
    char *bytes;
    uint32_t *starts; /* of each and of what would be the next one */
    uint32_t count;
    uint32_t count_in_all, bytes_in_all; /* once all are read */
};

struct forms {
    struct texts forms, stems;
    uint32_t *stem_of;  /* of each form */
    uint32_t *of_stems; /* forms by stem, and of each stem by rank */
    uint32_t *first_of; /* of each stem, in of_stems; one more at the end */
    char name[NAME_SIZE];
};

struct reading {
    struct slice bytes;
    size_t at;
    bool has_failed;
};

static uint32_t read_number(struct reading *reading)
{
    uint32_t number = 0;
    for (unsigned shift = 0; shift < 28 && reading->at < reading->bytes.size; shift += 7) {
        unsigned char byte = (unsigned char)reading->bytes.data[reading->at++];
        number |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    reading->has_failed = true;
    return 0;
}

/* A number by how far it is from the one before: even forwards, odd backwards. */
static uint32_t read_step(struct reading *reading, uint32_t before)
{
    uint32_t step = read_number(reading);
    return (step & 1) != 0 ? before - step / 2 - 1 : before + step / 2;
}

static struct slice text_at(const struct texts *texts, uint32_t number)
{
    return slice_of(texts->bytes + texts->starts[number],
                    texts->starts[number + 1] - texts->starts[number]);
}

/* The next text, which must come behind the one before. */
static void read_text(struct reading *reading, struct texts *texts)
{
    uint32_t shared = read_number(reading), more = read_number(reading);
    uint32_t start = texts->starts[texts->count];
    struct slice last = texts->count > 0 ? text_at(texts, texts->count - 1) : slice_of(NULL, 0);
    if (reading->has_failed || shared > last.size || more > reading->bytes.size - reading->at ||
        shared + more > texts->bytes_in_all - start) {
        reading->has_failed = true;
        return;
    }
    if (shared > 0)
        memcpy(texts->bytes + start, last.data, shared);
    memcpy(texts->bytes + start + shared, reading->bytes.data + reading->at, more);
    reading->at += more;
    texts->starts[++texts->count] = start + shared + more;
    if (slice_compare(last, text_at(texts, texts->count - 1)) >= 0)
        reading->has_failed = true;
}

/* A text takes two bytes at least. */
static void read_totals(struct reading *reading, struct texts *texts)
{
    texts->count_in_all = read_number(reading);
    texts->bytes_in_all = read_number(reading);
    if (texts->count_in_all > FORMS_MAX || texts->count_in_all > reading->bytes.size / 2 ||
        texts->bytes_in_all > FORMS_SIZE_MAX)
        reading->has_failed = true;
}

static bool make_room(struct texts *texts)
{
    texts->starts = calloc((size_t)texts->count_in_all + 1, sizeof(*texts->starts));
    texts->bytes = malloc((size_t)texts->bytes_in_all + 1);
    return texts->starts != NULL && texts->bytes != NULL;
}

/* Forms with their stems and ranks; the ranks of a stem must be those from 0. */
static void read_forms(struct reading *reading, struct forms *forms, uint32_t *ranks)
{
    uint32_t count = forms->forms.count_in_all, stem_count = forms->stems.count;
    for (uint32_t i = 0; i < count && !reading->has_failed; i++) {
        read_text(reading, &forms->forms);
        uint32_t stem = read_step(reading, i > 0 ? forms->stem_of[i - 1] : 0);
        ranks[i] = read_number(reading);
        reading->has_failed = reading->has_failed || stem >= stem_count || ranks[i] >= count;
        if (reading->has_failed)
            return;
        forms->stem_of[i] = stem;
        forms->first_of[stem + 1]++;
    }
    for (uint32_t i = 0; i < stem_count; i++) {
        reading->has_failed = reading->has_failed || forms->first_of[i + 1] == 0;
        forms->first_of[i + 1] += forms->first_of[i];
    }
    for (uint32_t i = 0; i < count; i++)
        forms->of_stems[i] = FORMS_NONE;
    for (uint32_t i = 0; i < count && !reading->has_failed; i++) {
        uint32_t first = forms->first_of[forms->stem_of[i]];
        uint32_t room = forms->first_of[forms->stem_of[i] + 1] - first;
        reading->has_failed = ranks[i] >= room || forms->of_stems[first + ranks[i]] != FORMS_NONE;
        if (!reading->has_failed)
            forms->of_stems[first + ranks[i]] = i;
    }
}

static fund_status read_all(struct reading *reading, struct forms *forms, struct fund_error *error)
{
    if (reading->bytes.size > 0) {
        read_totals(reading, &forms->stems);
        read_totals(reading, &forms->forms);
    }
    uint32_t stems = forms->stems.count_in_all, count = forms->forms.count_in_all;
    if (reading->has_failed || stems > count)
        return error_set(error, FUND_CORRUPT, "its table of forms is damaged");
    uint32_t *ranks = calloc((size_t)count + 1, sizeof(*ranks));
    forms->stem_of = calloc((size_t)count + 1, sizeof(*forms->stem_of));
    forms->of_stems = calloc((size_t)count + 1, sizeof(*forms->of_stems));
    forms->first_of = calloc((size_t)stems + 2, sizeof(*forms->first_of));
    bool has_room = make_room(&forms->stems) && make_room(&forms->forms) && ranks != NULL &&
                    forms->stem_of != NULL && forms->of_stems != NULL && forms->first_of != NULL;
    for (uint32_t i = 0; has_room && i < stems && !reading->has_failed; i++)
        read_text(reading, &forms->stems);
    if (has_room && !reading->has_failed)
        read_forms(reading, forms, ranks);
    free(ranks);
    if (!has_room)
        return error_no_memory(error);
    if (reading->has_failed || reading->at != reading->bytes.size)
        return error_set(error, FUND_CORRUPT, "its table of forms is damaged");
    return FUND_OK;
}

static void put_name(uint64_t hash, char name[static NAME_SIZE])
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    for (int i = 0; i < NAME_SIZE; i++, hash >>= 6)
        name[i] = digits[hash & 63];
}

fund_status forms_read(struct slice bytes, struct forms **forms, struct fund_error *error)
{
    struct reading reading = {bytes, 0, false};
    struct forms *read = calloc(1, sizeof(*read));
    if (read == NULL)
        return error_no_memory(error);
    fund_status status = read_all(&reading, read, error);
    put_name(dict_hash_text(bytes), read->name);
    if (status == FUND_OK)
        *forms = read;
    else
        forms_destroy(read);
    return status;
}

void forms_destroy(struct forms *forms)
{
    if (forms == NULL)
        return;
    free(forms->forms.bytes);
    free(forms->forms.starts);
    free(forms->stems.bytes);
    free(forms->stems.starts);
    free(forms->stem_of);
    free(forms->of_stems);
    free(forms->first_of);
    free(forms);
}

/* ---- looking up ----------------------------------------------------------------------------- */

uint32_t forms_count(const struct forms *forms)
{
    return forms->forms.count;
}

uint32_t forms_stem_count(const struct forms *forms)
{
    return forms->stems.count;
}

struct slice forms_text(const struct forms *forms, uint32_t form)
{
    return text_at(&forms->forms, form);
}

struct slice forms_stem(const struct forms *forms, uint32_t stem)
{
    return text_at(&forms->stems, stem);
}

/* The first text that is not before this one. */
static uint32_t find_from(const struct texts *texts, struct slice text)
{
    uint32_t from = 0, to = texts->count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (slice_compare(text_at(texts, middle), text) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static uint32_t find(const struct texts *texts, struct slice text)
{
    uint32_t found = find_from(texts, text);
    bool is_there = found < texts->count && slice_equal(text_at(texts, found), text);
    return is_there ? found : FORMS_NONE;
}

uint32_t forms_find(const struct forms *forms, struct slice text)
{
    return find(&forms->forms, text);
}

uint32_t forms_find_stem(const struct forms *forms, struct slice stem)
{
    return find(&forms->stems, stem);
}

uint32_t forms_from(const struct forms *forms, struct slice text)
{
    return find_from(&forms->forms, text);
}

uint32_t forms_stem_of(const struct forms *forms, uint32_t form)
{
    return forms->stem_of[form];
}

const uint32_t *forms_of_stem(const struct forms *forms, uint32_t stem, uint32_t *count)
{
    *count = forms->first_of[stem + 1] - forms->first_of[stem];
    return forms->of_stems + forms->first_of[stem];
}

bool forms_is_usual(const struct forms *forms, uint32_t form)
{
    return forms->of_stems[forms->first_of[forms->stem_of[form]]] == form;
}

struct slice forms_name(const struct forms *forms)
{
    return slice_of(forms->name, NAME_SIZE);
}
