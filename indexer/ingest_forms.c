/*
 * See ingest_forms.h. What a release has is marked by its number, so that nothing is cleared between
 * two.
 */
#include "indexer/ingest_forms.h"

#include "core/base/dict.h"
#include "core/schema/schema.h"
#include "core/text/form.h"

#include <stdlib.h>

/* The words that were met last: most of a text are few words. */
#define RECENT      4096u
#define RECENT_SIZE 23u

/* A word as it stands, with the number of its form in the table. */
struct recent {
    uint32_t form;
    uint8_t size; /* 0: none */
    char surface[RECENT_SIZE];
};

struct form_mark {
    uint32_t release; /* that had it last */
    uint32_t wdf;     /* there */
};

struct ingest_forms {
    struct forms *table;
    struct dict *by_form, *by_stem; /* numbers in the table */
    struct form_mark *forms;
    uint32_t *stems; /* the release that had each last */
    uint32_t *met;   /* stems of the release at hand */
    uint32_t met_count, release;
    struct recent *recent;
};

static fund_status fill(struct ingest_forms *forms, struct fund_error *error)
{
    uint32_t count = forms_count(forms->table), stems = forms_stem_count(forms->table);
    fund_status status = FUND_OK;
    forms->forms = calloc((size_t)count + 1, sizeof(*forms->forms));
    forms->stems = calloc((size_t)stems + 1, sizeof(*forms->stems));
    forms->met = calloc((size_t)stems + 1, sizeof(*forms->met));
    forms->recent = calloc(RECENT, sizeof(*forms->recent));
    if (forms->forms == NULL || forms->stems == NULL || forms->met == NULL || forms->recent == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; status == FUND_OK && i < count; i++)
        status = dict_put(forms->by_form, forms_text(forms->table, i), i, error);
    for (uint32_t i = 0; status == FUND_OK && i < stems; i++)
        status = dict_put(forms->by_stem, forms_stem(forms->table, i), i, error);
    return status;
}

fund_status ingest_forms_create(struct slice table, struct ingest_forms **forms,
                                struct fund_error *error)
{
    struct ingest_forms *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    fund_status status = forms_read(table, &created->table, error);
    if (status == FUND_OK)
        status = dict_create(&created->by_form, error);
    if (status == FUND_OK)
        status = dict_create(&created->by_stem, error);
    if (status == FUND_OK)
        status = fill(created, error);
    if (status == FUND_OK)
        *forms = created;
    else
        ingest_forms_destroy(created);
    return status;
}

void ingest_forms_destroy(struct ingest_forms *forms)
{
    if (forms == NULL)
        return;
    forms_destroy(forms->table);
    dict_destroy(forms->by_form);
    dict_destroy(forms->by_stem);
    free(forms->forms);
    free(forms->stems);
    free(forms->met);
    free(forms->recent);
    free(forms);
}

void ingest_forms_start(struct ingest_forms *forms)
{
    if (++forms->release == 0) { /* four billion releases later, old marks would count again */
        memset(forms->forms, 0, forms_count(forms->table) * sizeof(*forms->forms));
        memset(forms->stems, 0, forms_stem_count(forms->table) * sizeof(*forms->stems));
        forms->release = 1;
    }
    forms->met_count = 0;
}

static void meet(struct ingest_forms *forms, uint32_t stem)
{
    if (forms->stems[stem] == forms->release)
        return;
    forms->stems[stem] = forms->release;
    forms->met[forms->met_count++] = stem;
}

void ingest_forms_add_stem(struct ingest_forms *forms, struct slice stem)
{
    uint32_t number = 0;
    if (dict_get(forms->by_stem, stem, &number))
        meet(forms, number);
}

