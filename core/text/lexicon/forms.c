/*
 * Word forms in an array, found by a hash table; inflection groups by union–find.
 */
#include "core/text/lexicon/forms.h"

#include "core/text/splitter.h"

#include <stdlib.h>

#define FORMS_MAX     ((size_t)4 << 20)
#define TEXT_SIZE_MAX ((size_t)256 << 20)

fund_status forms_create(struct forms *forms, struct fund_error *error)
{
    *forms = (struct forms){.text = buffer_init(TEXT_SIZE_MAX)};
    return dict_create(&forms->index, error);
}

void forms_finish(struct forms *forms)
{
    dict_destroy(forms->index);
    buffer_finish(&forms->text);
    free(forms->items);
    *forms = (struct forms){.text = buffer_init(TEXT_SIZE_MAX)};
}

static fund_status grow(struct forms *forms, struct fund_error *error)
{
    if (forms->count < forms->capacity)
        return FUND_OK;
    if (forms->count >= FORMS_MAX)
        return error_set(error, FUND_LIMIT, "more than %zu word forms", FORMS_MAX);
    size_t capacity = forms->capacity == 0 ? 1024 : forms->capacity * 2;
    struct form *items = realloc(forms->items, capacity * sizeof(*items));
    if (items == NULL)
        return error_no_memory(error);
    forms->items = items;
    forms->capacity = capacity;
    return FUND_OK;
}

fund_status forms_add(struct forms *forms, struct slice folded, uint32_t *index,
                      struct fund_error *error)
{
    if (dict_get(forms->index, folded, index))
        return FUND_OK;
    fund_status status = grow(forms, error);
    if (status != FUND_OK)
        return status;
    uint32_t added = (uint32_t)forms->count;
    struct form form = {
        .text = (uint32_t)forms->text.size, .size = (uint8_t)folded.size, .group = added};
    status = buffer_append(&forms->text, folded, error);
    if (status == FUND_OK)
        status = dict_put(forms->index, folded, added, error);
    if (status != FUND_OK)
        return status;
    forms->items[forms->count++] = form;
    *index = added;
    return FUND_OK;
}

fund_status forms_flag(struct forms *forms, struct slice folded, enum form_flag flag,
                       struct fund_error *error)
{
    if (folded.size < 2 || folded.size > SPLITTER_WORD_MAX)
        return FUND_OK;
    uint32_t index;
    fund_status status = forms_add(forms, folded, &index, error);
    if (status == FUND_OK)
        forms->items[index].flags |= (uint16_t)flag;
    return status;
}

bool forms_find(const struct forms *forms, struct slice folded, uint32_t *index)
{
    return dict_get(forms->index, folded, index);
}

struct slice forms_text(const struct forms *forms, const struct form *form)
{
    return slice_of(forms->text.data + form->text, form->size);
}

uint32_t forms_group(struct forms *forms, uint32_t index)
{
    struct form *items = forms->items;
    while (items[index].group != index) {
        items[index].group = items[items[index].group].group; /* halves the way for the next */
        index = items[index].group;
    }
    return index;
}

void forms_join(struct forms *forms, uint32_t a, uint32_t b)
{
    a = forms_group(forms, a);
    b = forms_group(forms, b);
    if (a < b)
        forms->items[b].group = a;
    else
        forms->items[a].group = b;
}
