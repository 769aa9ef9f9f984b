/*
 * See lists.h.
 */
#include "core/glass/lists.h"

#include "core/glass/array.h"
#include "core/glass/encode.h"
#include "core/glass/position_list.h"

#include <stdlib.h>

#define PAGE_BITS   16u
#define PAGE_SIZE   (1u << PAGE_BITS)
#define PAGES_MAX   (1u << (32 - PAGE_BITS))
#define SLICE_FIRST 16u
#define SLICE_LAST  1024u
#define LINK_SIZE   4u /* at the end of a slice */
#define SLOTS_FIRST 65536u
#define COUNT_FIRST 1024u
#define BYTES_MAX   ((size_t)UINT32_MAX)
/* Terms of a document that are looked up side by side, so that their cache misses overlap. */
#define BATCH 32u

/* ---- memory --------------------------------------------------------------------------------- */

fund_status lists_init(struct lists *lists, struct fund_error *error)
{
    *lists = (struct lists){.bytes = buffer_init(BYTES_MAX), .encoded = buffer_init(BYTES_MAX)};
    lists->slots = calloc(SLOTS_FIRST, sizeof(*lists->slots));
    lists->slot_count = SLOTS_FIRST;
    return lists->slots != NULL ? FUND_OK : error_no_memory(error);
}

void lists_finish(struct lists *lists)
{
    for (uint32_t i = 0; i < lists->page_count; i++)
        free(lists->pages[i]);
    free(lists->pages);
    free(lists->terms);
    free(lists->positions);
    free(lists->slots);
    buffer_finish(&lists->bytes);
    buffer_finish(&lists->encoded);
    *lists = (struct lists){.bytes = buffer_init(BYTES_MAX), .encoded = buffer_init(BYTES_MAX)};
}

size_t lists_memory(const struct lists *lists)
{
    return lists->bytes.capacity + lists->term_capacity * sizeof(*lists->terms) +
           lists->positions_capacity * sizeof(*lists->positions) +
           lists->slot_count * sizeof(*lists->slots) + (size_t)lists->page_count * PAGE_SIZE;
}

/* ---- the pool ------------------------------------------------------------------------------- */

static char *pool_byte(const struct lists *lists, uint32_t place)
{
    return lists->pages[place >> PAGE_BITS] + (place & (PAGE_SIZE - 1));
}

/* The slice that follows so many bytes. */
static uint32_t slice_size(uint32_t before)
{
    uint32_t size = SLICE_FIRST;
    while (size < before && size < SLICE_LAST)
        size *= 2;
    return size;
}

static fund_status add_page(struct lists *lists, struct fund_error *error)
{
    fund_status status = array_grow((void **)&lists->pages, &lists->page_capacity,
                                    lists->page_count, sizeof(*lists->pages), COUNT_FIRST, error);
    if (status != FUND_OK)
        return status;
    if (lists->page_count == PAGES_MAX)
        return error_set(error, FUND_LIMIT, "too many postings for one database");
    char *page = malloc(PAGE_SIZE);
    if (page == NULL)
        return error_no_memory(error);
    lists->pages[lists->page_count] = page;
    /* Place 0 is none. */
    lists->pool_at = (lists->page_count << PAGE_BITS) + (lists->page_count == 0 ? SLICE_FIRST : 0);
    lists->page_count++;
    return FUND_OK;
}

static fund_status add_slice(struct lists *lists, struct lists_bytes *list,
                             struct fund_error *error)
{
    uint32_t size = slice_size(list->size);
    fund_status status = FUND_OK;
    if (lists->page_count == 0 || lists->pool_at + (uint64_t)size > (uint64_t)lists->page_count
                                                                        << PAGE_BITS)
        status = add_page(lists, error);
    if (status != FUND_OK)
        return status;
    uint32_t place = lists->pool_at;
    lists->pool_at += size;
    if (list->first == 0)
        list->first = place;
    else
        memcpy(pool_byte(lists, list->end), &place, sizeof(place));
    list->at = place;
    list->end = place + size - LINK_SIZE;
    return FUND_OK;
}

