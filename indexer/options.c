/*
 * Reading options; they may stand before and after the paths, "--" ends them.
 */
#include "indexer/options.h"

#include "core/base/utf8.h"
#include "core/schema/schema.h"
#include "indexer/worker.h"

#include <unistd.h>

/* Bytes of all formats' names. */
#define NAMES_MAX 200

struct reader {
    char **arguments;
    int count, at;
    bool is_ended; /* by "--" */
    struct options options;
    struct fund_error *error;
};

/* "--name=value" or "--name value"; "-a value" or "-avalue". */
struct value_option {
    const char *name, *short_name;
    fund_status (*set)(struct reader *reader, const char *value);
};

static fund_status set_archive(struct reader *reader, const char *value)
{
    reader->options.archive = value;
    return FUND_OK;
}

static fund_status set_issuer(struct reader *reader, const char *value)
{
    struct slice issuer = slice_trim(slice_from(value));
    if (issuer.size == 0 || issuer.size > SCHEMA_NAME_MAX ||
        utf8_valid_prefix(issuer) < issuer.size)
        return error_set(
            reader->error, FUND_INVALID_ARGUMENT,
            "--issuer wants a name of 1 to %d bytes of UTF-8, as in 'Stadt Lindenbruch'",
            SCHEMA_NAME_MAX);
    for (size_t i = 0; i < issuer.size; i++) {
        if ((unsigned char)issuer.data[i] < 0x20)
            return error_set(reader->error, FUND_INVALID_ARGUMENT,
                             "--issuer wants a name without control characters");
    }
    reader->options.issuer = issuer;
    return FUND_OK;
}

static fund_status set_format(struct reader *reader, const char *value)
{
    reader->options.format = NULL;
    if (strcmp(value, "auto") == 0)
        return FUND_OK;
    for (size_t i = 0; format_readers[i] != NULL; i++) {
        if (strcmp(value, format_readers[i]->name) == 0) {
            reader->options.format = format_readers[i];
            return FUND_OK;
        }
    }
    struct buffer names = buffer_init(NAMES_MAX);
    for (size_t i = 0; format_readers[i] != NULL; i++)
        buffer_append_format(&names, NULL, ", %s", format_readers[i]->name);
    fund_status status = error_set(reader->error, FUND_INVALID_ARGUMENT,
                                   "--format is one of auto%s; not '%.60s'", names.data, value);
    buffer_finish(&names);
    return status;
}

static fund_status set_jobs(struct reader *reader, const char *value)
{
    uint32_t jobs = 0;
    const char *at = value;
    for (; *at >= '0' && *at <= '9' && jobs <= WORKER_MAX; at++)
        jobs = jobs * 10 + (uint32_t)(*at - '0');
    if (*at != '\0' || jobs < 1 || jobs > WORKER_MAX)
        return error_set(reader->error, FUND_INVALID_ARGUMENT,
                         "--jobs wants a number from 1 to %d, not '%.60s'", WORKER_MAX, value);
    reader->options.jobs = jobs;
    return FUND_OK;
}

/* "512M", "1G". */
static fund_status set_memory(struct reader *reader, const char *value)
{
    uint64_t number = 0;
    size_t digits = strspn(value, "0123456789");
    for (size_t i = 0; i < digits && i < 7; i++)
        number = number * 10 + (uint64_t)(value[i] - '0');
    const char *unit = value + digits;
    bool is_mega = strcmp(unit, "M") == 0, is_giga = strcmp(unit, "G") == 0;
    number *= is_giga ? 1024 : 1;
    if (digits == 0 || digits > 6 || (!is_mega && !is_giga) || number < OPTIONS_MEMORY_MIN_M)
        return error_set(reader->error, FUND_INVALID_ARGUMENT,
                         "--memory wants a size from %dM, as in 512M or 2G, not '%.60s'",
                         OPTIONS_MEMORY_MIN_M, value);
    reader->options.memory_bytes = number * 1024 * 1024;
    return FUND_OK;
}

static fund_status set_report(struct reader *reader, const char *value)
{
    reader->options.is_json = strcmp(value, "json") == 0;
    if (reader->options.is_json || strcmp(value, "text") == 0)
        return FUND_OK;
    return error_set(reader->error, FUND_INVALID_ARGUMENT, "--report is text or json, not '%.60s'",
                     value);
}

