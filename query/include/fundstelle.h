/*
 * libfundstelle: search in archives of German municipal press releases.
 *
 * An archive is a folder that `fundstelle index` has written. Open it once, ask it from as many
 * threads as you like, close it at the end; new commits are seen by themselves:
 *
 *     struct fund_error error;
 *     fund_archive *archive;
 *     if (fund_archive_open("archiv", NULL, &archive, &error) != FUND_OK)
 *         … error.message …
 *     struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
 *     options.query = "Lebensqualität Ruhr";
 *     fund_results *results;
 *     if (fund_archive_search(archive, &options, &results, &error) == FUND_OK) {
 *         for (size_t i = 0; i < fund_results_count(results); i++)
 *             puts(fund_results_hit(results, i)->title);
 *         fund_results_free(results);
 *     }
 *     fund_archive_close(archive);
 *
 * Text       All strings are UTF-8 and end in a NUL that no size counts. Strings that go in must be
 *            well-formed, else FUND_INVALID_ARGUMENT; paths may be any bytes. Nothing that comes out
 *            is escaped. Offsets and sizes count bytes, days count from 1970-01-01.
 * Errors     What can fail returns a fund_status. Outputs come last, followed only by the caller's
 *            struct fund_error (NULL allowed), and stay untouched on failure. A NULL where none is
 *            allowed is FUND_INVALID_ARGUMENT. Every function that reads an archive may also return
 *            FUND_CORRUPT, FUND_IO, FUND_NETWORK, FUND_NO_MEMORY, FUND_INTERNAL, FUND_NOT_FOUND and
 *            FUND_VERSION (the folder is gone, or another archive by now), and what a wrong
 *            aliases.txt gives, see Names; only what a function adds to these is told with it.
 * Ownership  What a function hands out through an out-parameter is the caller's until its _free or
 *            _close, and does not depend on later commits. Pointers that a function returns are
 *            borrowed from the object asked and live as long as it. What is given to a function is
 *            not needed any more when it returns, but for the archive under a walk.
 * Threads    "@threads any": from any threads at once, also on one object. "@threads one": while
 *            no other call on this object is under way. So many threads may search one archive, and
 *            read one result; a walk, an analyser, and what is freed belong to one at a time.
 *            No lock is held while a call works.
 * Processes  After fork(), open a new archive in the child. The library prints nothing, never
 *            exits, reads no environment variable, has no global state and starts no thread.
 * Names      Persons, organisations and places have the names that the archive knows them by:
 *            "Stegemann" in one release is "Andreas Stegemann" of others. What the file aliases.txt
 *            in the archive's folder says wins; it is read again when it changes. While it is wrong,
 *            every call that reads the archive gives FUND_INVALID_ARGUMENT with its line, or
 *            FUND_LIMIT.
 * Growth     Structs that the caller fills begin with their size; set them by their _INIT or, from
 *            languages without macros, which read fundstelle.ffi.h, by their _init. They grow at
 *            the end, and a shorter one of an older caller is taken for one with the defaults
 *            behind it. Structs that the library fills are only ever read through pointers and grow
 *            at the end, too, but for those that it hands out as arrays, which stay as they are:
 *            fund_range, fund_segment, fund_version, fund_medium, fund_entity, fund_date,
 *            fund_counted, fund_facet_value, fund_span, fund_term, fund_table, fund_tally.
 */
#ifndef FUNDSTELLE_H
#define FUNDSTELLE_H

#include "fundstelle/base.h"     /* versions, statuses, errors, days */
#include "fundstelle/archive.h"  /* opening an archive, what it holds */
#include "fundstelle/query.h"    /* the query language; queries that are built; dates */
#include "fundstelle/search.h"   /* searching: hits, snippets, facets */
#include "fundstelle/explain.h"  /* how a query is understood, why a release matches */
#include "fundstelle/similar.h"  /* releases that are about the same */
#include "fundstelle/release.h"  /* one release, all of them, what has changed */
#include "fundstelle/names.h"    /* persons, organisations and places */
#include "fundstelle/complete.h" /* what a search box offers */
#include "fundstelle/analysis.h" /* the German analyser */

#endif
