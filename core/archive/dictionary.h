/*
 * The dictionary with which releases are compressed where an archive has none of its own: made when
 * Fundstelle is built, of the texts of data/sample.
 *
 * Every archive holds its dictionary (STORE_META_DICTIONARY), so that it can be read whatever the
 * next version of Fundstelle is built with.
 */
#ifndef CORE_ARCHIVE_DICTIONARY_H
#define CORE_ARCHIVE_DICTIONARY_H

#include "core/base/slice.h"

/* Bytes of the one that is built in: twice as large saves another 1 % (measured on third-party
 * texts), but a small archive must hold it too. */
#define ARCHIVE_DICTIONARY_SIZE 65536

/* For store_writer_set_dictionary. Static. */
struct slice archive_dictionary(void);

#endif
