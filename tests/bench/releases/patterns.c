/*
 * See patterns.h. Walks over the sample and cuts its fields into sentences; pieces.c cuts these.
 */
#include "tests/bench/releases/patterns.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/file.h"
#include "indexer/formats/format.h"
#include "tests/bench/releases/gold.h"
#include "tests/bench/releases/pieces.h"

#define PATTERNS_MAX ((size_t)256 * 1024 * 1024)
#define GOLD_MAX     ((size_t)16 * 1024 * 1024)
#define PATH_SIZE    1024

static const char *const towns[] = {"Elbgrund", "Lindenbruch", "Norderfleth", "Wiesenhain"};
static const char *const folders[] = {"elbgrund", "lindenbruch", "norderfleth", "wiesenhain"};

struct reading {
    struct patterns *patterns;
    const struct words *words;
    const struct gold *gold;
    struct source *source;
};

static fund_status add_sentence(struct reading *reading, struct slice text, bool ends_line,
                                struct fund_error *error)
{
    struct patterns *patterns = reading->patterns;
    struct sentence sentence = {.source = (unsigned)patterns->source_count - 1,
                                .ends_line = ends_line};
    const struct pieces_context context = {&patterns->arena, reading->words, reading->gold,
                                           reading->source->town};
    fund_status status = pieces_cut(&context, text, &sentence, error);
    if (status != FUND_OK)
        return status;
    if (!arena_grow(&patterns->arena, (void **)&patterns->sentences, patterns->sentence_count,
                    &patterns->sentence_capacity, sizeof(sentence)))
        return error_no_memory(error);
    if (sentence.tail < sentence.count) {
        unsigned clause = sentence.clause;
        if (!arena_grow(&patterns->arena, (void **)&patterns->clauses[clause],
                        patterns->clause_count[clause], &patterns->clause_capacity[clause],
                        sizeof(uint32_t)))
            return error_no_memory(error);
        patterns->clauses[clause][patterns->clause_count[clause]++] =
            (uint32_t)patterns->sentence_count;
    }
    patterns->sentences[patterns->sentence_count++] = sentence;
    return FUND_OK;
}

static fund_status add_line(struct reading *reading, struct slice line, struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && line.size > 0) {
        size_t end = pieces_sentence_end(line);
        status = add_sentence(reading, slice_part(line, 0, end), end == line.size, error);
        line = slice_trim(slice_part(line, end, line.size));
    }
    return status;
}

static fund_status add_block(struct reading *reading, enum block_kind kind, struct slice text,
                             struct fund_error *error)
{
    struct source *source = reading->source;
    size_t first = reading->patterns->sentence_count;
    fund_status status = FUND_OK;
    while (status == FUND_OK && text.size > 0) {
        size_t end = slice_find(text, SLICE("\n"));
        status = add_line(reading, slice_trim(slice_part(text, 0, end)), error);
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
    }
    size_t count = reading->patterns->sentence_count - first;
    if (status != FUND_OK || count == 0)
        return status;
    if (!arena_grow(&reading->patterns->arena, (void **)&source->blocks, source->block_count,
                    &source->block_capacity, sizeof(struct block)))
        return error_no_memory(error);
    source->blocks[source->block_count++] = (struct block){kind, first, count};
    return FUND_OK;
}

static fund_status add_paragraphs(struct reading *reading, struct slice text,
                                  struct fund_error *error)
{
    fund_status status = FUND_OK;
    while (status == FUND_OK && text.size > 0) {
        size_t end = slice_find(text, SLICE("\n\n"));
        status = add_block(reading, BLOCK_PARAGRAPH, slice_part(text, 0, end), error);
        text = slice_part(text, end < text.size ? end + 2 : end, text.size);
    }
    return status;
}

