/*
 * Making tables: forms are counted by releases, then the stems chosen.
 */
#include "core/forms/forms.h"

#include "core/base/dict.h"

#include <stdlib.h>

/* Bytes of all forms and stems of a sample. */
#define TEXTS_MAX ((size_t)256 * 1024 * 1024)
/* Bytes of the numbers beside a form. */
#define NUMBERS_MAX 16
#define FIRST       ((size_t)1024)

struct text {
    uint32_t at, size; /* in texts */
};

struct counted_form {
    struct text text;
    uint32_t stem; /* of counted_stem */
    uint32_t releases, last;
};

struct counted_stem {
    struct text text;
    uint32_t releases, last, forms, bytes; /* of it and its forms */
    uint32_t number;                       /* in the table; FORMS_NONE */
};

struct forms_sample {
    struct buffer texts;
    struct dict *by_form, *by_stem;
    struct counted_form *forms;
    struct counted_stem *stems;
    size_t form_count, form_capacity, stem_count, stem_capacity;
    uint32_t release;
};

fund_status forms_sample_create(struct forms_sample **sample, struct fund_error *error)
{
    struct forms_sample *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    created->texts = buffer_init(TEXTS_MAX);
    fund_status status = dict_create(&created->by_form, error);
    if (status == FUND_OK)
        status = dict_create(&created->by_stem, error);
    if (status == FUND_OK)
        *sample = created;
    else
        forms_sample_destroy(created);
    return status;
}

void forms_sample_destroy(struct forms_sample *sample)
{
    if (sample == NULL)
        return;
    dict_destroy(sample->by_form);
    dict_destroy(sample->by_stem);
    buffer_finish(&sample->texts);
    free(sample->forms);
    free(sample->stems);
    free(sample);
}

void forms_sample_next(struct forms_sample *sample)
{
    sample->release++;
}

/* ---- counting ------------------------------------------------------------------------------- */

static fund_status grow(void **items, size_t count, size_t *capacity, size_t size,
                        struct fund_error *error)
{
    if (count < *capacity)
        return FUND_OK;
    size_t larger = *capacity == 0 ? FIRST : *capacity * 2;
    void *grown = realloc(*items, larger * size);
    if (grown == NULL)
        return error_no_memory(error);
    *items = grown;
    *capacity = larger;
    return FUND_OK;
}

static fund_status put_text(struct forms_sample *sample, struct slice bytes, struct text *text,
                            struct fund_error *error)
{
    *text = (struct text){(uint32_t)sample->texts.size, (uint32_t)bytes.size};
    return buffer_append(&sample->texts, bytes, error);
}

static fund_status find_stem(struct forms_sample *sample, struct slice stem, uint32_t *number,
                             struct fund_error *error)
{
    if (dict_get(sample->by_stem, stem, number))
        return FUND_OK;
    struct counted_stem added = {.bytes = (uint32_t)stem.size, .number = FORMS_NONE};
    uint32_t at = (uint32_t)sample->stem_count;
    fund_status status = grow((void **)&sample->stems, sample->stem_count, &sample->stem_capacity,
                              sizeof(*sample->stems), error);
    if (status == FUND_OK)
        status = put_text(sample, stem, &added.text, error);
    if (status == FUND_OK)
        status = dict_put(sample->by_stem, stem, at, error);
    if (status != FUND_OK)
        return status;
    sample->stems[sample->stem_count++] = added;
    *number = at;
    return FUND_OK;
}

static fund_status find_form(struct forms_sample *sample, struct slice form, struct slice stem,
                             uint32_t *number, struct fund_error *error)
{
    if (dict_get(sample->by_form, form, number))
        return FUND_OK;
    struct counted_form added = {.releases = 0};
    uint32_t at = (uint32_t)sample->form_count;
    fund_status status = find_stem(sample, stem, &added.stem, error);
    if (status == FUND_OK)
        status = grow((void **)&sample->forms, sample->form_count, &sample->form_capacity,
                      sizeof(*sample->forms), error);
    if (status == FUND_OK)
        status = put_text(sample, form, &added.text, error);
    if (status == FUND_OK)
        status = dict_put(sample->by_form, form, at, error);
    if (status != FUND_OK)
        return status;
    sample->forms[sample->form_count++] = added;
    sample->stems[added.stem].forms++;
    sample->stems[added.stem].bytes += (uint32_t)form.size + NUMBERS_MAX;
    *number = at;
    return FUND_OK;
}

fund_status forms_sample_add(struct forms_sample *sample, struct slice form, struct slice stem,
                             struct fund_error *error)
{
    uint32_t number = 0;
    fund_status status = find_form(sample, form, stem, &number, error);
    if (status != FUND_OK)
        return status;
    struct counted_form *counted = &sample->forms[number];
    struct counted_stem *of = &sample->stems[counted->stem];
    counted->releases += counted->last != sample->release;
    of->releases += of->last != sample->release;
    counted->last = of->last = sample->release;
    return FUND_OK;
}

/* ---- choosing ------------------------------------------------------------------------------- */

/* What is sorted: a text, whose first bytes are a number too, with its count. */
struct item {
    struct slice text;
    uint64_t front;
    uint32_t releases, stem, at;
    uint32_t rank;
};

static struct slice bytes_of(const struct forms_sample *sample, struct text text)
{
    return slice_of(sample->texts.data + text.at, text.size);
}

static uint64_t front_of(struct slice text)
{
    uint64_t front = 0;
    for (size_t i = 0; i < sizeof(front); i++)
        front = front << 8 | (i < text.size ? (unsigned char)text.data[i] : 0u);
    return front;
}

