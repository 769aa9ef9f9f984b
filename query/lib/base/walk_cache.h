/*
 * What walks over an archive's terms have found lately, so that a name that many hits have is not
 * looked up for each; and beside it answers that took walks and more, which are short and so last
 * longer than the walks. Of one commit, and of one thread at a time.
 */
#ifndef QUERY_LIB_BASE_WALK_CACHE_H
#define QUERY_LIB_BASE_WALK_CACHE_H

#include "query/lib/base/walk.h"

/* Bytes that a cache takes, about, and those of the longest walk that it keeps. */
#define WALK_CACHE_BYTES ((size_t)4 * 1024 * 1024)
#define WALK_CACHED_MAX  ((size_t)64 * 1024)
/* The same of its answers. */
#define WALK_ANSWERS_BYTES ((size_t)4 * 1024 * 1024)
#define WALK_ANSWER_MAX    ((size_t)4 * 1024)

struct walk_cache;

fund_status walk_cache_create(struct walk_cache **cache, struct fund_error *error);
void walk_cache_destroy(struct walk_cache *cache); /* NULL allowed */
/* Forgets everything: the archive or its alias file has changed. NULL allowed. */
void walk_cache_clear(struct walk_cache *cache);

/* As walk_fields; without memory for it, or where cache is NULL, nothing is kept. */
fund_status walk_cached(struct walk_cache *cache, const struct store_reader *reader,
                        const char *prefix, struct slice first, size_t max, walk_visitor visit,
                        void *context, struct fund_error *error);

/* An answer that follows from the commit and from the alias file alone. Who asks another question
 * begins it with another byte. The answer is borrowed until the next recall or note; false: it is not
 * known. */
bool walk_cache_recall(struct walk_cache *cache, struct slice question, struct slice *answer);
/* A longer one than WALK_ANSWER_MAX is not kept. */
void walk_cache_note(struct walk_cache *cache, struct slice question, struct slice answer);

/* Walks that were answered without the archive, since it was created. */
size_t walk_cache_hits(const struct walk_cache *cache);

#endif