/* Where a word may be among the recent ones. */
static struct recent *recent_of(const struct ingest_forms *forms, struct slice surface)
{
    uint64_t front = 0, back = 0;
    size_t size = surface.size < sizeof(front) ? surface.size : sizeof(front);
    memcpy(&front, surface.data, size);
    memcpy(&back, surface.data + surface.size - size, size);
    uint64_t hash = (front ^ back << 7 ^ surface.size) * UINT64_C(0x9e3779b97f4a7c15);
    return &forms->recent[(hash >> 32) % RECENT];
}

static void remember(struct recent *recent, struct slice surface, uint32_t form)
{
    if (surface.size > RECENT_SIZE)
        return;
    *recent = (struct recent){.form = form, .size = (uint8_t)surface.size};
    memcpy(recent->surface, surface.data, surface.size);
}

/* False where the table does not have the form with this stem. */
static bool find(struct ingest_forms *forms, struct slice surface, struct slice form,
                 struct slice stem, uint32_t *number)
{
    if (!dict_get(forms->by_form, form, number) ||
        !slice_equal(forms_stem(forms->table, forms_stem_of(forms->table, *number)), stem))
        return false;
    remember(recent_of(forms, surface), surface, *number);
    return true;
}

static bool find_recent(const struct ingest_forms *forms, struct slice surface, struct slice stem,
                        uint32_t *number)
{
    const struct recent *recent = recent_of(forms, surface);
    *number = recent->form;
    return recent->size == surface.size && surface.size > 0 &&
           memcmp(recent->surface, surface.data, surface.size) == 0 &&
           slice_equal(forms_stem(forms->table, forms_stem_of(forms->table, recent->form)), stem);
}

static void mark(struct ingest_forms *forms, uint32_t form, uint32_t weight)
{
    struct form_mark *marked = &forms->forms[form];
    if (marked->release != forms->release)
        *marked = (struct form_mark){forms->release, 0};
    marked->wdf += weight;
    meet(forms, forms_stem_of(forms->table, form));
}

void ingest_forms_add(struct ingest_forms *forms, struct ingest *ingest, struct slice surface,
                      struct slice folded, struct slice stem, uint32_t weight)
{
    uint32_t number = 0;
    if (find_recent(forms, surface, stem, &number)) {
        mark(forms, number, weight);
        return;
    }
    char bytes[TEXT_FORM_MAX];
    struct slice form = slice_of(bytes, text_form_write(folded, surface, bytes));
    if (find(forms, surface, form, stem, &number)) {
        mark(forms, number, weight);
        return;
    }
    ingest_forms_add_stem(forms, stem);
    ingest_add_term(ingest, SCHEMA_FORM, form, weight);
}

/* The usual form needs no term; without it one of the others says so. Returns the wdf that is not
 * written. */
static uint32_t write_stem(const struct ingest_forms *forms, struct ingest *ingest, uint32_t stem)
{
    uint32_t count = 0;
    const uint32_t *of_stem = forms_of_stem(forms->table, stem, &count);
    const struct form_mark *usual = &forms->forms[of_stem[0]];
    bool is_told = usual->release == forms->release;
    uint32_t left_out = is_told ? usual->wdf : 0;
    for (uint32_t i = 1; i < count; i++) {
        const struct form_mark *mark = &forms->forms[of_stem[i]];
        if (mark->release != forms->release)
            continue;
        ingest_add_term(ingest, is_told ? SCHEMA_FORM : SCHEMA_FORM_INSTEAD,
                        forms_text(forms->table, of_stem[i]), mark->wdf);
        is_told = true;
    }
    if (!is_told)
        ingest_add_term(ingest, SCHEMA_FORM_NEITHER, forms_stem(forms->table, stem), 0);
    return left_out;
}

void ingest_forms_finish(struct ingest_forms *forms, struct ingest *ingest)
{
    uint32_t left_out = 0;
    for (uint32_t i = 0; i < forms->met_count; i++)
        left_out += write_stem(forms, ingest, forms->met[i]);
    if (forms_count(forms->table) > 0)
        ingest_add_term(ingest, SCHEMA_FORM_TABLE, forms_name(forms->table), left_out);
}
