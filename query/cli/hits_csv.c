/*
 * Hits as CSV: the columns that JSON has as keys, but for what snippets mark.
 */
#include "hits_csv.h"

static const char *const names[] = {"rank",       "id",      "date",    "title",        "issuer",
                                    "url",        "file",    "score",   "relaxed",      "versions",
                                    "version_of", "snippet", "persons", "organisations"};

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))

void hits_csv_names(struct csv_record *record)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        csv_name(record, names[i]);
}

static void put_snippet(struct csv_record *record, const struct fund_hit *hit)
{
    if (hit->segment_count == 0) {
        csv_text(record, NULL);
        return;
    }
    csv_text_begin(record);
    for (size_t i = 0; i < hit->segment_count; i++)
        csv_text_add(record, hit->snippet[i].text, hit->snippet[i].size);
    csv_text_end(record);
}

void hits_csv_hit(struct csv_record *record, const struct fund_hit *hit)
{
    csv_number(record, hit->rank);
    csv_text(record, hit->id);
    csv_day(record, hit->published);
    csv_text(record, hit->title);
    csv_text(record, hit->issuer);
    csv_text(record, hit->url);
    csv_text(record, hit->file);
    csv_real(record, hit->score);
    csv_number(record, hit->relaxed ? 1 : 0);
    csv_number(record, hit->versions);
    csv_text(record, NULL);
    put_snippet(record, hit);
    csv_list(record, hit->persons, hit->person_count);
    csv_list(record, hit->organisations, hit->organisation_count);
}

void hits_csv_version(struct csv_record *record, const struct fund_hit *hit,
                      const struct fund_version *version)
{
    csv_number(record, hit->rank);
    csv_text(record, version->id);
    csv_day(record, version->published);
    csv_text(record, version->title);
    csv_text(record, NULL);
    csv_text(record, NULL);
    csv_text(record, version->file);
    csv_real(record, hit->score);
    csv_number(record, hit->relaxed ? 1 : 0);
    csv_number(record, hit->versions);
    csv_text(record, hit->id);
    csv_text(record, NULL);
    csv_text(record, NULL);
    csv_text(record, NULL);
}

void hits_csv_none(struct csv_record *record)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        csv_text(record, NULL);
}

void hits_csv_print(const fund_results *results)
{
    struct csv_record record = {0};
    hits_csv_names(&record);
    csv_end(&record);
    for (size_t i = 0; i < fund_results_count(results); i++) {
        const struct fund_hit *hit = fund_results_hit(results, i);
        hits_csv_hit(&record, hit);
        csv_end(&record);
        for (size_t j = 0; j < hit->other_version_count; j++) {
            hits_csv_version(&record, hit, &hit->other_versions[j]);
            csv_end(&record);
        }
    }
}
