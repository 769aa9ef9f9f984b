/*
 * The lexicon's other sources: a list of words, counts, names, our exceptions.
 */
#ifndef CORE_TEXT_LEXICON_SOURCES_H
#define CORE_TEXT_LEXICON_SOURCES_H

#include "core/text/lexicon/forms.h"

/* wngerman: one word a line. */
fund_status sources_words(const char *path, struct forms *forms, struct fund_error *error);
/* word TAB count, gzip'd or plain; nouns that no dictionary has become FORM_CORPUS. */
fund_status sources_counts(const char *path, struct forms *forms, struct fund_error *error);
/* name TAB …: the name, its genitive and the people of a place. */
fund_status sources_names(const char *path, struct forms *forms, struct fund_error *error);
/* The file format of splitter_exceptions_load. */
fund_status sources_exceptions(const char *path, struct forms *forms, struct fund_error *error);

#endif