static fund_status append(struct lists *lists, struct lists_bytes *list, const char *bytes,
                          size_t size, struct fund_error *error)
{
    while (size > 0) {
        fund_status status = list->at == list->end ? add_slice(lists, list, error) : FUND_OK;
        if (status != FUND_OK)
            return status;
        size_t part = list->end - list->at < size ? list->end - list->at : size;
        memcpy(pool_byte(lists, list->at), bytes, part);
        list->at += (uint32_t)part;
        list->size += (uint32_t)part;
        bytes += part;
        size -= part;
    }
    return FUND_OK;
}

fund_status lists_read(const struct lists *lists, const struct lists_bytes *list,
                       struct buffer *out, struct fund_error *error)
{
    uint32_t place = list->first;
    for (uint32_t done = 0; done < list->size;) {
        uint32_t room = slice_size(done) - LINK_SIZE, rest = list->size - done;
        uint32_t part = rest < room ? rest : room;
        fund_status status = buffer_append(out, slice_of(pool_byte(lists, place), part), error);
        if (status != FUND_OK)
            return status;
        done += part;
        if (done < list->size)
            memcpy(&place, pool_byte(lists, place + room), sizeof(place));
    }
    return FUND_OK;
}

/* ---- terms ---------------------------------------------------------------------------------- */

static fund_status enlarge_table(struct lists *lists, struct fund_error *error)
{
    uint32_t count = lists->slot_count * 2, mask = count - 1;
    struct lists_slot *slots = calloc(count, sizeof(*slots));
    if (slots == NULL)
        return error_no_memory(error);
    for (uint32_t i = 0; i < lists->slot_count; i++) {
        if (lists->slots[i].term == 0)
            continue;
        uint32_t at = lists->slots[i].hash & mask;
        while (slots[at].term != 0)
            at = (at + 1) & mask;
        slots[at] = lists->slots[i];
    }
    free(lists->slots);
    lists->slots = slots;
    lists->slot_count = count;
    return FUND_OK;
}

static struct lists_slot *find_slot(const struct lists *lists, struct slice term, uint64_t hash)
{
    uint32_t mask = lists->slot_count - 1, half = (uint32_t)(hash >> 32);
    for (uint32_t at = half & mask;; at = (at + 1) & mask) {
        struct lists_slot *slot = &lists->slots[at];
        if (slot->term == 0)
            return slot;
        const struct lists_term *found = &lists->terms[slot->term - 1];
        if (slot->hash == half && found->hash == hash && found->size == term.size &&
            memcmp(lists->bytes.data + found->at, term.data, term.size) == 0)
            return slot;
    }
}

static fund_status add_term(struct lists *lists, struct slice term, uint64_t hash,
                            uint32_t document, struct lists_term **added, struct fund_error *error)
{
    fund_status status = array_grow((void **)&lists->terms, &lists->term_capacity,
                                    lists->term_count, sizeof(*lists->terms), COUNT_FIRST, error);
    if (status == FUND_OK && lists->term_count >= lists->slot_count / 2)
        status = enlarge_table(lists, error);
    uint32_t at = (uint32_t)lists->bytes.size;
    if (status == FUND_OK)
        status = buffer_append(&lists->bytes, term, error);
    if (status != FUND_OK)
        return status;
    *find_slot(lists, term, hash) =
        (struct lists_slot){(uint32_t)(hash >> 32), lists->term_count + 1};
    *added = &lists->terms[lists->term_count++];
    **added =
        (struct lists_term){.hash = hash, .at = at, .size = (uint32_t)term.size, .first = document};
    return FUND_OK;
}

/* ---- postings ------------------------------------------------------------------------------- */

static fund_status add_positions(struct lists *lists, const struct glass_document *document,
                                 const struct document_term *term, struct lists_term *found,
                                 uint32_t number, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (found->positions == 0) {
        status = array_grow((void **)&lists->positions, &lists->positions_capacity,
                            lists->positions_count, sizeof(*lists->positions), COUNT_FIRST, error);
        if (status != FUND_OK)
            return status;
        lists->positions[lists->positions_count++] = (struct lists_positions){0};
        found->positions = lists->positions_count;
    }
    struct lists_positions *list = &lists->positions[found->positions - 1];
    char head[2 * ENCODE_NUMBER_MAX];
    buffer_clear(&lists->encoded);
    status = position_list_encode(document, term, &lists->encoded, error);
    if (status != FUND_OK)
        return status;
    size_t size = encode_number(head, number - list->last);
    size += encode_number(head + size, (uint32_t)lists->encoded.size);
    list->last = number;
    status = append(lists, &list->bytes, head, size, error);
    if (status != FUND_OK)
        return status;
    return append(lists, &list->bytes, lists->encoded.data, lists->encoded.size, error);
}

