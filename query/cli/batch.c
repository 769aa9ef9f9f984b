/*
 * A record at a time: the file may be a pipe that never ends.
 */
#include "batch.h"

#include "batch_input.h"
#include "hits_csv.h"
#include "json.h"
#include "library_text.h"
#include "messages.h"
#include "report.h"
#include "search.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Digits of a line's number. */
#define NUMBER_SIZE 24

struct batch {
    const struct options *options;
    const char *path; /* for reports */
    fund_archive *archive;
    bool has_names;  /* the line of columns is printed */
    bool has_failed; /* some query */
    bool has_found;  /* some query */
};

/* A query of the batch. */
struct asked {
    const char *id; /* the record's, or its line */
    const char *query;
    size_t line;
};

/* ---- what is printed ------------------------------------------------------------------------ */

static void print_names(struct batch *batch)
{
    struct csv_record record = {0};
    if (batch->has_names || batch->options->format == FORMAT_JSON)
        return;
    batch->has_names = true;
    csv_name(&record, "query_id");
    csv_name(&record, "query");
    csv_name(&record, "total");
    csv_name(&record, "error");
    hits_csv_names(&record);
    csv_end(&record);
}

static void begin_record(struct csv_record *record, const struct asked *asked,
                         const fund_results *results)
{
    csv_text(record, asked->id);
    csv_text(record, asked->query);
    csv_number(record, fund_results_total(results, NULL));
    csv_text(record, NULL);
}

static void print_csv(const struct asked *asked, const fund_results *results)
{
    struct csv_record record = {0};
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        begin_record(&record, asked, results);
        hits_csv_hit(&record, hit);
        csv_end(&record);
        for (size_t j = 0; j < hit->other_version_count; j++) {
            begin_record(&record, asked, results);
            hits_csv_version(&record, hit, &hit->other_versions[j]);
            csv_end(&record);
        }
    }
    if (fund_results_count(results) > 0)
        return;
    begin_record(&record, asked, results);
    hits_csv_none(&record);
    csv_end(&record);
}

static void print_csv_error(const struct asked *asked, const char *message)
{
    struct csv_record record = {0};
    csv_text(&record, asked->id);
    csv_text(&record, asked->query);
    csv_text(&record, NULL);
    csv_text(&record, message);
    hits_csv_none(&record);
    csv_end(&record);
}

/* False after a report. */
static bool print_results(const struct batch *batch, const struct asked *asked,
                          const fund_results *results)
{
    if (batch->options->format == FORMAT_JSON)
        return json_print(json_of_batch(asked->id, asked->line, asked->query, results));
    print_csv(asked, results);
    return true;
}

/* In English, as all that programs read; false after a report. */
static bool print_error(const struct batch *batch, const struct asked *asked, const char *message)
{
    if (batch->options->format == FORMAT_JSON)
        return json_print(json_of_batch_error(asked->id, asked->line, asked->query, message));
    print_csv_error(asked, message);
    return true;
}

/* ---- what is asked -------------------------------------------------------------------------- */

/* Prints and reports a query that cannot be asked; false where that fails, too. */
static bool refuse(struct batch *batch, const struct asked *asked, const char *message)
{
    char reason[LIBRARY_TEXT_SIZE];
    batch->has_failed = true;
    library_text(_(message), reason);
    report(_("'%s', line %zu: %s"), batch->path, asked->line, reason);
    return print_error(batch, asked, message);
}

static bool refuse_query(struct batch *batch, const struct asked *asked,
                         const struct fund_error *error)
{
    char message[REPORT_QUERY_SIZE], shown[REPORT_QUERY_SIZE];
    report_describe_query(asked->query, error, REPORT_ENGLISH, message);
    report_describe_query(asked->query, error, REPORT_TRANSLATED, shown);
    batch->has_failed = true;
    report(_("'%s', line %zu: %s"), batch->path, asked->line, shown);
    return print_error(batch, asked, message);
}

static bool search(struct batch *batch, const struct asked *asked, const struct options *options)
{
    struct fund_error error;
    fund_results *results = NULL;
    struct fund_search_options search = search_options(asked->query, options);
    if (fund_archive_search(batch->archive, &search, &results, &error) != FUND_OK)
        return refuse_query(batch, asked, &error);
    bool is_printed = print_results(batch, asked, results);
    batch->has_found = batch->has_found || fund_results_total(results, NULL) > 0;
    fund_results_free(results);
    return is_printed;
}

/* Each list has room for the words of --batch, which it does not hold. */
static void add(struct option_list *list, const char *value)
{
    if (value[0] != '\0')
        list->items[list->count++] = value;
}

/* The command line's options with those of the record; false: error tells which is no date. */
static bool merge_options(const struct batch *batch, const struct batch_record *record,
                          struct options *merged, struct fund_error *error)
{
    int32_t other_end;
    *merged = *batch->options;
    add(&merged->persons, record->values[BATCH_PERSON]);
    add(&merged->organisations, record->values[BATCH_ORGANISATION]);
    add(&merged->places, record->values[BATCH_PLACE]);
    add(&merged->issuers, record->values[BATCH_ISSUER]);
    const char *from = record->values[BATCH_FROM], *to = record->values[BATCH_TO];
    if (from[0] != '\0' && fund_date_read(from, &merged->first_day, &other_end, error) != FUND_OK)
        return false;
    return to[0] == '\0' || fund_date_read(to, &other_end, &merged->last_day, error) == FUND_OK;
}

static bool ask(struct batch *batch, const struct asked *asked, const struct batch_record *record)
{
    struct options options;
    struct fund_error error;
    if (record->problem != NULL)
        return refuse(batch, asked, record->problem);
    if (!merge_options(batch, record, &options, &error))
        return refuse(batch, asked, error.message);
    if (options.first_day != FUND_DATE_NONE && options.last_day != FUND_DATE_NONE &&
        options.first_day > options.last_day)
        return refuse(batch, asked, N_("from is later than to"));
    if (!search_has_question(asked->query, &options))
        return refuse(batch, asked, N_("nothing to search for"));
    return search(batch, asked, &options);
}

static bool handle(void *context, const struct batch_record *record)
{
    struct batch *batch = context;
    char number[NUMBER_SIZE];
    snprintf(number, sizeof(number), "%zu", record->line);
    const char *id = record->values[BATCH_ID];
    struct asked asked = {.id = id[0] != '\0' ? id : number,
                          .query = record->values[BATCH_QUERY],
                          .line = record->line};
    print_names(batch);
    bool goes_on = ask(batch, &asked, record);
    return fflush(stdout) == 0 && goes_on;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static enum exit_code run_file(const struct options *options, FILE *file, const char *path)
{
    struct batch batch = {.options = options, .path = path};
    struct fund_error error;
    if (fund_archive_open(options->archive, NULL, &batch.archive, &error) != FUND_OK) {
        report_failure(&error);
        return EXIT_ERROR;
    }
    bool is_read = batch_input_read(file, path, handle, &batch);
    if (is_read)
        print_names(&batch);
    fund_archive_close(batch.archive);
    if (!is_read || batch.has_failed)
        return EXIT_ERROR;
    return batch.has_found ? EXIT_DONE : EXIT_NOTHING;
}

enum exit_code batch_run(const struct options *options)
{
    if (strcmp(options->batch, "-") == 0)
        return run_file(options, stdin, _("standard input"));
    FILE *file = fopen(options->batch, "re");
    if (file == NULL) {
        report(_("cannot read '%s': %s"), options->batch, strerror(errno));
        return EXIT_ERROR;
    }
    enum exit_code code = run_file(options, file, options->batch);
    fclose(file);
    return code;
}
