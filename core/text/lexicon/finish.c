/*
 * What speaks for a whole word is known only to the build: the file says just where the dynamic
 * program alone would decide otherwise than the build did.
 */
#include "core/text/lexicon/finish.h"

#include <stdlib.h>

/* False where the finished lexicon can do without the form. */
static bool finish_form(const struct estimate *estimate, const struct form *form,
                        struct lexicon_form *value)
{
    *value = estimate->image.forms[form->place];
    value->whole = 0;
    uint64_t unmarked =
        groups_unmarked_split(&estimate->image.splitter, forms_text(estimate->forms, form),
                              &estimate->image.forms[form->place]);
    if (unmarked != form->boundaries)
        value->whole = form->boundaries == 0 ? LEXICON_WHOLE_ALWAYS : LEXICON_WHOLE_FORCED;
    return value->modifier != LEXICON_NO_PART || value->head != LEXICON_NO_PART ||
           value->whole != 0;
}

/* Copies the values of the chosen forms; their places in the new trie are known by now. */
static void copy_values(const struct forms *forms, const uint32_t *chosen, size_t count,
                        const struct lexicon_form *values, struct image *image)
{
    for (size_t i = 0; i < count; i++) {
        struct lexicon_form *value = &image->forms[forms->items[chosen[i]].place];
        value->modifier = values[i].modifier;
        value->head = values[i].head;
        value->whole = values[i].whole;
    }
}

fund_status finish_build(const struct estimate *estimate, struct image *out,
                         struct fund_error *error)
{
    struct forms *forms = estimate->forms;
    uint32_t *chosen = calloc(forms->count + 1, sizeof(*chosen));
    struct lexicon_form *values = calloc(forms->count + 1, sizeof(*values));
    struct image image = {.forms = NULL};
    fund_status status = FUND_OK;
    size_t count = 0;
    if (chosen == NULL || values == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    for (uint32_t i = 0; i < forms->count; i++) {
        if (finish_form(estimate, &forms->items[i], &values[count]))
            chosen[count++] = i;
    }
    status = image_build(forms, chosen, count, &estimate->image.splitter.costs, &image, error);
    if (status != FUND_OK)
        goto out;
    copy_values(forms, chosen, count, values, &image);
    status = image_seal(&image, forms, chosen, count, error);
    if (status == FUND_OK)
        *out = image;
    else
        image_finish(&image);
out:
    free(chosen);
    free(values);
    return status;
}
