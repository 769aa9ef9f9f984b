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
/* From so many releases on, tables are made for looking words up. They cost as much as some thousand
 * words that are looked for in the table of forms. */
#define LOOKUP_FROM 20u

/* A word as it stands, and where it and its stem have their marks; 0: the table does not have it. */
struct recent {
    uint32_t form, stem;
    uint8_t size; /* 0: none */
    char surface[RECENT_SIZE];
};

/* The marks of a stem and of its forms in the order of their ranks lie side by side. */
struct mark {
    uint32_t release; /* that had it last */
    uint32_t value;   /* of a form its wdf there, of a stem its number */
};

struct ingest_forms {
    struct forms *table;
    struct dict *by_form, *by_stem; /* where their marks are; NULL before LOOKUP_FROM */
    struct mark *marks;             /* the first is none's */
    uint32_t *met;                  /* marks of stems of the release at hand */
    uint32_t met_count, release;
    struct recent *recent;
};

/* ---- where marks are ------------------------------------------------------------------------ */

/* Behind those of the stems before, of which each has one more than it has forms. */
static uint32_t mark_of_stem(const struct ingest_forms *forms, uint32_t stem)
{
    uint32_t count = 0;
    if (stem == FORMS_NONE)
        return 0;
    return 1 + stem +
           (uint32_t)(forms_of_stem(forms->table, stem, &count) -
                      forms_of_stem(forms->table, 0, &count));
}

/* The mark of a form that the table has, behind that of its stem. */
static uint32_t mark_of_form(const struct ingest_forms *forms, uint32_t form)
{
    uint32_t stem = forms_stem_of(forms->table, form), count = 0, rank = 0;
    const uint32_t *of_stem = forms_of_stem(forms->table, stem, &count);
    while (of_stem[rank] != form)
        rank++;
    return mark_of_stem(forms, stem) + 1 + rank;
}

static uint32_t find_stem(const struct ingest_forms *forms, struct slice stem)
{
    uint32_t mark = 0;
    if (forms->by_stem == NULL)
        return mark_of_stem(forms, forms_find_stem(forms->table, stem));
    return dict_get(forms->by_stem, stem, &mark) ? mark : 0;
}

/* 0 where the table does not have the form with the stem that has this mark. */
static uint32_t find_form(const struct ingest_forms *forms, struct slice form, uint32_t stem)
{
    uint32_t mark = 0, count = 0;
    if (stem == 0)
        return 0;
    uint32_t number = forms->marks[stem].value;
    (void)forms_of_stem(forms->table, number, &count);
    if (forms->by_form != NULL) {
        bool is_there = dict_get(forms->by_form, form, &mark);
        return is_there && mark > stem && mark <= stem + count ? mark : 0;
    }
    uint32_t found = forms_find(forms->table, form);
    bool is_its = found != FORMS_NONE && forms_stem_of(forms->table, found) == number;
    return is_its ? mark_of_form(forms, found) : 0;
}

static fund_status fill_lookup(struct ingest_forms *forms, struct fund_error *error)
{
    uint32_t stems = forms_stem_count(forms->table);
    fund_status status = dict_reserve(forms->by_stem, stems, error);
    if (status == FUND_OK)
        status = dict_reserve(forms->by_form, forms_count(forms->table), error);
    for (uint32_t i = 0; status == FUND_OK && i < stems; i++) {
        uint32_t count = 0, mark = mark_of_stem(forms, i);
        const uint32_t *of_stem = forms_of_stem(forms->table, i, &count);
        status = dict_put(forms->by_stem, forms_stem(forms->table, i), mark, error);
        for (uint32_t rank = 0; status == FUND_OK && rank < count; rank++)
            status = dict_put(forms->by_form, forms_text(forms->table, of_stem[rank]),
                              mark + 1 + rank, error);
    }
    return status;
}

/* Without memory for it, words are looked up as before. */
static void make_lookup(struct ingest_forms *forms)
{
    fund_status status = dict_create(&forms->by_form, NULL);
    if (status == FUND_OK)
        status = dict_create(&forms->by_stem, NULL);
    if (status == FUND_OK)
        status = fill_lookup(forms, NULL);
    if (status == FUND_OK)
        return;
    dict_destroy(forms->by_form);
    dict_destroy(forms->by_stem);
    forms->by_form = forms->by_stem = NULL;
}

/* ---- a table's words ------------------------------------------------------------------------ */

