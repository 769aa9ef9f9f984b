/*
 * Rendering: blocks end lines, white space is one blank.
 */
#include "indexer/formats/html.h"

#include "indexer/formats/layout.h"

#define CREDIT_MAX     200 /* bytes */
#define LINKS_MIN      4   /* of a list that is navigation */
#define LIST_NODES_MAX 500

static const char *const paragraphs[] = {
    "p",    "div",     "section", "article",    "main", "header",  "h1",
    "h2",   "h3",      "h4",      "h5",         "h6",   "ul",      "ol",
    "dl",   "table",   "pre",     "blockquote", "hr",   "address", "figure",
    "body", "caption", "details", "summary",    "html", "center",  NULL};
static const char *const lines[] = {"br",         "li",     "tr",     "dt", "dd",
                                    "figcaption", "legend", "option", NULL};

/* What must stand before the next word. */
enum gap { GAP_NONE, GAP_BLANK, GAP_LINE, GAP_PARAGRAPH };

struct renderer {
    struct buffer text;
    enum gap gap;
    const char *mark; /* before the next word: "- " */
    struct fund_error *error;
    fund_status status;
};

static void widen(struct renderer *renderer, enum gap gap)
{
    if (gap > renderer->gap)
        renderer->gap = gap;
}

static void append(struct renderer *renderer, struct slice text)
{
    if (renderer->status == FUND_OK)
        renderer->status = buffer_append(&renderer->text, text, renderer->error);
}

static void append_gap(struct renderer *renderer)
{
    static const char *const gaps[] = {"", " ", "\n", "\n\n"};
    if (renderer->text.size > 0)
        append(renderer, slice_from(gaps[renderer->gap]));
    if (renderer->mark != NULL)
        append(renderer, slice_from(renderer->mark));
    renderer->gap = GAP_NONE;
    renderer->mark = NULL;
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void append_words(struct renderer *renderer, struct slice text)
{
    for (size_t at = 0; at < text.size;) {
        if (is_white(text.data[at])) {
            widen(renderer, GAP_BLANK);
            at++;
            continue;
        }
        size_t start = at;
        while (at < text.size && !is_white(text.data[at]))
            at++;
        append_gap(renderer);
        append(renderer, slice_part(text, start, at));
    }
}

/* Of <pre> lines stay lines. */
static void append_lines(struct renderer *renderer, struct slice text)
{
    struct slice line;
    for (size_t at = 0; layout_next_line(text, &at, &line);) {
        append_words(renderer, line);
        widen(renderer, layout_trim(line).size == 0 ? GAP_PARAGRAPH : GAP_LINE);
    }
}

static void begin_element(struct renderer *renderer, const xmlNode *node)
{
    if (html_is_any(node, paragraphs))
        widen(renderer, GAP_PARAGRAPH);
    else if (html_is_any(node, lines))
        widen(renderer,
              html_is(node, "br") && renderer->gap == GAP_LINE ? GAP_PARAGRAPH : GAP_LINE);
    else if (html_is(node, "td") || html_is(node, "th"))
        widen(renderer, GAP_BLANK);
    if (html_is(node, "li"))
        renderer->mark = "- ";
}

static void end_element(struct renderer *renderer, const xmlNode *node)
{
    if (html_is_any(node, paragraphs))
        widen(renderer, GAP_PARAGRAPH);
    else if (!html_is(node, "br") && html_is_any(node, lines))
        widen(renderer, GAP_LINE);
    else if (html_is(node, "td") || html_is(node, "th"))
        widen(renderer, GAP_BLANK);
    if (html_is(node, "li"))
        renderer->mark = NULL;
}

static bool is_inside_pre(const xmlNode *node)
{
    return node->parent != NULL && html_is(node->parent, "pre");
}

/* ---- pictures ------------------------------------------------------------------------------- */

static bool is_named(const xmlNode *node, const void *name)
{
    return html_is(node, name);
}

static struct slice keep(struct draft *draft, struct slice text)
{
    struct slice copy = arena_copy(&draft->arena, text);
    return copy.data != NULL ? copy : slice_of("", 0);
}

static size_t find_credit(struct slice text, size_t *mark_size)
{
    static const char *const marks[] = {"\xc2\xa9", "Foto: ", "Fotos: ", "Bild: ", "Quelle: "};
    size_t found = text.size;
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        size_t at = slice_find(text, slice_from(marks[i]));
        if (at < found) {
            found = at;
            *mark_size = strlen(marks[i]);
        }
    }
    return found;
}

/* "Das Bad. © Stadt Moorfurt" -> caption and credit */
static struct draft_medium split_caption(struct slice text)
{
    size_t mark = 0;
    size_t at = find_credit(text, &mark);
    struct slice credit =
        layout_trim(slice_part(text, at + (at < text.size ? mark : 0), text.size));
    if (at == text.size || credit.size == 0 || credit.size > CREDIT_MAX)
        return (struct draft_medium){.caption = text};
    if (slice_ends_with(credit, SLICE(")")) && at > 0 && text.data[at - 1] == '(') {
        credit.size--;
        at--;
    }
    return (struct draft_medium){.credit = credit, .caption = layout_trim(slice_part(text, 0, at))};
}

