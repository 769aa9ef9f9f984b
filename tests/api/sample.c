/*
 * struct sample_release -> struct release -> archive.
 */
#include "sample.h"

#include "core/archive/archive.h"
#include "core/base/file.h"
#include "core/schema/release.h"
#include "indexer/ingest.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define OPEN_FILES 16

static struct slice copy(struct release *release, const char *text)
{
    return text != NULL ? arena_copy(&release->arena, slice_from(text)) : slice_of(NULL, 0);
}

static int32_t day_of(const char *iso)
{
    return iso != NULL ? date_parse_iso(slice_from(iso)) : DATE_NONE;
}

static void fill_text(struct release *release, const struct sample_release *sample)
{
    size_t title = strlen(sample->title), body = strlen(sample->body);
    size_t size = title + 2 + body;
    char *text = arena_allocate(&release->arena, size + 1);
    snprintf(text, size + 1, "%s\n\n%s", sample->title, sample->body);
    release->text = slice_of(text, size);
    release->title = (struct range){0, (uint32_t)title};
    release->body = (struct range){(uint32_t)title + 2, (uint32_t)size};
}

static bool add_entity(struct release *release, struct release_entities *list,
                       const struct sample_entity *sample)
{
    struct release_entity *entity = release_add_entity(release, list);
    if (entity == NULL)
        return false;
    entity->name = copy(release, sample->name);
    entity->title = copy(release, sample->title);
    entity->role = copy(release, sample->role);
    if (sample->alias != NULL && !release_add_alias(release, entity, copy(release, sample->alias)))
        return false;
    for (size_t i = 0; i < SAMPLE_MENTIONS_MAX && sample->mentions[i] != NULL; i++) {
        struct slice words = slice_from(sample->mentions[i]);
        size_t start = slice_find(release->text, words);
        struct range range = {(uint32_t)start, (uint32_t)(start + words.size)};
        if (start == release->text.size || !release_add_mention(release, entity, range))
            return false;
    }
    return true;
}

static bool fill_entities(struct release *release, const struct sample_release *sample)
{
    bool is_filled = true;
    for (size_t i = 0; i < SAMPLE_ENTITIES_MAX; i++) {
        if (sample->persons[i].name != NULL)
            is_filled &= add_entity(release, &release->persons, &sample->persons[i]);
        if (sample->organisations[i].name != NULL)
            is_filled &= add_entity(release, &release->organisations, &sample->organisations[i]);
        if (sample->places[i].name != NULL)
            is_filled &= add_entity(release, &release->places, &sample->places[i]);
    }
    return is_filled;
}

static bool fill(struct release *release, const struct sample_release *sample)
{
    fill_text(release, sample);
    release->id = copy(release, sample->id);
    release->file = copy(release, "sample.txt");
    release->source = copy(release, sample->id);
    release->issuer = copy(release, sample->issuer);
    release->url = copy(release, sample->url);
    release->published = day_of(sample->day);
    release->embargo = sample->embargo != 0 ? sample->embargo : CLOCK_NONE;
    release->updated = sample->updated != 0 ? sample->updated : CLOCK_NONE;
    if (sample->event_first != NULL) {
        struct release_date *date = release_add_date(release);
        *date = (struct release_date){
            {0, 1}, day_of(sample->event_first), day_of(sample->event_last), RELEASE_DATE_RANGE};
    }
    return fill_entities(release, sample);
}

static fund_status write_one(struct archive_writer *writer, struct ingest *ingest,
                             const struct sample_release *sample)
{
    char term[STORE_TERM_MAX];
    struct release release;
    const struct store_document *document = NULL;
    store_docid docid = 0;
    release_init(&release);
    fund_status status = fill(&release, sample) ? FUND_OK : FUND_INTERNAL;
    if (status == FUND_OK)
        status = ingest_release(
            ingest, &release,
            &(struct ingest_values){.source_state = SLICE("state"), .revision = SLICE("\x01")},
            &document, NULL);
    snprintf(term, sizeof(term), "%s%s", SCHEMA_ID, sample->id);
    if (status == FUND_OK)
        status = store_writer_replace(writer->store, slice_from(term), document, &docid, NULL);
    release_finish(&release);
    return status;
}

bool sample_rewrite(const char *path, const struct sample_release *releases, size_t count,
                    int commits)
{
    struct text_analyser *analyser = NULL;
    struct ingest *ingest = NULL;
    struct archive_writer writer = {NULL, -1};
    struct fund_error error = {.message = ""};
    fund_status status = archive_writing_analyser(path, &analyser, &error);
    if (status == FUND_OK)
        status = archive_open_writer(path, analyser, &writer, &error);
    if (status == FUND_OK)
        status = ingest_create(analyser, &ingest, &error);
    for (int commit = 0; commit < commits && status == FUND_OK; commit++) {
        for (size_t i = 0; i < count && status == FUND_OK; i++)
            status = write_one(&writer, ingest, &releases[i]);
        if (status == FUND_OK)
            status = store_writer_commit(writer.store, &error);
    }
    ingest_destroy(ingest);
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
    if (status != FUND_OK)
        fprintf(stderr, "sample: %d %s\n", (int)status, error.message);
    return status == FUND_OK;
}

bool sample_write(const char *path, const struct sample_release *releases, size_t count)
{
    return sample_rewrite(path, releases, count, 1);
}

bool sample_put_file(const char *path, const char *name, const char *text)
{
    char file[4096];
    snprintf(file, sizeof(file), "%s/%s", path, name);
    return file_replace(file, slice_from(text), NULL) == FUND_OK;
}

bool sample_remove(const char *path, const char *id)
{
    char term[STORE_TERM_MAX];
    struct text_analyser *analyser = NULL;
    struct archive_writer writer = {NULL, -1};
    snprintf(term, sizeof(term), "%s%s", SCHEMA_ID, id);
    fund_status status = text_analyser_create(&analyser, NULL);
    if (status == FUND_OK)
        status = archive_open_writer(path, analyser, &writer, NULL);
    if (status == FUND_OK)
        status = store_writer_delete(writer.store, slice_from(term), NULL);
    if (status == FUND_OK)
        status = store_writer_commit(writer.store, NULL);
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
    return status == FUND_OK;
}

bool sample_set_format(const char *path, const char *version)
{
    struct text_analyser *analyser = NULL;
    struct archive_writer writer = {NULL, -1};
    fund_status status = text_analyser_create(&analyser, NULL);
    if (status == FUND_OK)
        status = archive_open_writer(path, analyser, &writer, NULL);
    if (status == FUND_OK)
        status = store_writer_set_metadata(writer.store, SLICE(SCHEMA_META_FORMAT),
                                           slice_from(version), NULL);
    if (status == FUND_OK)
        status = store_writer_commit(writer.store, NULL);
    archive_close_writer(&writer);
    text_analyser_destroy(analyser);
    return status == FUND_OK;
}

bool sample_make_folder(char *path, size_t size)
{
    const char *root = getenv("TMPDIR");
    snprintf(path, size, "%s/fundstelle-test-XXXXXX", root != NULL ? root : "/tmp");
    return mkdtemp(path) != NULL;
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

void sample_clean_up(const char *path)
{
    nftw(path, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}