static fund_status add_fields(struct reading *reading, const struct release *release,
                              struct fund_error *error)
{
    struct source *source = reading->source;
    fund_status status =
        add_block(reading, BLOCK_TITLE, release_part(release, release->title), error);
    source->first_sentence = reading->patterns->sentence_count;
    if (status == FUND_OK)
        status = add_paragraphs(reading, release_part(release, release->lead), error);
    if (status == FUND_OK)
        status = add_paragraphs(reading, release_part(release, release->body), error);
    source->sentence_count = reading->patterns->sentence_count - source->first_sentence;
    if (status != FUND_OK || release->media_count == 0)
        return status;
    const struct release_media *media = &release->media[0];
    status = add_block(reading, BLOCK_MEDIA_TITLE, release_part(release, media->title), error);
    if (status == FUND_OK)
        status =
            add_block(reading, BLOCK_MEDIA_CREDIT, release_part(release, media->credit), error);
    if (status == FUND_OK)
        status =
            add_block(reading, BLOCK_MEDIA_CAPTION, release_part(release, media->caption), error);
    return status;
}

/* Its pieces point into the release's text, which therefore is copied. */
static fund_status add_source(struct reading *reading, struct release *release, struct slice town,
                              struct fund_error *error)
{
    struct patterns *patterns = reading->patterns;
    release->text = arena_copy(&patterns->arena, release->text);
    if (release->text.data == NULL ||
        !arena_grow(&patterns->arena, (void **)&patterns->sources, patterns->source_count,
                    &patterns->source_capacity, sizeof(struct source)))
        return error_no_memory(error);
    reading->source = &patterns->sources[patterns->source_count++];
    *reading->source = (struct source){.town = town, .published = release->published};
    return add_fields(reading, release, error);
}

static fund_status read_release(struct reading *reading, const char *folder, struct slice town,
                                struct fund_error *error)
{
    char path[2 * PATH_SIZE];
    struct buffer bytes = buffer_init(FORMAT_FILE_MAX);
    struct release release;
    struct format_notes notes;
    release_init(&release);
    snprintf(path, sizeof(path), "%s/%s", folder, reading->gold->file.data);
    fund_status status = file_read(path, &bytes, error);
    if (status == FUND_OK)
        status = format_read(NULL, buffer_slice(&bytes), &release, &notes, error);
    if (status == FUND_OK)
        status = add_source(reading, &release, town, error);
    release_finish(&release);
    buffer_finish(&bytes);
    return status;
}

static fund_status read_town(struct patterns *patterns, const char *root, size_t town,
                             const struct words *words, struct fund_error *error)
{
    char gold_path[PATH_SIZE], folder[PATH_SIZE];
    struct buffer lines = buffer_init(GOLD_MAX);
    struct gold *gold = arena_allocate(&patterns->arena, sizeof(*gold));
    if (gold == NULL)
        return error_no_memory(error);
    struct reading reading = {patterns, words, gold, NULL};
    snprintf(gold_path, sizeof(gold_path), "%s/data/judged/%s/gold.jsonl", root, folders[town]);
    snprintf(folder, sizeof(folder), "%s/data/sample/%s", root, folders[town]);
    fund_status status = file_read(gold_path, &lines, error);
    struct slice rest = buffer_slice(&lines);
    while (status == FUND_OK && rest.size > 0) {
        size_t end = slice_find(rest, SLICE("\n"));
        status = gold_read(slice_part(rest, 0, end), &patterns->arena, gold, error);
        if (status == FUND_OK)
            status = read_release(&reading, folder, slice_from(towns[town]), error);
        rest = slice_part(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    buffer_finish(&lines);
    return status;
}

fund_status patterns_read(struct patterns *patterns, const char *root, const struct words *words,
                          struct fund_error *error)
{
    *patterns = (struct patterns){.arena = arena_init(PATTERNS_MAX)};
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < sizeof(towns) / sizeof(*towns); i++)
        status = read_town(patterns, root, i, words, error);
    if (status == FUND_OK && patterns->source_count == 0)
        status = error_set(error, FUND_NOT_FOUND, "'%s' has no releases in data/sample", root);
    return status;
}

void patterns_finish(struct patterns *patterns)
{
    arena_finish(&patterns->arena);
    *patterns = (struct patterns){0};
}
