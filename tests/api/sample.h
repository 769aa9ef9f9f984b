/*
 * Archives for the tests of the library, written by the indexer's own code. Nothing of the core is
 * seen here, so that the tests know the public header only.
 */
#ifndef TESTS_API_SAMPLE_H
#define TESTS_API_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SAMPLE_ENTITIES_MAX 3
#define SAMPLE_MENTIONS_MAX 3

struct sample_entity {
    const char *name, *title, *role, *alias;   /* NULL where none */
    const char *mentions[SAMPLE_MENTIONS_MAX]; /* found in the text by these words */
};

struct sample_release {
    const char *id, *day, *title, *body; /* day: ISO, or NULL */
    struct sample_entity persons[SAMPLE_ENTITIES_MAX];
    struct sample_entity organisations[SAMPLE_ENTITIES_MAX];
    const char *event_first, *event_last; /* ISO, or NULL */
    const char *issuer, *url;             /* or NULL */
    struct sample_entity places[SAMPLE_ENTITIES_MAX];
    int64_t embargo, updated; /* seconds since 1970; 0: none */
};

/* Writes the releases into the archive, which may be new, and commits. False on failure. */
bool sample_write(const char *path, const struct sample_release *releases, size_t count);

/* The same with commits times the same releases, each time another commit. */
bool sample_rewrite(const char *path, const struct sample_release *releases, size_t count,
                    int commits);

/* Puts a file of the archive's owner into its folder: false where it cannot. */
bool sample_put_file(const char *path, const char *name, const char *text);

/* Takes a release out of the archive. */
bool sample_remove(const char *path, const char *id);

/* Gives the archive another format version. */
bool sample_set_format(const char *path, const char *version);

/* Makes a folder of the test's own and writes its path; sample_clean_up removes all of it. */
bool sample_make_folder(char *path, size_t size);
void sample_clean_up(const char *path);

#endif
