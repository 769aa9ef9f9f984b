/*
 * PDF by poppler-glib: the text of the pages, with a blank line where the lines stand apart, and
 * without the head and foot lines that all pages share. Words that end a line in a hyphen are
 * mended as in plain text.
 */
#include "indexer/formats/draft.h"
#include "indexer/formats/layout.h"

#include <poppler.h>

/* Bytes, and pages that are read. */
#define PDF_MAX   ((size_t)64 * 1024 * 1024)
#define PAGES_MAX 2000
/* Pages from which a line at the same end of most of them is taken for a head or foot line. */
#define SHARED_FROM     3
#define LINE_MAX_SHARED 200
/* Of a line's height: a larger gap above ends a paragraph. */
#define GAP_SHARE 0.6

struct page {
    struct slice text; /* in the draft's arena; lines, a blank one between paragraphs */
};

struct pages {
    struct page *items;
    size_t count;
};

/* ---- lines of a page ------------------------------------------------------------------------ */

struct line_box {
    double top, bottom;
};

static struct line_box box_of(const PopplerRectangle *boxes, guint from, guint to)
{
    struct line_box box = {0, 0};
    for (guint i = from; i < to; i++) {
        if (boxes[i].y2 <= boxes[i].y1)
            continue;
        if (box.bottom <= box.top) {
            box = (struct line_box){boxes[i].y1, boxes[i].y2};
            continue;
        }
        box.top = boxes[i].y1 < box.top ? boxes[i].y1 : box.top;
        box.bottom = boxes[i].y2 > box.bottom ? boxes[i].y2 : box.bottom;
    }
    return box;
}

/* Lines that are further apart than lines of a paragraph, or in another column. */
static bool stand_apart(struct line_box above, struct line_box below)
{
    double height = below.bottom - below.top;
    if (height <= 0 || above.bottom <= above.top)
        return false;
    return below.top - above.bottom > GAP_SHARE * height || below.bottom < above.top;
}

/* One box for each character of the text, line ends counted (poppler_page_get_text_layout). */
static fund_status append_lines(struct slice text, const PopplerRectangle *boxes, guint box_count,
                                struct buffer *out, struct fund_error *error)
{
    struct line_box above = {0, 0};
    struct slice line;
    guint at_box = 0;
    fund_status status = FUND_OK;
    for (size_t at = 0; status == FUND_OK && layout_next_line(text, &at, &line);) {
        guint length = (guint)g_utf8_strlen(line.data, (gssize)line.size);
        guint end = at_box + length < box_count ? at_box + length : box_count;
        struct line_box box = box_of(boxes, at_box < end ? at_box : end, end);
        if (stand_apart(above, box))
            status = buffer_append_byte(out, '\n', error);
        if (status == FUND_OK)
            status = buffer_append(out, line, error);
        if (status == FUND_OK)
            status = buffer_append_byte(out, '\n', error);
        above = box;
        at_box = end + 1;
    }
    return status;
}

