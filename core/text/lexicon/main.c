/*
 * fundstelle-lexicon: builds the splitter's lexicon from installed word lists and our own data.
 * Run by the build; the same inputs give the same bytes.
 */
#include "core/base/file.h"
#include "core/text/lexicon/derive.h"
#include "core/text/lexicon/estimate.h"
#include "core/text/lexicon/finish.h"
#include "core/text/lexicon/hunspell.h"
#include "core/text/lexicon/sources.h"
#include "core/text/lexicon/word_lists.h"

#include <stdio.h>

#define PASSES 2u

enum { WORDS = 1, DICTIONARY, AFFIXES, COUNTS, PARAMS, EXCEPTIONS, OUTPUT, NAMES };

static fund_status read_sources(int count, char **paths, struct forms *forms,
                                struct fund_error *error)
{
    fund_status status = sources_words(paths[WORDS], forms, error);
    if (status == FUND_OK)
        status = hunspell_load(paths[DICTIONARY], paths[AFFIXES], forms, error);
    if (status == FUND_OK)
        status = derive_forms(forms, error);
    if (status == FUND_OK)
        status = word_lists_add(forms, error);
    if (status == FUND_OK)
        status = sources_counts(paths[COUNTS], forms, error);
    for (int i = NAMES; i < count && status == FUND_OK; i++)
        status = sources_names(paths[i], forms, error);
    if (status == FUND_OK)
        status = sources_exceptions(paths[EXCEPTIONS], forms, error);
    if (status == FUND_OK)
        word_lists_mark(forms);
    return status;
}

static fund_status build(const char *params_path, struct forms *forms, const char *output,
                         struct fund_error *error)
{
    struct params params;
    struct estimate estimate;
    fund_status status = params_load(params_path, &params, error);
    if (status != FUND_OK)
        return status;
    status = estimate_create(forms, &params, &estimate, error);
    if (status != FUND_OK)
        return status;
    estimate_run(&estimate, PASSES);
    struct image image;
    status = finish_build(&estimate, &image, error);
    if (status == FUND_OK) {
        status = file_replace(output, buffer_slice(&image.bytes), error);
        image_finish(&image);
    }
    estimate_finish(&estimate);
    return status;
}

int main(int count, char **arguments)
{
    if (count < NAMES) {
        fputs(
            "usage: fundstelle-lexicon WORDS DIC AFF COUNTS PARAMS EXCEPTIONS OUTPUT [NAMES]...\n",
            stderr);
        return 2;
    }
    struct fund_error error;
    struct forms forms;
    fund_status status = forms_create(&forms, &error);
    if (status == FUND_OK) {
        status = read_sources(count, arguments, &forms, &error);
        if (status == FUND_OK)
            status = build(arguments[PARAMS], &forms, arguments[OUTPUT], &error);
        forms_finish(&forms);
    }
    if (status != FUND_OK)
        fprintf(stderr, "fundstelle-lexicon: %s\n", error.message);
    return status == FUND_OK ? 0 : 2;
}
