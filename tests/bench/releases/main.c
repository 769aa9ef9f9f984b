/*
 * Writes made-up releases (made.h), each in the forms that are asked for, and prints how many bytes
 * they are as texts.
 *
 * usage: make_releases [--lines FILE] [--texts FOLDER] [--persons FILE] ROOT SEED FIRST COUNT
 *
 * ROOT is the source tree's, FIRST the number of the first release. Texts lie in FOLDER/000 and so
 * on, a thousand in each.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tests/bench/releases/made.h"

#define FORM_MAX   ((size_t)4 * 1024 * 1024)
#define PATH_SIZE  1024
#define PER_FOLDER 1000

struct outputs {
    FILE *lines, *persons;
    const char *texts;
    struct buffer form;
    unsigned long long text_bytes;
};

static fund_status write_form(struct outputs *outputs, FILE *file, struct fund_error *error)
{
    struct slice bytes = buffer_slice(&outputs->form);
    if (fwrite(bytes.data, 1, bytes.size, file) != bytes.size)
        return error_set(error, FUND_IO, "cannot write");
    return FUND_OK;
}

static fund_status write_file(struct outputs *outputs, uint64_t number, struct fund_error *error)
{
    char path[PATH_SIZE];
    unsigned long long folder = number / PER_FOLDER;
    snprintf(path, sizeof(path), "%s/%03llu", outputs->texts, folder);
    mkdir(path, 0755);
    snprintf(path, sizeof(path), "%s/%03llu/%07llu.txt", outputs->texts, folder,
             (unsigned long long)number);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return error_set(error, FUND_IO, "cannot make '%s'", path);
    fund_status status = write_form(outputs, file, error);
    return fclose(file) == 0 || status != FUND_OK ? status
                                                  : error_set(error, FUND_IO, "cannot write");
}

static fund_status write_release(struct outputs *outputs, const struct made *made,
                                 struct fund_error *error)
{
    buffer_clear(&outputs->form);
    fund_status status = made_append_text(made, &outputs->form, error);
    outputs->text_bytes += outputs->form.size;
    if (status == FUND_OK && outputs->texts != NULL)
        status = write_file(outputs, made->number, error);
    buffer_clear(&outputs->form);
    if (status == FUND_OK && outputs->lines != NULL) {
        status = made_append_json(made, &outputs->form, error);
        if (status == FUND_OK)
            status = write_form(outputs, outputs->lines, error);
    }
    buffer_clear(&outputs->form);
    if (status == FUND_OK && outputs->persons != NULL) {
        status = made_append_persons(made, &outputs->form, error);
        if (status == FUND_OK)
            status = write_form(outputs, outputs->persons, error);
    }
    return status;
}

static bool close_file(FILE *file)
{
    return file == NULL || fclose(file) == 0;
}

static fund_status write_all(struct outputs *outputs, char **arguments, struct fund_error *error)
{
    struct maker maker;
    struct made made;
    uint64_t first = strtoull(arguments[2], NULL, 10), count = strtoull(arguments[3], NULL, 10);
    made_init(&made);
    fund_status status = maker_init(&maker, arguments[0], strtoull(arguments[1], NULL, 10), error);
    for (uint64_t i = 0; status == FUND_OK && i < count; i++) {
        status = maker_make(&maker, first + i, &made, error);
        if (status == FUND_OK)
            status = write_release(outputs, &made, error);
    }
    made_finish(&made);
    maker_finish(&maker);
    return status;
}

static bool read_options(int count, char **arguments, struct outputs *outputs)
{
    static const struct option options[] = {{"lines", required_argument, NULL, 'l'},
                                            {"texts", required_argument, NULL, 't'},
                                            {"persons", required_argument, NULL, 'p'},
                                            {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == 'l' && outputs->lines == NULL)
            outputs->lines = fopen(optarg, "wb");
        else if (option == 'p' && outputs->persons == NULL)
            outputs->persons = fopen(optarg, "wb");
        else if (option == 't')
            outputs->texts = optarg;
        if (option == '?' || (option == 'l' && outputs->lines == NULL) ||
            (option == 'p' && outputs->persons == NULL))
            return false;
    }
    return count - optind == 4;
}

int main(int count, char **arguments)
{
    struct outputs outputs = {.form = buffer_init(FORM_MAX)};
    struct fund_error error = {.message = ""};
    fund_status status = FUND_INVALID_ARGUMENT;
    if (read_options(count, arguments, &outputs))
        status = write_all(&outputs, arguments + optind, &error);
    else
        error_set(&error, status,
                  "usage: [--lines FILE] [--texts FOLDER] [--persons FILE] ROOT SEED FIRST COUNT");
    bool is_closed = close_file(outputs.lines);
    is_closed = close_file(outputs.persons) && is_closed;
    buffer_finish(&outputs.form);
    if (status != FUND_OK || !is_closed) {
        fprintf(stderr, "make_releases: %s\n", error.message);
        return EXIT_FAILURE;
    }
    printf("%llu\n", outputs.text_bytes);
    return EXIT_SUCCESS;
}
