/*
 * See usual_forms.h.
 */
#include "indexer/usual_forms.h"

#include "core/text/form.h"

/* How much text is looked at: what more would find saves less than it costs. */
#define TEXT_MAX ((size_t)4 * 1024 * 1024)

fund_status usual_forms_init(struct usual_forms *forms, struct text_cursor *cursor,
                             struct fund_error *error)
{
    *forms = (struct usual_forms){.cursor = cursor};
    return forms_sample_create(&forms->sample, error);
}

void usual_forms_finish(struct usual_forms *forms)
{
    forms_sample_destroy(forms->sample);
    forms->sample = NULL;
}

static fund_status add_token(struct usual_forms *forms, const struct text_token *token,
                             struct slice text, struct fund_error *error)
{
    char form[TEXT_FORM_MAX];
    size_t size = text_form_write(token->folded, slice_part(text, token->start, token->end), form);
    return forms_sample_add(forms->sample, slice_of(form, size), token->terms[0].stem, error);
}

static fund_status add_text(struct usual_forms *forms, struct slice text, struct fund_error *error)
{
    struct text_token token;
    fund_status status = text_cursor_start(forms->cursor, text, 1, error);
    if (status != FUND_OK)
        return status;
    while (status == FUND_OK && text_cursor_next(forms->cursor, &token))
        status = add_token(forms, &token, text, error);
    fund_status finished = text_cursor_finish(forms->cursor, NULL, error);
    forms->bytes += text.size;
    return status != FUND_OK ? status : finished;
}

fund_status usual_forms_add(struct usual_forms *forms, const struct release *release,
                            struct fund_error *error)
{
    size_t walk = 0;
    enum schema_field field;
    struct range range;
    fund_status status = FUND_OK;
    forms_sample_next(forms->sample);
    while (status == FUND_OK && release_next_field(release, &walk, &field, &range)) {
        struct slice text = release_part(release, range);
        if (text.size <= TEXT_MAX - forms->bytes)
            status = add_text(forms, text, error);
    }
    return status;
}

fund_status usual_forms_write(const struct usual_forms *forms, struct buffer *table,
                              struct fund_error *error)
{
    return forms_sample_write(forms->sample, table, error);
}
