/*
 * The names that a model finds, as lines of JSON like those of "fundstelle export": for models
 * that are not the one built in.
 *
 * usage: names_export MODEL FILE...
 */
#include "core/base/file.h"
#include "indexer/formats/format.h"
#include "indexer/names/names.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define MODEL_SIZE_MAX ((size_t)64 * 1024 * 1024)

static json_t *text_of(struct slice text)
{
    return json_stringn(text.data, text.size);
}

static json_t *entities_of(const struct release *release, const struct release_entities *list)
{
    json_t *names = json_array();
    for (size_t i = 0; i < list->count; i++) {
        const struct release_entity *entity = &list->items[i];
        json_t *mentions = json_array();
        for (size_t k = 0; k < entity->mention_count; k++) {
            json_t *text = text_of(release_part(release, entity->mentions[k]));
            json_array_append_new(mentions, json_pack("{so}", "text", text));
        }
        json_array_append_new(
            names, json_pack("{soso}", "name", text_of(entity->name), "mentions", mentions));
    }
    return names;
}

static void print(const char *path, const struct release *release)
{
    json_t *row =
        json_pack("{sssoso}", "file", path, "persons", entities_of(release, &release->persons),
                  "organisations", entities_of(release, &release->organisations));
    json_dumpf(row, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(row);
}

static fund_status export(struct names *names, const char *path, struct fund_error *error)
{
    struct buffer bytes = buffer_init(FORMAT_FILE_MAX);
    struct release release;
    struct format_notes notes;
    release_init(&release);
    fund_status status = file_read(path, &bytes, error);
    if (status == FUND_OK)
        status = format_read(NULL, buffer_slice(&bytes), &release, &notes, error);
    if (status == FUND_OK)
        status = names_find(names, &release, error);
    if (status == FUND_OK)
        print(path, &release);
    release_finish(&release);
    buffer_finish(&bytes);
    return status;
}

int main(int argc, char **argv)
{
    struct names *names = NULL;
    struct fund_error error;
    struct buffer model = buffer_init(MODEL_SIZE_MAX);
    if (argc < 3) {
        fprintf(stderr, "usage: names_export MODEL FILE...\n");
        return EXIT_FAILURE;
    }
    fund_status status = file_read(argv[1], &model, &error);
    if (status == FUND_OK)
        status = names_create_with(buffer_slice(&model), &names, &error);
    for (int i = 2; i < argc && status == FUND_OK; i++)
        status = export(names, argv[i], &error);
    if (status != FUND_OK)
        fprintf(stderr, "names_export: %s\n", error.message);
    names_destroy(names);
    buffer_finish(&model);
    return status == FUND_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