/* Whether the figure became a medium. */
static bool take_figure(xmlNode *figure, struct draft *draft, struct fund_error *error)
{
    struct slice text = {NULL, 0};
    xmlNode *caption = html_find(figure, is_named, "figcaption");
    xmlNode *image = html_find(figure, is_named, "img");
    if (caption == NULL || image == NULL ||
        html_render(caption, NULL, false, draft, &text, error) != FUND_OK)
        return false;
    struct draft_medium medium = split_caption(layout_trim(text));
    if (medium.caption.size == 0)
        medium.caption = keep(draft, layout_trim(html_attribute(image, "alt")));
    return medium.caption.size + medium.credit.size > 0 && draft_add_medium(draft, medium);
}

/* ---- lists of links ------------------------------------------------------------------------- */

static bool is_inside_link(const xmlNode *node, const xmlNode *list)
{
    for (; node != list; node = node->parent)
        if (html_is(node, "a"))
            return true;
    return false;
}

/*
 * Navigation by its looks, for pages that name nothing: a list of which nearly all text is links.
 * Large ones are judged by their first nodes.
 */
static bool is_link_list(const xmlNode *list)
{
    size_t links = 0, in_links = 0, all = 0;
    const xmlNode *node = list;
    if (!html_is(list, "ul") && !html_is(list, "ol"))
        return false;
    for (int i = 0; node != NULL && i < LIST_NODES_MAX; i++) {
        links += html_is(node, "a");
        if (node->type == XML_TEXT_NODE && !xmlIsBlankNode(node)) {
            size_t size = strlen((const char *)node->content);
            all += size;
            in_links += is_inside_link(node, list) ? size : 0;
        }
        node = html_next(node, list, true);
    }
    return links >= LINKS_MIN && in_links * 10 >= all * 9;
}

/* ---- the walk ------------------------------------------------------------------------------- */

struct walk {
    xmlNode *root;
    const xmlNode *left_out;
    bool takes_media;
    bool is_whole_page;
    struct draft *draft;
};

/* Whether the walk goes on below the node. */
static bool enter(struct renderer *renderer, const struct walk *walk, xmlNode *node)
{
    bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    if (is_text && node->content != NULL) {
        struct slice text = slice_from((const char *)node->content);
        if (is_inside_pre(node))
            append_lines(renderer, text);
        else
            append_words(renderer, text);
    }
    if (node->type != XML_ELEMENT_NODE)
        return node->type == XML_HTML_DOCUMENT_NODE || node->type == XML_DOCUMENT_NODE;
    begin_element(renderer, node);
    if (node == walk->left_out || (node != walk->root && html_is_boilerplate(node)) ||
        (walk->is_whole_page && is_link_list(node)))
        return false;
    return !(walk->takes_media && html_is(node, "figure") && node != walk->root &&
             take_figure(node, walk->draft, renderer->error));
}

static void render(struct renderer *renderer, const struct walk *walk)
{
    xmlNode *node = walk->root;
    while (node != NULL && renderer->status == FUND_OK) {
        if (enter(renderer, walk, node) && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != walk->root && node->next == NULL) {
            end_element(renderer, node);
            node = node->parent;
        }
        end_element(renderer, node);
        node = node == walk->root ? NULL : node->next;
    }
}

fund_status html_render(xmlNode *root, const xmlNode *left_out, bool takes_media,
                        struct draft *draft, struct slice *text, struct fund_error *error)
{
    struct renderer renderer = {.text = buffer_init(RELEASE_TEXT_MAX), .error = error};
    bool is_whole_page = html_is(root, "html") && left_out != NULL;
    struct walk walk = {root, left_out, takes_media, is_whole_page, draft};
    render(&renderer, &walk);
    struct slice copy = {NULL, 0};
    if (renderer.status == FUND_OK) {
        copy = arena_copy(&draft->arena, buffer_slice(&renderer.text));
        if (copy.data == NULL)
            renderer.status = error_no_memory(error);
        else
            *text = copy;
    }
    buffer_finish(&renderer.text);
    return renderer.status;
}

static fund_status render_piece(struct slice html, bool takes_media, struct draft *draft,
                                struct slice *text, struct fund_error *error)
{
    xmlDocPtr tree = NULL;
    bool is_cut = false;
    struct slice trimmed = layout_trim(html);
    if (trimmed.size == 0) {
        *text = trimmed;
        return FUND_OK;
    }
    fund_status status = html_tree_parse(trimmed, &tree, &is_cut, error);
    if (status != FUND_OK)
        return status;
    if (is_cut)
        draft->notes.oddities |= FORMAT_ODD_CUT;
    xmlNode *root = xmlDocGetRootElement(tree);
    if (root != NULL)
        status = html_render(root, NULL, takes_media, draft, text, error);
    xmlFreeDoc(tree);
    return status;
}

fund_status html_to_body(struct slice html, struct draft *draft, struct fund_error *error)
{
    return render_piece(html, true, draft, &draft->body, error);
}

fund_status html_to_text(struct slice html, struct draft *draft, struct slice *text,
                         struct fund_error *error)
{
    return render_piece(html, false, draft, text, error);
}
