/*
 * The archive folder: what indexer and query must agree on beyond single documents.
 *
 *   DIR/XAPIANDB         stub: "auto generation-N", see stub.h
 *   DIR/generation-N/    a Xapian database with SCHEMA_META_* metadata
 *   DIR/lock             held by the one writer; holds its process number
 *   DIR/compounds.txt    the user's decisions on compounds, where there are any
 *
 * so DIR itself is a Xapian database for stock tools.
 */
#ifndef CORE_ARCHIVE_ARCHIVE_H
#define CORE_ARCHIVE_ARCHIVE_H

#include "core/store/store.h"
#include "core/text/text.h"

/* Longest path of an archive in bytes. */
#define ARCHIVE_PATH_MAX 4000
/* The file that makes a folder an archive. */
#define ARCHIVE_STUB "XAPIANDB"
/*
 * Copied into the metadata of a generation when it is made; whoever writes to it or reads it then
 * has that copy, so that words are searched as they were indexed whatever becomes of the file.
 */
#define ARCHIVE_COMPOUNDS "compounds.txt"

/*
 * The analyser for archive_open_writer: with the folder's compounds.txt, if there is one. The folder
 * need not exist. FUND_INVALID_ARGUMENT for a wrong line, FUND_LIMIT beyond TEXT_COMPOUNDS_MAX,
 * FUND_IO.
 */
fund_status archive_writing_analyser(const char *path, struct text_analyser **analyser,
                                     struct fund_error *error);
/*
 * The analyser for archive_open_reader: with the archive's own copy of compounds.txt. Statuses as
 * there.
 */
fund_status archive_reading_analyser(const char *path, struct text_analyser **analyser,
                                     struct fund_error *error);

/*
 * Whether the folder's compounds.txt decides otherwise than the analyser: a file that is wrong or
 * can't be read does. FUND_NO_MEMORY.
 */
fund_status archive_compare_compounds(const char *path, const struct text_analyser *analyser,
                                      bool *is_other, struct fund_error *error);

/*
 * Opens for reading. FUND_NOT_FOUND: no such folder. FUND_CORRUPT: a folder, but no archive, or a
 * damaged one. FUND_VERSION: written with another format or analyser; the message says how to
 * rebuild. The analyser's fingerprint is compared with the archive's, the compounds' included.
 */
fund_status archive_open_reader(const char *path, const struct text_analyser *analyser,
                                struct store_reader **reader, struct fund_error *error);
/*
 * The same in steps, for who has no analyser yet: opens an archive of any version, makes the analyser
 * that it is read with, and compares the two. Nothing else is to be read before.
 */
fund_status archive_open_unchecked(const char *path, struct store_reader **reader,
                                   struct fund_error *error);
fund_status archive_analyser_of(const char *path, struct store_reader *reader,
                                struct text_analyser **analyser, struct fund_error *error);
fund_status archive_check_reader(const char *path, const struct text_analyser *analyser,
                                 struct store_reader *reader, struct fund_error *error);

struct archive_writer {
    struct store_writer *store; /* borrowed by the user, owned by this */
    int lock_file;
};

/*
 * Opens for writing, creating the folder and an empty archive where there is none. A folder that
 * holds other things than an archive is left alone: FUND_INVALID_ARGUMENT. FUND_LOCKED names the
 * process that writes.
 */
fund_status archive_open_writer(const char *path, const struct text_analyser *analyser,
                                struct archive_writer *writer, struct fund_error *error);
void archive_close_writer(struct archive_writer *writer);

/* For those who make archives otherwise, see build.h. */

/* Makes the folder where there is none. FUND_INVALID_ARGUMENT where it holds other things than an
 * archive or what an interrupted creation leaves. */
fund_status archive_prepare(const char *path, struct fund_error *error);
/* The metadata that a generation begins with; committed. dictionary: for its releases, see
 * dictionary.h. */
fund_status archive_write_versions(struct store_writer *writer,
                                   const struct text_analyser *analyser, struct slice dictionary,
                                   struct fund_error *error);

#endif