static int compare_texts(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->front != b->front)
        return a->front < b->front ? -1 : 1;
    return slice_compare(a->text, b->text);
}

static int compare_releases(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->releases != b->releases)
        return a->releases < b->releases ? 1 : -1;
    return compare_texts(left, right);
}

/* By stem, and of each stem the forms of most releases first. */
static int compare_ranks(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->stem != b->stem)
        return a->stem < b->stem ? -1 : 1;
    return compare_releases(left, right);
}

/* As many stems as there is room for, in byte order. */
static size_t choose_stems(const struct forms_sample *sample, struct item *stems)
{
    size_t count = 0, kept = 0, forms = 0, bytes = 0;
    for (uint32_t i = 0; i < sample->stem_count; i++) {
        const struct counted_stem *stem = &sample->stems[i];
        struct slice text = bytes_of(sample, stem->text);
        stems[count++] = (struct item){
            .text = text, .front = front_of(text), .releases = stem->releases, .at = i};
    }
    if (sample->form_count > FORMS_MAX || sample->texts.size > FORMS_SIZE_MAX / 4)
        qsort(stems, count, sizeof(*stems), compare_releases);
    for (; kept < count; kept++) {
        forms += sample->stems[stems[kept].at].forms;
        bytes += sample->stems[stems[kept].at].bytes;
        if (forms > FORMS_MAX || bytes > FORMS_SIZE_MAX / 2)
            break;
    }
    qsort(stems, kept, sizeof(*stems), compare_texts);
    for (size_t i = 0; i < kept; i++)
        sample->stems[stems[i].at].number = (uint32_t)i;
    return kept;
}

/* Their forms, in byte order, with their ranks. */
static size_t choose_forms(const struct forms_sample *sample, struct item *forms)
{
    size_t count = 0;
    for (uint32_t i = 0; i < sample->form_count; i++) {
        const struct counted_form *form = &sample->forms[i];
        uint32_t stem = sample->stems[form->stem].number;
        struct slice text = bytes_of(sample, form->text);
        if (stem != FORMS_NONE)
            forms[count++] = (struct item){
                .text = text, .front = front_of(text), .releases = form->releases, .stem = stem};
    }
    qsort(forms, count, sizeof(*forms), compare_ranks);
    for (size_t i = 1; i < count; i++)
        forms[i].rank = forms[i].stem == forms[i - 1].stem ? forms[i - 1].rank + 1 : 0;
    qsort(forms, count, sizeof(*forms), compare_texts);
    return count;
}

/* ---- writing -------------------------------------------------------------------------------- */

static fund_status put_number(struct buffer *out, size_t number, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (; status == FUND_OK && number >= 0x80; number >>= 7)
        status = buffer_append_byte(out, (char)(number | 0x80), error);
    return status == FUND_OK ? buffer_append_byte(out, (char)number, error) : status;
}

/* See read_step in table.c. */
static fund_status put_step(struct buffer *out, uint32_t before, uint32_t number,
                            struct fund_error *error)
{
    return put_number(
        out, number >= before ? 2 * (size_t)(number - before) : 2 * (size_t)(before - number) - 1,
        error);
}

static fund_status put_shared(struct buffer *out, struct slice last, struct slice text,
                              struct fund_error *error)
{
    size_t shared = 0;
    while (shared < last.size && shared < text.size && last.data[shared] == text.data[shared])
        shared++;
    fund_status status = put_number(out, shared, error);
    if (status == FUND_OK)
        status = put_number(out, text.size - shared, error);
    return status == FUND_OK ? buffer_append(out, slice_part(text, shared, text.size), error)
                             : status;
}

static fund_status put_totals(struct buffer *out, const struct item *items, size_t count,
                              struct fund_error *error)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += items[i].text.size;
    fund_status status = put_number(out, count, error);
    return status == FUND_OK ? put_number(out, bytes, error) : status;
}

static fund_status put_table(struct buffer *out, const struct item *stems, size_t stem_count,
                             const struct item *forms, size_t count, struct fund_error *error)
{
    struct slice last = {NULL, 0};
    fund_status status = put_totals(out, stems, stem_count, error);
    if (status == FUND_OK)
        status = put_totals(out, forms, count, error);
    for (size_t i = 0; status == FUND_OK && i < stem_count; last = stems[i++].text)
        status = put_shared(out, last, stems[i].text, error);
    last = slice_of(NULL, 0);
    for (size_t i = 0; status == FUND_OK && i < count; last = forms[i++].text) {
        status = put_shared(out, last, forms[i].text, error);
        if (status == FUND_OK)
            status = put_step(out, i > 0 ? forms[i - 1].stem : 0, forms[i].stem, error);
        if (status == FUND_OK)
            status = put_number(out, forms[i].rank, error);
    }
    return status;
}

fund_status forms_sample_write(const struct forms_sample *sample, struct buffer *out,
                               struct fund_error *error)
{
    struct item *stems = calloc(sample->stem_count + 1, sizeof(*stems));
    struct item *forms = calloc(sample->form_count + 1, sizeof(*forms));
    fund_status status = stems != NULL && forms != NULL ? FUND_OK : error_no_memory(error);
    for (size_t i = 0; i < sample->stem_count; i++)
        sample->stems[i].number = FORMS_NONE;
    if (status == FUND_OK) {
        size_t stem_count = choose_stems(sample, stems);
        size_t count = choose_forms(sample, forms);
        if (count > 0)
            status = put_table(out, stems, stem_count, forms, count, error);
    }
    free(stems);
    free(forms);
    return status;
}