static fund_status read_page(PopplerDocument *document, int number, struct draft *draft,
                             struct page *page, struct fund_error *error)
{
    PopplerPage *source = poppler_document_get_page(document, number);
    PopplerRectangle *boxes = NULL;
    guint box_count = 0;
    if (source == NULL)
        return FUND_OK;
    char *text = poppler_page_get_text(source);
    struct buffer out = buffer_init(RELEASE_TEXT_MAX);
    fund_status status = FUND_OK;
    if (text != NULL && g_utf8_validate(text, -1, NULL)) {
        if (!poppler_page_get_text_layout(source, &boxes, &box_count))
            box_count = 0;
        status = append_lines(slice_from(text), boxes, box_count, &out, error);
    }
    if (status == FUND_OK) {
        page->text = arena_copy(&draft->arena, buffer_slice(&out));
        if (page->text.data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&out);
    g_free(boxes);
    g_free(text);
    g_object_unref(source);
    return status;
}

/* ---- head and foot lines -------------------------------------------------------------------- */

static struct slice end_line(struct slice text, bool is_last)
{
    text = layout_trim(text);
    if (!is_last)
        return layout_trim(slice_part(text, 0, slice_find(text, SLICE("\n"))));
    size_t start = text.size;
    while (start > 0 && text.data[start - 1] != '\n')
        start--;
    return layout_trim(slice_part(text, start, text.size));
}

/* Equal but for digits: "Seite 2 von 4". */
static bool is_alike(struct slice a, struct slice b)
{
    size_t i = 0, j = 0;
    while (i < a.size || j < b.size) {
        bool skips = false;
        while (i < a.size && a.data[i] >= '0' && a.data[i] <= '9') {
            skips = true;
            i++;
        }
        while (j < b.size && b.data[j] >= '0' && b.data[j] <= '9') {
            skips = true;
            j++;
        }
        if (skips)
            continue;
        if (i == a.size || j == b.size || a.data[i++] != b.data[j++])
            return false;
    }
    return true;
}

static size_t count_alike(const struct pages *pages, struct slice line, bool is_last)
{
    size_t alike = 0;
    for (size_t i = 0; i < pages->count; i++)
        alike += is_alike(end_line(pages->items[i].text, is_last), line);
    return alike;
}

/* Takes the line at one end of all pages away that share it; true where there was one. */
static bool drop_shared(struct pages *pages, bool is_last)
{
    if (pages->count < SHARED_FROM)
        return false;
    struct slice line = end_line(pages->items[pages->count / 2].text, is_last);
    if (line.size == 0 || line.size > LINE_MAX_SHARED ||
        count_alike(pages, line, is_last) * 2 <= pages->count)
        return false;
    for (size_t i = 0; i < pages->count; i++) {
        struct slice text = layout_trim(pages->items[i].text);
        struct slice end = end_line(text, is_last);
        if (!is_alike(end, line))
            continue;
        pages->items[i].text = is_last ? slice_part(text, 0, text.size - end.size)
                                       : slice_part(text, end.size, text.size);
    }
    return true;
}

/* ---- the document --------------------------------------------------------------------------- */

static fund_status join(struct pages *pages, struct draft *draft, struct fund_error *error)
{
    struct buffer out = buffer_init(RELEASE_TEXT_MAX);
    fund_status status = FUND_OK;
    for (int i = 0; i < 3 && drop_shared(pages, false); i++)
        continue;
    for (int i = 0; i < 3 && drop_shared(pages, true); i++)
        continue;
    for (size_t i = 0; i < pages->count && status == FUND_OK; i++) {
        struct slice text = layout_trim(pages->items[i].text);
        /* A sentence goes on from page to page. */
        bool goes_on = out.size > 0 && !layout_ends_sentence(buffer_slice(&out));
        if (out.size > 0)
            status = buffer_append(&out, goes_on ? SLICE("\n") : SLICE("\n\n"), error);
        if (status == FUND_OK)
            status = buffer_append(&out, text, error);
    }
    if (status == FUND_OK) {
        draft->body = arena_copy(&draft->arena, buffer_slice(&out));
        if (draft->body.data == NULL)
            status = error_no_memory(error);
    }
    buffer_finish(&out);
    return status;
}

static fund_status read_document(PopplerDocument *document, struct draft *draft,
                                 struct fund_error *error)
{
    int count = poppler_document_get_n_pages(document);
    if (count > PAGES_MAX) {
        draft->notes.oddities |= FORMAT_ODD_CUT;
        count = PAGES_MAX;
    }
    struct pages pages = {
        arena_array(&draft->arena, count > 0 ? (size_t)count : 0, sizeof(struct page)),
        count > 0 ? (size_t)count : 0};
    if (pages.items == NULL)
        return error_no_memory(error);
    fund_status status = FUND_OK;
    for (int i = 0; i < count && status == FUND_OK; i++)
        status = read_page(document, i, draft, &pages.items[i], error);
    if (status == FUND_OK)
        status = join(&pages, draft, error);
    if (status == FUND_OK && layout_trim(draft->body).size == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "holds no text, perhaps scanned pages");
    return status;
}

static fund_status open_document(struct slice bytes, PopplerDocument **document,
                                 struct fund_error *error)
{
    GError *problem = NULL;
    GBytes *shared = g_bytes_new_static(bytes.data, bytes.size);
    *document = poppler_document_new_from_bytes(shared, NULL, &problem);
    g_bytes_unref(shared);
    if (*document != NULL)
        return FUND_OK;
    bool is_locked = g_error_matches(problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    fund_status status = error_set(error, FUND_INVALID_ARGUMENT, "%s",
                                   is_locked ? "is a PDF with a password" : "is a damaged PDF");
    g_clear_error(&problem);
    return status;
}

static fund_status read_pdf(struct format_input *input, const struct format_sink *sink,
                            struct fund_error *error)
{
    PopplerDocument *document = NULL;
    struct slice bytes = {NULL, 0};
    struct draft draft;
    draft_init(&draft);
    fund_status status = input_all(input, PDF_MAX, &bytes, error);
    if (status == FUND_OK)
        status = open_document(bytes, &document, error);
    if (status == FUND_OK) {
        status = read_document(document, &draft, error);
        g_object_unref(document);
    }
    if (status == FUND_OK)
        status = draft_emit(&draft, sink, error);
    draft_finish(&draft);
    return status;
}

static int recognise_pdf(struct slice head)
{
    return slice_starts_with(head, SLICE("%PDF-")) ? 9 : 0;
}

const struct format_reader format_pdf = {
    .name = "pdf", .recognise = recognise_pdf, .read = read_pdf};
