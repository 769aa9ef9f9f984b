/*
 * Reading the constants.
 */
#include "core/text/lexicon/params.h"

#include "core/base/file.h"

#include <errno.h>
#include <stdlib.h>

#define FILE_SIZE_MAX ((size_t)64 * 1024)
#define VALUE_MAX     1000.0

static const char *const names[] = {
#define PARAMS_NAME(name) #name,
    PARAMS_ALL(PARAMS_NAME)
#undef PARAMS_NAME
};

static bool read_value(struct slice text, double *value)
{
    char terminated[32];
    if (text.size == 0 || text.size >= sizeof(terminated))
        return false;
    memcpy(terminated, text.data, text.size);
    terminated[text.size] = '\0';
    char *end;
    errno = 0;
    double number = strtod(terminated, &end);
    if (errno != 0 || *end != '\0' || !(number >= -VALUE_MAX && number <= VALUE_MAX))
        return false;
    *value = number;
    return true;
}

/* "name value": stores the value at the name's place. NULL, or what is wrong. */
static const char *read_line(struct slice line, double values[static PARAMS_COUNT],
                             bool seen[static PARAMS_COUNT])
{
    size_t space = slice_find(line, SLICE(" "));
    struct slice name = slice_part(line, 0, space);
    struct slice value = slice_trim(slice_part(line, space, line.size));
    for (size_t i = 0; i < PARAMS_COUNT; i++) {
        if (!slice_equal(name, slice_from(names[i])))
            continue;
        if (seen[i])
            return "names a constant that stands above already";
        seen[i] = true;
        return read_value(value, &values[i]) ? NULL : "has no number after its name";
    }
    return "names no constant";
}

static fund_status parse(struct slice text, const char *path, struct params *params,
                         struct fund_error *error)
{
    double values[PARAMS_COUNT];
    bool seen[PARAMS_COUNT] = {false};
    for (size_t number = 1; text.size > 0; number++) {
        size_t end = slice_find(text, SLICE("\n"));
        struct slice line = slice_part(text, 0, end);
        text = slice_part(text, end < text.size ? end + 1 : end, text.size);
        line = slice_trim(slice_part(line, 0, slice_find(line, SLICE("#"))));
        const char *wrong = line.size == 0 ? NULL : read_line(line, values, seen);
        if (wrong != NULL)
            return error_set(error, FUND_INVALID_ARGUMENT, "line %zu of '%s' %s", number, path,
                             wrong);
    }
    for (size_t i = 0; i < PARAMS_COUNT; i++) {
        if (!seen[i])
            return error_set(error, FUND_INVALID_ARGUMENT, "'%s' lacks '%s'", path, names[i]);
    }
    memcpy(params, values, sizeof(values));
    return FUND_OK;
}

fund_status params_load(const char *path, struct params *params, struct fund_error *error)
{
    struct buffer text = buffer_init(FILE_SIZE_MAX);
    fund_status status = file_read(path, &text, error);
    if (status == FUND_OK)
        status = parse(buffer_slice(&text), path, params, error);
    buffer_finish(&text);
    return status;
}
