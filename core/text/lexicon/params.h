/*
 * The constants of the splitter's costs, read from data/lexicon/splitter_params.txt.
 */
#ifndef CORE_TEXT_LEXICON_PARAMS_H
#define CORE_TEXT_LEXICON_PARAMS_H

#include "core/base/error.h"

/* X(name): a constant in natural logarithms unless the file's comment says otherwise. */
#define PARAMS_ALL(X)                                                                              \
    X(modifier_weight)                                                                             \
    X(head_weight)                                                                                 \
    X(modifier_noun)                                                                               \
    X(modifier_other)                                                                              \
    X(modifier_known)                                                                              \
    X(modifier_noun_stem)                                                                          \
    X(modifier_verb_stem)                                                                          \
    X(modifier_corpus)                                                                             \
    X(modifier_unseen)                                                                             \
    X(modifier_prefix)                                                                             \
    X(head_noun)                                                                                   \
    X(head_other)                                                                                  \
    X(head_corpus)                                                                                 \
    X(head_unseen)                                                                                 \
    X(modifier_limit)                                                                              \
    X(head_limit)                                                                                  \
    X(head_prefix)                                                                                 \
    X(letters_2)                                                                                   \
    X(letters_3)                                                                                   \
    X(letters_4)                                                                                   \
    X(letters_5)                                                                                   \
    X(letters_6)                                                                                   \
    X(unknown)                                                                                     \
    X(unknown_per_letter)                                                                          \
    X(unknown_inside)                                                                              \
    X(unknown_last)                                                                                \
    X(boundary)                                                                                    \
    X(whole)                                                                                       \
    X(whole_per_letter)                                                                            \
    X(whole_dictionary)                                                                            \
    X(whole_root)                                                                                  \
    X(whole_count)                                                                                 \
    X(whole_count_cap)                                                                             \
    X(whole_corpus)                                                                                \
    X(whole_verbal)                                                                                \
    X(whole_productive)                                                                            \
    X(name_head)                                                                                   \
    X(name_front)                                                                                  \
    X(modifier_name)                                                                               \
    X(head_name)                                                                                   \
    X(name_common)                                                                                 \
    X(name_rarity)                                                                                 \
    X(group_share)                                                                                 \
    X(dictionary_share)

struct params {
#define PARAMS_MEMBER(name) double name;
    PARAMS_ALL(PARAMS_MEMBER)
#undef PARAMS_MEMBER
};

#define PARAMS_COUNT (sizeof(struct params) / sizeof(double))

/*
 * Lines "name value", # begins a comment. Every constant must stand there once and lie within
 * ±1000; FUND_INVALID_ARGUMENT names the line or the constant that is missing.
 */
fund_status params_load(const char *path, struct params *params, struct fund_error *error);

#endif