static const struct value_option value_options[] = {
    {"--archive", "-a", set_archive}, {"--issuer", NULL, set_issuer},
    {"--format", NULL, set_format},   {"--jobs", "-j", set_jobs},
    {"--memory", NULL, set_memory},   {"--report", NULL, set_report},
};

/* Sets *is_taken where the argument is an option with a value. */
static fund_status read_value_option(struct reader *reader, bool *is_taken)
{
    const char *argument = reader->arguments[reader->at];
    for (size_t i = 0; i < sizeof(value_options) / sizeof(value_options[0]); i++) {
        const struct value_option *option = &value_options[i];
        size_t size = strlen(option->name);
        bool is_long = strncmp(argument, option->name, size) == 0;
        bool is_short = option->short_name != NULL && argument[1] == option->short_name[1];
        *is_taken = true;
        if (is_long && argument[size] == '=')
            return option->set(reader, argument + size + 1);
        if (is_short && argument[2] != '\0')
            return option->set(reader, argument + 2);
        if ((is_long && argument[size] == '\0') || is_short) {
            if (reader->at + 1 >= reader->count)
                return error_set(reader->error, FUND_INVALID_ARGUMENT, "%s wants a value",
                                 argument);
            return option->set(reader, reader->arguments[++reader->at]);
        }
    }
    *is_taken = false;
    return FUND_OK;
}

static bool read_flag(struct reader *reader, const char *argument)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)
        reader->options.wants_help = true;
    else if (strcmp(argument, "--version") == 0)
        reader->options.wants_version = true;
    else if (strcmp(argument, "--quiet") == 0 || strcmp(argument, "-q") == 0)
        reader->options.is_quiet = true;
    else if (strcmp(argument, "--prune") == 0)
        reader->options.is_pruning = true;
    else if (strcmp(argument, "--delete") == 0)
        reader->options.is_deleting = true;
    else if (strcmp(argument, "--rebuild") == 0)
        reader->options.is_rebuild = true;
    else if (strcmp(argument, "--stock-positions") == 0)
        reader->options.has_stock_positions = true;
    else if (strcmp(argument, "--no-names") == 0)
        reader->options.leaves_names = true;
    else if (strcmp(argument, "--") == 0)
        reader->is_ended = true;
    else
        return false;
    return true;
}

static fund_status read_argument(struct reader *reader)
{
    char *argument = reader->arguments[reader->at];
    if (reader->is_ended || argument[0] != '-' || argument[1] == '\0') {
        reader->arguments[reader->options.path_count++] = argument; /* never past `at` */
        return FUND_OK;
    }
    if (read_flag(reader, argument))
        return FUND_OK;
    bool is_taken = false;
    fund_status status = read_value_option(reader, &is_taken);
    if (status == FUND_OK && !is_taken)
        status = error_set(reader->error, FUND_INVALID_ARGUMENT,
                           "there is no option '%.60s'; see fundstelle-index --help", argument);
    return status;
}

static uint32_t processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1)
        return 1;
    return count > WORKER_MAX ? WORKER_MAX : (uint32_t)count;
}

fund_status options_read(int count, char **arguments, const char *default_archive,
                         struct options *options, struct fund_error *error)
{
    struct reader reader = {.arguments = arguments, .count = count, .error = error};
    reader.options.archive = default_archive;
    reader.options.jobs = processor_count();
    reader.options.memory_bytes = OPTIONS_MEMORY_DEFAULT;
    fund_status status = FUND_OK;
    for (; status == FUND_OK && reader.at < count; reader.at++)
        status = read_argument(&reader);
    if (status != FUND_OK)
        return status;
    reader.options.paths = arguments;
    bool wants_text = reader.options.wants_help || reader.options.wants_version;
    if (reader.options.is_deleting && (reader.options.is_rebuild || reader.options.is_pruning))
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "--delete takes ids and goes with neither --rebuild nor --prune");
    if (reader.options.has_stock_positions && !reader.options.is_rebuild)
        return error_set(error, FUND_INVALID_ARGUMENT, "--stock-positions goes with --rebuild");
    if (reader.options.path_count == 0 && reader.options.is_deleting && !wants_text)
        return error_set(error, FUND_INVALID_ARGUMENT, "name the ids of the releases to delete");
    if (reader.options.path_count == 0 && !wants_text)
        return error_set(error, FUND_INVALID_ARGUMENT,
                         "name the files or folders to index; see fundstelle-index --help");
    *options = reader.options;
    return FUND_OK;
}
