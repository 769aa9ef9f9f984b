/*
 * The dictionary of a new generation, and of what its table of forms is made. A dictionary made of the
 * archive's own releases saves a quarter of what they take with the one that is built in, since the
 * releases of a town or a police station repeat themselves.
 */
#include "indexer/rebuild_steps.h"

#include "core/archive/dictionary.h"
#include "core/schema/release.h"

#include <stdlib.h>
#include <unistd.h>

/* 578 releases of 1.4 MB take a quarter less, the larger dictionary counted; with fewer there is
 * little to gain. */
#define RELEASES_MIN 500
#define SAMPLE_MIN   ((size_t)512 * 1024)
/* How much is looked at, of how many releases, and how much of one. More gains nothing worth the
 * time: 4 MB make a dictionary in 0.06 s. */
#define SAMPLE_MAX  ((size_t)4 * 1024 * 1024)
#define SAMPLED_MAX 4000
#define ONE_SAMPLE  8192
/* Forms are counted in one of so many releases, but in so many at least. */
#define FORMS_SHARE        6
#define FORMS_RELEASES_MIN 100
#define ENCODED_MAX        ((size_t)64 * 1024 * 1024)
#define DICTIONARY_MAX     ((size_t)112 * 1024)

struct sample {
    struct rebuild *rebuild;
    size_t releases[SAMPLED_MAX]; /* places in the catalogue, from the newest to the oldest */
    size_t release_count;
    struct buffer texts, encoded;
    size_t sizes[SAMPLED_MAX];
    size_t count;
    int spools[WORKER_MAX + 1]; /* -1: not open */
    struct wire_in in;
};

/* ---- texts ---------------------------------------------------------------------------------- */

static fund_status open_spool(struct sample *sample, uint16_t number, struct fund_error *error)
{
    char path[ARCHIVE_BUILD_PATH_SIZE];
    if (sample->spools[number] >= 0)
        return FUND_OK;
    archive_build_path(&sample->rebuild->build, ARCHIVE_BUILD_SPOOL, number, path);
    return spool_open(path, &sample->spools[number], error);
}

/* As it will be stored, but for its names, which are not known yet. */
static fund_status add(struct sample *sample, const struct release *release,
                       struct fund_error *error)
{
    buffer_clear(&sample->encoded);
    fund_status status = release_encode(release, &sample->encoded, NULL, error);
    if (status != FUND_OK)
        return status;
    struct slice bytes = buffer_slice(&sample->encoded);
    if (bytes.size > ONE_SAMPLE)
        bytes.size = ONE_SAMPLE;
    if (bytes.size > SAMPLE_MAX - sample->texts.size)
        return FUND_OK;
    status = buffer_append(&sample->texts, bytes, error);
    if (status == FUND_OK)
        sample->sizes[sample->count++] = bytes.size;
    return status;
}

static fund_status add_from_spool(struct sample *sample, const struct catalogue_release *item,
                                  struct fund_error *error)
{
    struct release release;
    struct spool_entry entry = {.release = &release};
    fund_status status = open_spool(sample, item->spool, error);
    if (status != FUND_OK)
        return status;
    release_init(&release);
    status = spool_read(sample->spools[item->spool], item->place, &sample->in, &entry, error);
    if (status == FUND_OK)
        status = add(sample, &release, error);
    release_finish(&release);
    return status;
}

static fund_status train(struct sample *sample, struct buffer *dictionary, struct fund_error *error)
{
    static const size_t room = DICTIONARY_MAX;
    size_t size = 0;
    fund_status status = buffer_reserve(dictionary, room, error);
    if (status == FUND_OK)
        status = store_train_dictionary(buffer_slice(&sample->texts), sample->sizes, sample->count,
                                        dictionary->data, room, &size, error);
    if (status == FUND_OK)
        dictionary->size = size;
    return status;
}

/* Texts that are all alike make none, which is no failure. */
static fund_status make_dictionary(void *context, struct fund_error *error)
{
    struct sample *sample = context;
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < sample->release_count; i++)
        status =
            add_from_spool(sample, &sample->rebuild->catalogue.items[sample->releases[i]], error);
    if (status == FUND_OK && sample->count >= RELEASES_MIN && sample->texts.size >= SAMPLE_MIN)
        (void)train(sample, &sample->rebuild->dictionary, NULL);
    return status;
}

/* ---- choosing ------------------------------------------------------------------------------- */

/* step: one of so many releases is in the sample. */
static size_t choose_forms_step(size_t releases, size_t step)
{
    if (releases < FORMS_SHARE * FORMS_RELEASES_MIN)
        return releases / FORMS_RELEASES_MIN + 1;
    return step < FORMS_SHARE ? FORMS_SHARE / step : 1;
}

/* Evenly over all days; of those, some whose forms are counted. Returns their number. */
static size_t choose(struct sample *sample, size_t for_forms[static SAMPLED_MAX])
{
    const struct catalogue *catalogue = &sample->rebuild->catalogue;
    size_t step = (catalogue->count + SAMPLED_MAX - 1) / SAMPLED_MAX, count = 0;
    size_t forms_step = choose_forms_step(catalogue->count, step);
    for (size_t i = 0; i < catalogue->count; i += step) {
        if (catalogue->items[i].is_out)
            continue;
        if (sample->release_count % forms_step == 0)
            for_forms[count++] = i;
        sample->releases[sample->release_count++] = i;
    }
    return count;
}

static fund_status make(struct rebuild *rebuild, struct fund_error *error)
{
    struct sample *sample = calloc(1, sizeof(*sample));
    size_t *for_forms = calloc(SAMPLED_MAX, sizeof(*for_forms));
    fund_status status = FUND_OK;
    if (sample == NULL || for_forms == NULL) {
        status = error_no_memory(error);
        goto out;
    }
    sample->rebuild = rebuild;
    sample->texts = buffer_init(SAMPLE_MAX);
    sample->encoded = buffer_init(ENCODED_MAX);
    sample->in = wire_in_init();
    for (size_t i = 0; i <= WORKER_MAX; i++)
        sample->spools[i] = -1;
    const struct rebuild_sample chosen = {for_forms, choose(sample, for_forms)};
    status = rebuild_make_forms(rebuild, &chosen, make_dictionary, sample, error);
    for (size_t i = 0; i <= WORKER_MAX; i++) {
        if (sample->spools[i] >= 0)
            close(sample->spools[i]);
    }
    buffer_finish(&sample->in.bytes);
    buffer_finish(&sample->encoded);
    buffer_finish(&sample->texts);
out:
    free(for_forms);
    free(sample);
    return status;
}

fund_status rebuild_make_dictionary(struct rebuild *rebuild, struct fund_error *error)
{
    fund_status status = make(rebuild, error);
    if (status == FUND_OK && rebuild->dictionary.size == 0)
        status = buffer_append(&rebuild->dictionary, archive_dictionary(), error);
    return status;
}
