/*
 * What six facets over 12,000 hits cost beside the search itself, in processor time of one process;
 * and how long the columns that they are counted from take to be read.
 *
 * usage: facets CEILING    fails where (search with facets) / (search) is above CEILING
 */
#include "fundstelle.h"

#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RELEASES 20000
#define HITS     12000
#define ROUNDS   40
#define PERSONS  4000
#define PLACES   300
#define TEXT_MAX 600

/* The fields of one release. */
struct texts {
    char id[16], day[16], body[TEXT_MAX];
    char persons[2][48], organisation[64], place[32];
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* A made-up name for each number, so that the archive has many different ones. */
static void spell(unsigned number, char out[16])
{
    static const char *const syllables[] = {"Bal", "der", "fen", "gor", "hil",
                                            "kum", "las", "mor", "nus", "ped"};
    snprintf(out, 16, "%s%s%s%s", syllables[number % 10], syllables[number / 10 % 10],
             syllables[number / 100 % 10], syllables[number / 1000 % 10]);
}

/* Half of the persons are named with their first name, half by their surname alone. */
static void spell_person(unsigned number, char out[48])
{
    char surname[16];
    spell(number % PERSONS, surname);
    snprintf(out, 48, "%s%s", number % 2 == 0 ? "Anna " : "", surname);
}

static void fill(unsigned i, struct texts *texts, struct sample_release *release)
{
    char word[16];
    unsigned random = i * 2654435761u; /* Knuth's multiplicative hashing */
    snprintf(texts->id, sizeof(texts->id), "id-%05u", i);
    snprintf(texts->day, sizeof(texts->day), "%04u-%02u-%02u", 2004 + random % 20,
             1 + random / 20 % 12, 1 + random / 240 % 28);
    spell_person(random / 7000, texts->persons[0]);
    spell_person(random / 90000, texts->persons[1]);
    spell(random / 50 % 1500, word);
    snprintf(texts->organisation, sizeof(texts->organisation), "Verein %s", word);
    spell(random / 60 % PLACES, word);
    snprintf(texts->place, sizeof(texts->place), "%sstadt", word);
    snprintf(texts->body, sizeof(texts->body),
             "%s und %s sprachen mit dem %s in %s. %s ist %s; es bleibt dabei, dass alle kommen, "
             "die helfen wollen, und dass niemand ohne Antwort nach Hause geht.",
             texts->persons[0], texts->persons[1], texts->organisation, texts->place,
             i < HITS ? "Der Markt" : "Das Bad", random % 3 == 0 ? "offen" : "geschlossen");
    *release = (struct sample_release){
        .id = texts->id,
        .day = texts->day,
        .title = "Aus dem Rathaus",
        .body = texts->body,
        .issuer = random % 2 == 0 ? "Stadt Musterau" : "Gemeinde Auendorf",
        .persons = {{texts->persons[0], NULL, NULL, NULL, {texts->persons[0]}},
                    {texts->persons[1], NULL, NULL, NULL, {texts->persons[1]}}},
        .organisations = {{texts->organisation, NULL, NULL, NULL, {texts->organisation}}},
        .places = {{texts->place, NULL, NULL, NULL, {texts->place}}},
    };
}

static bool write_archive(const char *path)
{
    struct texts *texts = calloc(RELEASES, sizeof(*texts));
    struct sample_release *releases = calloc(RELEASES, sizeof(*releases));
    bool is_written = texts != NULL && releases != NULL;
    for (unsigned i = 0; is_written && i < RELEASES; i++)
        fill(i, &texts[i], &releases[i]);
    is_written = is_written && sample_write(path, releases, RELEASES);
    free(releases);
    free(texts);
    return is_written;
}

/* Seconds of one search; negative where it fails or finds another number. */
static double search(fund_archive *archive, uint32_t facets)
{
    struct fund_search_options options = FUND_SEARCH_OPTIONS_INIT;
    fund_results *results = NULL;
    options.query = "Markt";
    options.facets = facets;
    double start = seconds();
    if (fund_archive_search(archive, &options, &results, NULL) != FUND_OK)
        return -1;
    double taken = seconds() - start;
    bool is_right = facets == 0 || fund_results_total(results, NULL) == HITS;
    fund_results_free(results);
    return is_right ? taken : -1;
}

static int measure(fund_archive *archive, double ceiling)
{
    double plain = 1e9, counted = 1e9;
    double first = search(archive, FUND_FACETS_USUAL);
    for (int i = 0; i < ROUNDS; i++) {
        double without = search(archive, 0), with = search(archive, FUND_FACETS_USUAL);
        if (first < 0 || without < 0 || with < 0) {
            fprintf(stderr, "facets: a search failed\n");
            return 1;
        }
        plain = without < plain ? without : plain;
        counted = with < counted ? with : counted;
    }
    printf("search, first page of %d hits  %8.3f ms\n", HITS, plain * 1e3);
    printf("the same with six facets         %8.3f ms\n", counted * 1e3);
    printf("columns of %d releases, once  %8.3f ms\n", RELEASES, (first - counted) * 1e3);
    printf("with facets / without %.2f, ceiling %.2f\n", counted / plain, ceiling);
    return counted / plain <= ceiling ? 0 : 1;
}

int main(int count, char **arguments)
{
    char folder[256], path[300];
    fund_archive *archive = NULL;
    int code = 1;
    if (count != 2 || !sample_make_folder(folder, sizeof(folder))) {
        fprintf(stderr, "usage: facets CEILING\n");
        return 2;
    }
    snprintf(path, sizeof(path), "%s/archiv", folder);
    if (write_archive(path) && fund_archive_open(path, NULL, &archive, NULL) == FUND_OK)
        code = measure(archive, strtod(arguments[1], NULL));
    fund_archive_close(archive);
    sample_clean_up(folder);
    return code;
}