static fund_status make_room(struct ingest_forms *forms, struct fund_error *error)
{
    uint32_t stems = forms_stem_count(forms->table);
    size_t count = (size_t)forms_count(forms->table) + stems + 1;
    forms->marks = calloc(count, sizeof(*forms->marks));
    forms->met = calloc((size_t)stems + 1, sizeof(*forms->met));
    forms->recent = calloc(RECENT, sizeof(*forms->recent));
    if (forms->marks == NULL || forms->met == NULL || forms->recent == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < stems; i++)
        forms->marks[mark_of_stem(forms, i)].value = i;
    return FUND_OK;
}

fund_status ingest_forms_create(struct slice table, struct ingest_forms **forms,
                                struct fund_error *error)
{
    struct ingest_forms *created = calloc(1, sizeof(*created));
    if (created == NULL)
        return error_no_memory(error);
    fund_status status = forms_read(table, &created->table, error);
    if (status == FUND_OK)
        status = make_room(created, error);
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
    free(forms->marks);
    free(forms->met);
    free(forms->recent);
    free(forms);
}

/* ---- a release ------------------------------------------------------------------------------ */

void ingest_forms_start(struct ingest_forms *forms)
{
    if (++forms->release == 0) { /* four billion releases later, old marks would count again */
        size_t count = (size_t)forms_count(forms->table) + forms_stem_count(forms->table) + 1;
        for (size_t i = 0; i < count; i++)
            forms->marks[i].release = 0;
        forms->release = 1;
    }
    if (forms->release == LOOKUP_FROM && forms->by_form == NULL)
        make_lookup(forms);
    forms->met_count = 0;
}

static void meet(struct ingest_forms *forms, uint32_t stem)
{
    if (stem == 0 || forms->marks[stem].release == forms->release)
        return;
    forms->marks[stem].release = forms->release;
    forms->met[forms->met_count++] = stem;
}

void ingest_forms_add_stem(struct ingest_forms *forms, struct slice stem)
{
    meet(forms, find_stem(forms, stem));
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

static void remember(struct recent *recent, struct slice surface)
{
    recent->size = 0;
    if (surface.size > RECENT_SIZE)
        return;
    recent->size = (uint8_t)surface.size;
    memcpy(recent->surface, surface.data, surface.size);
}

static bool is_recent(const struct recent *recent, struct slice surface)
{
    return recent->size == surface.size && surface.size > 0 &&
           memcmp(recent->surface, surface.data, surface.size) == 0;
}

static void count_form(struct ingest_forms *forms, uint32_t form, uint32_t weight)
{
    struct mark *mark = &forms->marks[form];
    if (mark->release != forms->release)
        *mark = (struct mark){forms->release, 0};
    mark->value += weight;
}

void ingest_forms_add(struct ingest_forms *forms, struct ingest *ingest, struct slice surface,
                      struct slice folded, struct slice stem, uint32_t weight)
{
    char bytes[TEXT_FORM_MAX];
    struct slice form = slice_of(bytes, 0);
    struct recent *recent = recent_of(forms, surface);
    if (!is_recent(recent, surface)) {
        form.size = text_form_write(folded, surface, bytes);
        recent->stem = find_stem(forms, stem);
        recent->form = find_form(forms, form, recent->stem);
        remember(recent, surface);
    }
    meet(forms, recent->stem);
    if (recent->form != 0) {
        count_form(forms, recent->form, weight);
        return;
    }
    if (form.size == 0)
        form.size = text_form_write(folded, surface, bytes);
    ingest_add_term(ingest, SCHEMA_FORM, form, weight);
}

/* The usual form needs no term; without it one of the others says so. Returns the wdf that is not
 * written. */
static uint32_t write_stem(const struct ingest_forms *forms, struct ingest *ingest, uint32_t at)
{
    const struct mark *stem = &forms->marks[at], *marks = stem + 1;
    uint32_t count = 0;
    const uint32_t *of_stem = forms_of_stem(forms->table, stem->value, &count);
    bool is_told = marks[0].release == forms->release;
    uint32_t left_out = is_told ? marks[0].value : 0;
    for (uint32_t i = 1; i < count; i++) {
        if (marks[i].release != forms->release)
            continue;
        ingest_add_term(ingest, is_told ? SCHEMA_FORM : SCHEMA_FORM_INSTEAD,
                        forms_text(forms->table, of_stem[i]), marks[i].value);
        is_told = true;
    }
    if (!is_told)
        ingest_add_term(ingest, SCHEMA_FORM_NEITHER, forms_stem(forms->table, stem->value), 0);
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
