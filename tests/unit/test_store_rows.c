/*
 * Rows by a value of the documents against Xapian's own phrases and NEAR: the same hits with the
 * same weights, over one database, over two as one, and on other machines.
 */
#include "core/positions/positions.h"
#include "tests/unit/store_fixture.h"

#include <arpa/inet.h>
#include <math.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#define SLOT      9
#define DOCUMENTS 400
#define WORDS     14
#define ROW_MAX   5
#define QUERIES   700
#define PLACED    "P" /* prefix of Xapian's positions */
#define VALUE_MAX ((size_t)1024 * 1024)
#define TCPSRV    "xapian-tcpsrv"

/* Low numbers are frequent words. */
static struct slice word_at_random(uint64_t *random, char out[8])
{
    uint32_t number = random_below(random, WORDS);
    number = random_below(random, number + 1);
    return slice_of(out, (size_t)snprintf(out, 8, "w%u", number));
}

static struct slice join(const char *prefix, struct slice word, char out[16])
{
    return slice_of(out, (size_t)snprintf(out, 16, "%s%.*s", prefix, (int)word.size, word.data));
}

static struct slice whole_of(struct slice first, struct slice second, char out[32])
{
    return slice_of(out, (size_t)snprintf(out, 32, "H%.*s-%.*s", (int)first.size, first.data,
                                          (int)second.size, second.data));
}

/* What stands side by side, but for one in three, also has a term as a whole. */
static void add_whole(struct store_document *document, struct slice before, struct slice word,
                      uint64_t *random)
{
    char bytes[32];
    if (before.size > 0 && random_below(random, 3) > 0)
        assert_ok(store_document_add_term(document, whole_of(before, word, bytes), 1, &test_error));
}

/* A word that the next one may stand beside. */
struct last_word {
    char bytes[8];
    struct slice word; /* empty: nothing stands there */
};

/* A whole word, or a part of one; at times a whole that has parts, and so stands nowhere. */
static void add_random_word(struct store_document *document, struct positions_builder *builder,
                            uint64_t *random, uint32_t position, bool is_stock,
                            struct last_word *last)
{
    char bytes[8], term[16];
    struct slice word = word_at_random(random, bytes);
    const char *prefix = random_below(random, 3) > 0 ? "W" : "K";
    assert_ok(store_document_add_term(document, join(prefix, word, term), 1, &test_error));
    if (random_below(random, 6) == 0) {
        assert_ok(positions_know(builder, word, &test_error));
        last->word.size = 0;
        return;
    }
    assert_ok(positions_add(builder, word, position, &test_error));
    add_whole(document, last->word, word, random);
    memcpy(last->bytes, bytes, sizeof(bytes));
    last->word = slice_of(last->bytes, word.size);
    if (is_stock)
        assert_ok(store_document_add_posting(document, join(PLACED, word, term), position, 0,
                                             &test_error));
}

