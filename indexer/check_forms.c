/*
 * See check_forms.h. The terms of a document come in byte order: first SCHEMA_FORM_NEITHER and
 * SCHEMA_FORM_INSTEAD, then the words.
 */
#include "indexer/check_forms.h"

#include "core/forms/forms.h"
#include "core/schema/schema.h"

#include <stdlib.h>

struct check_forms {
    struct forms *table;
    store_docid *told; /* of each stem of the table: the document that told something of it last */
};

/* A document at hand. */
struct telling {
    store_docid docid;
    size_t told, found;    /* stems of which it tells something, and those of them that it has */
    size_t tables, others; /* names of tables that it has, and those that are not this one's */
    bool is_so;
};

fund_status check_forms_create(const struct store_reader *reader, struct check_forms **forms,
                               struct fund_error *error)
{
    struct buffer bytes = buffer_init(FORMS_SIZE_MAX);
    struct check_forms *created = calloc(1, sizeof(*created));
    fund_status status = created != NULL ? FUND_OK : error_no_memory(error);
    if (status == FUND_OK)
        status = store_reader_forms(reader, &bytes, error);
    if (status == FUND_OK)
        status = forms_read(buffer_slice(&bytes), &created->table, error);
    if (status == FUND_OK) {
        created->told =
            calloc((size_t)forms_stem_count(created->table) + 1, sizeof(*created->told));
        status = created->told != NULL ? FUND_OK : error_no_memory(error);
    }
    buffer_finish(&bytes);
    if (status == FUND_OK)
        *forms = created;
    else
        check_forms_destroy(created);
    return status;
}

void check_forms_destroy(struct check_forms *forms)
{
    if (forms == NULL)
        return;
    forms_destroy(forms->table);
    free(forms->told);
    free(forms);
}

static void tell_of(struct check_forms *forms, uint32_t stem, struct telling *telling)
{
    if (stem == FORMS_NONE || forms->told[stem] == telling->docid) {
        telling->is_so = false;
        return;
    }
    forms->told[stem] = telling->docid;
    telling->told++;
}

static bool has_prefix(struct slice term, const char *prefix, struct slice *rest)
{
    struct slice front = slice_from(prefix);
    *rest = slice_part(term, front.size < term.size ? front.size : term.size, term.size);
    return slice_starts_with(term, front);
}

static void look_at(struct check_forms *forms, struct slice term, struct telling *telling)
{
    struct slice rest;
    if (has_prefix(term, SCHEMA_FORM_NEITHER, &rest)) {
        tell_of(forms, forms_find_stem(forms->table, rest), telling);
    } else if (has_prefix(term, SCHEMA_FORM_INSTEAD, &rest)) {
        uint32_t form = forms_find(forms->table, rest);
        bool is_other = form != FORMS_NONE && !forms_is_usual(forms->table, form);
        tell_of(forms, is_other ? forms_stem_of(forms->table, form) : FORMS_NONE, telling);
    } else if (has_prefix(term, SCHEMA_WORD, &rest)) {
        uint32_t stem = forms_find_stem(forms->table, rest);
        telling->found += stem != FORMS_NONE && forms->told[stem] == telling->docid;
    } else if (has_prefix(term, SCHEMA_FORM_TABLE, &rest)) {
        telling->tables++;
        telling->others += !slice_equal(rest, forms_name(forms->table));
    }
}

fund_status check_forms(struct check_forms *forms, const struct store_reader *reader,
                        store_docid docid, bool *is_so, struct fund_error *error)
{
    struct telling telling = {.docid = docid, .is_so = true};
    struct store_terms *terms = NULL;
    fund_status status = store_terms_of(reader, docid, slice_of(NULL, 0), &terms, error);
    for (bool more = true; status == FUND_OK && more;) {
        struct slice term = {NULL, 0};
        uint32_t wdf = 0;
        status = store_terms_next(terms, &more, &term, &wdf, error);
        if (status == FUND_OK && more)
            look_at(forms, term, &telling);
    }
    store_terms_destroy(terms);
    size_t tables = forms_count(forms->table) > 0 ? 1 : 0;
    if (status == FUND_OK)
        *is_so = telling.is_so && telling.found == telling.told && telling.tables == tables &&
                 telling.others == 0;
    return status;
}