static fund_status add_posting(struct lists *lists, struct lists_term *found, uint32_t number,
                               uint32_t wdf, struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (found->documents > 0) {
        char entry[2 * ENCODE_NUMBER_MAX];
        size_t size = encode_number(entry, found->last_wdf);
        size += encode_number(entry + size, number - found->last - 1);
        status = append(lists, &found->postings, entry, size, error);
    }
    found->documents++;
    found->occurrences += wdf;
    found->last = number;
    found->last_wdf = wdf;
    return status;
}

/* A term that many documents have is found without waiting: what it needs was asked for. */
static fund_status add_batch(struct lists *lists, const struct glass_document *document,
                             uint32_t start, uint32_t end, uint32_t number,
                             struct fund_error *error)
{
    uint32_t mask = lists->slot_count - 1, guesses[BATCH];
    for (uint32_t i = start; i < end; i++) {
        const struct document_term *term = &document->terms[i];
        uint32_t guess = lists->slots[(uint32_t)(term->hash >> 32) & mask].term;
        guesses[i - start] = guess;
        if (guess != 0)
            __builtin_prefetch(&lists->terms[guess - 1], 1);
    }
    for (uint32_t i = start; i < end; i++) {
        uint32_t guess = guesses[i - start];
        if (guess == 0)
            continue;
        const struct lists_term *found = &lists->terms[guess - 1];
        __builtin_prefetch(lists->bytes.data + found->at);
        if (found->postings.at != 0)
            __builtin_prefetch(pool_byte(lists, found->postings.at), 1);
    }
    fund_status status = FUND_OK;
    for (uint32_t i = start; status == FUND_OK && i < end; i++) {
        const struct document_term *term = &document->terms[i];
        struct slice bytes = document_bytes(document, term->at, term->size);
        const struct lists_slot *slot = find_slot(lists, bytes, term->hash);
        struct lists_term *found = slot->term != 0 ? &lists->terms[slot->term - 1] : NULL;
        if (found == NULL)
            status = add_term(lists, bytes, term->hash, number, &found, error);
        if (status == FUND_OK)
            status = add_posting(lists, found, number, term->wdf, error);
        if (status == FUND_OK && term->first != 0)
            status = add_positions(lists, document, term, found, number, error);
    }
    return status;
}

static void prefetch_slots(const struct lists *lists, const struct glass_document *document,
                           uint32_t start, uint32_t end)
{
    uint32_t mask = lists->slot_count - 1;
    for (uint32_t i = start; i < end; i++)
        __builtin_prefetch(&lists->slots[(uint32_t)(document->terms[i].hash >> 32) & mask]);
}

static uint32_t batch_end(const struct glass_document *document, uint32_t start)
{
    uint32_t left = document->term_count - start;
    return start + (left < BATCH ? left : BATCH);
}

fund_status lists_add(struct lists *lists, const struct glass_document *document, uint32_t number,
                      struct fund_error *error)
{
    fund_status status = FUND_OK;
    prefetch_slots(lists, document, 0, batch_end(document, 0));
    for (uint32_t start = 0; status == FUND_OK && start < document->term_count;) {
        uint32_t end = batch_end(document, start);
        prefetch_slots(lists, document, end, batch_end(document, end));
        status = add_batch(lists, document, start, end, number, error);
        start = end;
    }
    return status;
}

fund_status lists_sort(const struct lists *lists, struct sort_item **items,
                       struct fund_error *error)
{
    struct sort_item *sorted = malloc((lists->term_count + (size_t)1) * sizeof(*sorted));
    struct sort_item *spare = malloc((lists->term_count + (size_t)1) * sizeof(*spare));
    if (sorted == NULL || spare == NULL) {
        free(sorted);
        free(spare);
        return error_no_memory(error);
    }
    for (uint32_t i = 0; i < lists->term_count; i++) {
        const struct lists_term *term = &lists->terms[i];
        sorted[i] = (struct sort_item){sort_key(lists->bytes.data + term->at, term->size), term->at,
                                       term->size, i};
    }
    sort_strings(sorted, spare, lists->term_count, lists->bytes.data);
    free(spare);
    *items = sorted;
    return FUND_OK;
}