static void add_random_document(struct store_writer *writer, struct positions_builder *builder,
                                uint64_t *random, bool is_stock)
{
    struct store_document *document = NULL;
    struct buffer value = buffer_init(VALUE_MAX);
    uint32_t size = 1 + random_below(random, 40), position = 0;
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    positions_builder_clear(builder);
    struct last_word last = {.word = {NULL, 0}};
    for (uint32_t i = 0; i < size; i++) {
        bool has_gap = random_below(random, 15) == 0;
        position += has_gap ? 33 : 1;
        if (has_gap)
            last.word.size = 0;
        add_random_word(document, builder, random, position, is_stock, &last);
    }
    assert_ok(positions_encode(builder, &value, &test_error));
    assert_ok(store_document_set_value(document, SLOT, buffer_slice(&value), &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    store_document_destroy(document);
    buffer_finish(&value);
}

static void write_database(const char *path, uint64_t seed, bool is_stock)
{
    struct positions_builder *builder = NULL;
    struct store_writer *writer = open_writer(path, STORE_CREATE);
    assert_ok(positions_builder_create(&builder, &test_error));
    for (int i = 0; i < DOCUMENTS; i++)
        add_random_document(writer, builder, &seed, is_stock);
    assert_ok(store_writer_commit(writer, &test_error));
    store_writer_close(writer);
    positions_builder_destroy(builder);
}

static void write_stub(void **state, const char *name, const char *lines)
{
    char path[PATH_SIZE];
    FILE *file = fopen(path_in(state, name, path), "w");
    assert_non_null(file);
    fputs(lines, file);
    assert_int_equal(fclose(file), 0);
}

/* ---- asking both ways ----------------------------------------------------------------------- */

struct asked {
    char bytes[ROW_MAX][8], whole[32];
    struct slice words[ROW_MAX];
    struct store_row row;
};

static void ask_at_random(struct asked *asked, uint64_t *random)
{
    size_t count = 1 + random_below(random, ROW_MAX);
    for (size_t i = 0; i < count; i++)
        asked->words[i] = word_at_random(random, asked->bytes[i]);
    asked->row = (struct store_row){.words = asked->words,
                                    .count = count,
                                    .is_in_order = random_below(random, 2) == 0,
                                    .window = random_below(random, 12),
                                    .slot = SLOT,
                                    .prefixes = {SLICE("W"), SLICE("K")},
                                    .stock_prefix = SLICE(PLACED)};
    if (count != 2 || !asked->row.is_in_order)
        return;
    asked->row.whole = whole_of(asked->words[0], asked->words[1], asked->whole);
    asked->row.factor = 0.25 + random_below(random, 4) * 0.5;
}

/* The word, whole or as a part. */
static struct store_query *word_query(struct slice word)
{
    char term[16];
    struct store_query *kinds[2] = {NULL, NULL};
    assert_ok(store_query_term(join("W", word, term), &kinds[0], &test_error));
    assert_ok(store_query_term(join("K", word, term), &kinds[1], &test_error));
    return combine(STORE_SYNONYM, kinds, 2);
}

static struct store_query *row_query(const struct store_row *asked)
{
    struct store_query *query = NULL;
    assert_ok(store_query_row(asked, &query, &test_error));
    return query;
}

/* Rows that only add weight, beside terms that do. */
static struct store_query *make_maybe(const struct asked asked[2])
{
    struct store_query *found[3], *weights[3], *both[2];
    for (size_t i = 0; i < 3; i++)
        found[i] = word_query(asked[1].words[i % asked[1].row.count]);
    weights[0] = row_query(&asked[0].row);
    weights[1] = word_query(asked[0].words[0]);
    weights[2] = row_query(&asked[1].row);
    both[0] = combine(STORE_OR, found, 3);
    both[1] = combine(STORE_OR, weights, 3);
    return combine(STORE_AND_MAYBE, both, 2);
}

/* The row alone or, after the kind, below other operators as plans use them. */
static struct store_query *make_query(const struct asked asked[2], uint32_t kind)
{
    static const enum store_operator operators[] = {STORE_AND, STORE_OR, STORE_AND_MAYBE,
                                                    STORE_FILTER, STORE_AND_NOT};
    struct store_query *parts[2] = {row_query(&asked[0].row), NULL};
    struct store_query *scaled = NULL;
    if (kind == 0)
        return parts[0];
    parts[1] = row_query(&asked[1].row);
    if (operators[(kind - 1) % 5] == STORE_AND_NOT)
        parts[1] = combine(STORE_AND,
                           (struct store_query *[]){word_query(asked[1].words[0]), parts[1]}, 2);
    struct store_query *combined = combine(operators[(kind - 1) % 5], parts, 2);
    assert_ok(store_query_scale(combined, 0.5, &scaled, &test_error));
    store_query_destroy(combined);
    return scaled;
}

/* The first hits alone have the scores of the first of all. */
static void assert_same_best(struct store_reader *reader, const struct store_query *query,
                             const struct store_result *all)
{
    const uint32_t limits[] = {1, 3, 20};
    for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
        struct store_result best = {0};
        struct store_search search = {.query = query, .limit = limits[i]};
        assert_ok(store_search(reader, &search, &best, &test_error));
        assert_int_equal(best.count, all->count < limits[i] ? all->count : limits[i]);
        for (size_t k = 0; k < best.count; k++)
            assert_true(fabs(best.hits[k].score - all->hits[k].score) < 1e-9);
        assert_in_range(best.total_lower, 0, all->count);
        assert_in_range(best.total_upper, all->count, UINT32_MAX);
        store_result_finish(&best);
    }
}

static void assert_counted(struct store_reader *reader, const struct store_query *query,
                           size_t count)
{
    const uint32_t most[] = {0, 2, 1000};
    for (size_t i = 0; i < sizeof(most) / sizeof(*most); i++) {
        struct store_total total = {0, false};
        assert_ok(store_count(reader, query, most[i], &total, &test_error));
        if (total.is_exact)
            assert_int_equal(total.documents, count);
        assert_true(total.is_exact || count > most[i]);
    }
}

static int by_docid(const void *left, const void *right)
{
    const struct store_hit *a = left, *b = right;
    return (a->docid > b->docid) - (a->docid < b->docid);
}

/* The same documents with the same scores. Of equal ones the last bit decides, which depends on
 * where sums began, so that these may stand in another order. */
static void assert_same_scores(struct store_result *left, struct store_result *right)
{
    assert_int_equal(left->count, right->count);
    for (size_t i = 0; i + 1 < right->count; i++)
        assert_true(right->hits[i].score >= right->hits[i + 1].score);
    if (left->count == 0)
        return;
    qsort(left->hits, left->count, sizeof(*left->hits), by_docid);
    qsort(right->hits, right->count, sizeof(*right->hits), by_docid);
    for (size_t i = 0; i < left->count; i++) {
        assert_int_equal(left->hits[i].docid, right->hits[i].docid);
        assert_true(fabs(left->hits[i].score - right->hits[i].score) < 1e-9);
    }
}

static size_t assert_same_hits(struct store_reader *stock, struct store_reader *rows,
                               const struct store_query *query)
{
    struct store_result found[2] = {{0}, {0}};
    struct store_search search = {.query = query, .limit = 1000, .check_at_least = 1000};
    assert_ok(store_search(stock, &search, &found[0], &test_error));
    assert_ok(store_search(rows, &search, &found[1], &test_error));
    size_t count = found[0].count;
    assert_same_best(rows, query, &found[0]);
    assert_counted(rows, query, count);
    assert_same_scores(&found[0], &found[1]);
    assert_int_equal(found[0].total_lower, found[1].total_lower);
    assert_int_equal(found[0].total_upper, found[1].total_upper);
    struct store_docids all = {0};
    assert_ok(store_collect(rows, query, 1000, &all, &test_error));
    assert_int_equal(all.count, count);
    store_docids_finish(&all);
    store_result_finish(&found[0]);
    store_result_finish(&found[1]);
    return count;
}

/* What Xapian finds by its own positions, and what is found by values. */
static void compare(struct store_reader *stock, struct store_reader *rows)
{
    uint64_t random = 7;
    size_t with_hits = 0, without = 0;
    store_reader_ask_xapian(stock);
    store_reader_allow_stock_positions(stock);
    for (uint32_t i = 0; i < QUERIES; i++) {
        struct asked asked[2];
        ask_at_random(&asked[0], &random);
        ask_at_random(&asked[1], &random);
        struct store_query *query = i % 7 == 6 ? make_maybe(asked) : make_query(asked, i % 7);
        size_t found = assert_same_hits(stock, rows, query);
        with_hits += found > 0 && found < DOCUMENTS;
        without += found == 0;
        store_query_destroy(query);
    }
    assert_true(with_hits > QUERIES / 3);
    assert_true(without > 50);
}

static void test_one_database(void **state)
{
    char stock[PATH_SIZE], rows[PATH_SIZE];
    write_database(path_in(state, "stock", stock), 1, true);
    write_database(path_in(state, "rows", rows), 1, false);
    struct store_reader *readers[2] = {open_reader(stock), open_reader(rows)};
    compare(readers[0], readers[1]);
    store_reader_close(readers[0]);
    store_reader_close(readers[1]);
}

static void test_two_databases(void **state)
{
    char path[PATH_SIZE];
    write_database(path_in(state, "stock1", path), 1, true);
    write_database(path_in(state, "stock2", path), 2, true);
    write_database(path_in(state, "rows1", path), 1, false);
    write_database(path_in(state, "rows2", path), 2, false);
    write_stub(state, "stock", "auto stock1\nauto stock2\n");
    write_stub(state, "rows", "auto rows1\nauto rows2\n");
    struct store_reader *readers[2];
    readers[0] = open_reader(path_in(state, "stock", path));
    readers[1] = open_reader(path_in(state, "rows", path));
    compare(readers[0], readers[1]);
    store_reader_close(readers[0]);
    store_reader_close(readers[1]);
}

/* ---- other machines ------------------------------------------------------------------------- */

/* Seconds after which a server ends by itself, should the test not come to its end. */
#define SERVER_SECONDS 60

struct server {
    pid_t process;
    int port;
    FILE *output; /* open as long as it runs: it tells of each connection */
};

/* A port that nobody listens on; somebody else may take it before it is used. */
static int find_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    int file = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(file >= 0);
    assert_int_equal(bind(file, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(file, (struct sockaddr *)&address, &size), 0);
    close(file);
    return ntohs(address.sin_port);
}

/* False where the program is not installed. */
static bool start_server(const char *path, struct server *server)
{
    int ends[2];
    char port[16], line[256];
    server->port = find_port();
    snprintf(port, sizeof(port), "%d", server->port);
    assert_int_equal(pipe(ends), 0);
    server->process = fork();
    assert_true(server->process >= 0);
    if (server->process == 0) {
        setpgid(0, 0); /* it ends all of its group with itself */
        alarm(SERVER_SECONDS);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execlp(TCPSRV, TCPSRV, "--interface", "127.0.0.1", "--port", port, path, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    server->output = fdopen(ends[0], "r");
    assert_non_null(server->output);
    bool is_listening = false;
    while (!is_listening && fgets(line, sizeof(line), server->output) != NULL)
        is_listening = strncmp(line, "Listening", 9) == 0;
    return is_listening;
}

static void stop_server(const struct server *server)
{
    fclose(server->output);
    kill(server->process, SIGTERM);
    waitpid(server->process, NULL, 0);
}

/* What servers serve, one line each, behind a stub. */
static bool serve(void **state, const char *const databases[2], struct server servers[2],
                  const char *stub)
{
    char path[PATH_SIZE], lines[128];
    bool is_there = true;
    for (int i = 0; i < 2; i++)
        is_there = start_server(path_in(state, databases[i], path), &servers[i]) && is_there;
    snprintf(lines, sizeof(lines), "remote 127.0.0.1:%d\nremote 127.0.0.1:%d\n", servers[0].port,
             servers[1].port);
    write_stub(state, stub, lines);
    return is_there;
}

static void test_other_machines(void **state)
{
    char path[PATH_SIZE];
    struct server servers[2];
    write_database(path_in(state, "stock1", path), 1, true);
    write_database(path_in(state, "stock2", path), 2, true);
    write_stub(state, "stock", "auto stock1\nauto stock2\n");
    if (!serve(state, (const char *const[]){"stock1", "stock2"}, servers, "far")) {
        print_message(TCPSRV " is not installed: servers are not tried\n");
        stop_server(&servers[0]);
        stop_server(&servers[1]);
        skip();
    }
    struct store_reader *near = open_reader(path_in(state, "stock", path));
    struct store_reader *far = open_reader(path_in(state, "far", path));
    struct asked asked;
    uint64_t random = 8;
    do {
        ask_at_random(&asked, &random);
    } while (asked.row.count < 2);
    struct store_query *query = row_query(&asked.row);
    struct store_search search = {.query = query, .limit = 10};
    struct store_result result;
    assert_int_equal(store_search(far, &search, &result, &test_error), FUND_UNSUPPORTED);
    assert_non_null(strstr(test_error.message, "--stock-positions"));
    store_query_destroy(query);
    compare(far, near);
    store_reader_close(near);
    store_reader_close(far);
    stop_server(&servers[0]);
    stop_server(&servers[1]);
}

/* ---- what is wrong -------------------------------------------------------------------------- */

static void test_arguments(void **state)
{
    (void)state;
    static struct slice many[STORE_ROW_TERMS_MAX + 1];
    struct slice words[2] = {SLICE("a"), SLICE("")};
    struct store_query *query = NULL;
    struct store_row row = {
        .words = words, .count = 2, .slot = SLOT, .prefixes = {SLICE("W"), SLICE("K")}};
    assert_int_equal(store_query_row(&row, &query, NULL), FUND_LIMIT);
    words[1] = SLICE("b");
    row.slot = UINT32_MAX;
    assert_int_equal(store_query_row(&row, &query, NULL), FUND_INVALID_ARGUMENT);
    row.slot = SLOT;
    row.whole = SLICE("H");
    row.factor = -1;
    assert_int_equal(store_query_row(&row, &query, NULL), FUND_INVALID_ARGUMENT);
    row.whole.size = 0;
    for (size_t i = 0; i <= STORE_ROW_TERMS_MAX; i++)
        many[i] = SLICE("a");
    row.words = many;
    row.count = STORE_ROW_TERMS_MAX + 1;
    assert_int_equal(store_query_row(&row, &query, NULL), FUND_LIMIT);
    assert_null(query);
    row.count--;
    assert_ok(store_query_row(&row, &query, &test_error));
    struct store_query *synonym = NULL;
    assert_int_equal(store_query_combine(STORE_SYNONYM, &query, 1, &synonym, NULL),
                     FUND_UNSUPPORTED);
    assert_null(synonym);
    store_query_destroy(query);
}

static void test_damaged_value(void **state)
{
    char path[PATH_SIZE];
    struct slice words[2] = {SLICE("a"), SLICE("b")};
    struct store_row row = {.words = words,
                            .count = 2,
                            .is_in_order = true,
                            .slot = SLOT,
                            .prefixes = {SLICE("W"), SLICE("K")}};
    struct store_writer *writer = open_writer(path_in(state, "damaged", path), STORE_CREATE);
    struct store_document *document = NULL;
    store_docid docid;
    assert_ok(store_document_create(&document, &test_error));
    assert_ok(store_document_add_term(document, SLICE("Wa"), 1, &test_error));
    assert_ok(store_document_add_term(document, SLICE("Kb"), 1, &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error)); /* no value at all */
    assert_ok(store_document_set_value(document, SLOT, SLICE("\xff\xff\xff"), &test_error));
    assert_ok(store_writer_add(writer, document, &docid, &test_error));
    assert_ok(store_writer_commit(writer, &test_error));
    store_document_destroy(document);
    store_writer_close(writer);
    struct store_reader *reader = open_reader(path);
    struct store_query *query = row_query(&row);
    struct store_search search = {.query = query, .limit = 10};
    struct store_result result;
    assert_int_equal(store_search(reader, &search, &result, &test_error), FUND_CORRUPT);
    store_query_destroy(query);
    store_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_one_database),   STORE_TEST(test_two_databases),
        STORE_TEST(test_other_machines), cmocka_unit_test(test_arguments),
        STORE_TEST(test_damaged_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
