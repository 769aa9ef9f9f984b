/*
 * Pages of releases: which element holds the text, and what is its headline.
 */
#include "indexer/formats/html.h"

#include "indexer/formats/layout.h"

#define ARTICLES_MAX 100 /* that are compared */
#define TITLE_MAX    ((size_t)2000)

static bool is_press_service(const xmlNode *node, const void *what)
{
    (void)what;
    return html_has_word(node, "class", "ps_meldungstext");
}

static bool is_article_body(const xmlNode *node, const void *what)
{
    (void)what;
    return html_has_word(node, "itemprop", "articlebody");
}

static bool is_main(const xmlNode *node, const void *what)
{
    (void)what;
    return html_is(node, "main") || html_has_word(node, "role", "main");
}

static bool is_content(const xmlNode *node, const void *what)
{
    static const char *const names[] = {"content",      "inhalt",        "hauptinhalt",
                                        "main-content", "entry-content", "article-content",
                                        "maincontent",  "post-content",  "article-body"};
    (void)what;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (html_has_word(node, "id", names[i]) || html_has_word(node, "class", names[i]))
            return true;
    return false;
}

static bool is_named(const xmlNode *node, const void *name)
{
    return html_is(node, name);
}

/* The one with most text; articles inside of articles are comments or teasers. */
static xmlNode *longest_article(xmlNode *root)
{
    xmlNode *longest = NULL;
    size_t most = 0, count = 0;
    for (xmlNode *node = root; node != NULL && count < ARTICLES_MAX;) {
        bool is_article = html_is(node, "article");
        size_t size = is_article ? html_text_size(node) : 0;
        count += is_article;
        if (size > most) {
            most = size;
            longest = node;
        }
        node = html_next(node, root, !is_article && !html_is_boilerplate(node));
    }
    return longest;
}

/*
 * The element that holds the release. A press service's <p class="ps_meldungstext"> has paragraphs
 * inside, which HTML does not allow: they then stand behind it.
 */
static xmlNode *find_article(xmlNode *root)
{
    xmlNode *found = html_find(root, is_press_service, NULL);
    if (found != NULL && html_text_size(found) == 0 && found->parent != NULL)
        found = found->parent;
    if (found == NULL)
        found = html_find(root, is_article_body, NULL);
    if (found == NULL)
        found = longest_article(root);
    if (found == NULL)
        found = html_find(root, is_main, NULL);
    if (found == NULL)
        found = html_find(root, is_content, NULL);
    return found != NULL ? found : root;
}

static fund_status read_title(xmlNode *node, struct draft *draft, struct fund_error *error)
{
    struct slice title = {NULL, 0};
    fund_status status = html_render(node, NULL, false, draft, &title, error);
    title = layout_trim(title);
    if (status == FUND_OK && title.size > 0 && title.size < TITLE_MAX)
        draft->title = title;
    return status;
}

/* "Bad öffnet | Stadt Moorfurt" */
static struct slice without_site(struct slice title)
{
    static const char *const signs[] = {" | ", " \xe2\x80\x93 ", " - ", " \xc2\xb7 "};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t at = slice_find(title, slice_from(signs[i]));
        if (at < title.size && at > 0)
            return slice_part(title, 0, at);
    }
    return title;
}

static fund_status read_page_title(xmlDocPtr tree, struct draft *draft, struct fund_error *error)
{
    xmlNode *root = xmlDocGetRootElement(tree);
    for (xmlNode *node = root; node != NULL; node = html_next(node, root, true)) {
        if (!html_is(node, "title"))
            continue;
        struct buffer text = buffer_init(TITLE_MAX);
        fund_status status = html_append_text(node, &text, error);
        struct slice title =
            arena_copy(&draft->arena, without_site(layout_trim(buffer_slice(&text))));
        buffer_finish(&text);
        if (title.data != NULL)
            draft->title = title;
        return status == FUND_LIMIT ? FUND_OK : status;
    }
    return FUND_OK;
}

static fund_status read_tree(xmlDocPtr tree, struct draft *draft, struct fund_error *error)
{
    struct slice text = {NULL, 0};
    xmlNode *root = xmlDocGetRootElement(tree);
    if (root == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "holds no HTML");
    xmlNode *article = find_article(root);
    xmlNode *heading = html_find(article, is_named, "h1");
    if (heading == NULL)
        heading = html_find(root, is_named, "h1");
    fund_status status = FUND_OK;
    if (heading != NULL)
        status = read_title(heading, draft, error);
    if (status == FUND_OK)
        status = html_read_meta(tree, article, draft, error);
    if (status == FUND_OK && draft->title.size == 0)
        status = read_page_title(tree, draft, error);
    if (status == FUND_OK)
        status = html_render(article, heading, draft->medium_count == 0, draft, &text, error);
    /* An article's body in JSON-LD has lost its paragraphs: it counts where the page has no more. */
    if (status == FUND_OK && text.size >= draft->body.size / 2)
        draft->body = text;
    return status;
}

fund_status html_read_page(struct slice html, struct draft *draft, struct fund_error *error)
{
    xmlDocPtr tree = NULL;
    bool is_cut = false;
    fund_status status = html_tree_parse(html, &tree, &is_cut, error);
    if (status != FUND_OK)
        return status;
    if (is_cut)
        draft->notes.oddities |= FORMAT_ODD_CUT;
    status = read_tree(tree, draft, error);
    xmlFreeDoc(tree);
    return status;
}

/* ---- the reader ----------------------------------------------------------------------------- */

/* The name behind "charset=" in the page's front; false where it has none. */
static bool find_charset(struct slice bytes, char name[static 41])
{
    struct slice head = slice_part(bytes, 0, bytes.size < 4096 ? bytes.size : 4096);
    size_t at = slice_find(head, SLICE("charset=")), size = 0;
    if (at == head.size)
        return false;
    at += strlen("charset=");
    while (at < head.size &&
           (head.data[at] == '"' || head.data[at] == '\'' || head.data[at] == ' '))
        at++;
    while (at + size < head.size && size < 40 && head.data[at + size] > ' ' &&
           strchr("\"'>;/", head.data[at + size]) == NULL)
        size++;
    memcpy(name, head.data + at, size);
    name[size] = '\0';
    return size > 0;
}

static fund_status read_html(struct format_input *input, const struct format_sink *sink,
                             struct fund_error *error)
{
    struct buffer text = buffer_init((size_t)FORMAT_FILE_MAX * 3);
    struct slice bytes = {NULL, 0};
    struct draft draft;
    char charset[41];
    draft_init(&draft);
    fund_status status = input_all(input, FORMAT_FILE_MAX, &bytes, error);
    if (status == FUND_OK && slice_trim(bytes).size == 0)
        status = error_set(error, FUND_INVALID_ARGUMENT, "empty file");
    const char *declared = status == FUND_OK && find_charset(bytes, charset) ? charset : NULL;
    if (status == FUND_OK)
        status = format_to_utf8(bytes, declared, &text, &draft.notes, error);
    if (status == FUND_OK)
        status = html_read_page(buffer_slice(&text), &draft, error);
    if (status == FUND_OK)
        status = draft_emit(&draft, sink, error);
    draft_finish(&draft);
    buffer_finish(&text);
    return status;
}

static bool begins_with_tag(struct slice text, const char *tag)
{
    size_t size = strlen(tag);
    return text.size > size && strncasecmp(text.data, tag, size) == 0 &&
           (tag[size - 1] == '!' || strchr(" \t\r\n>/", text.data[size]) != NULL);
}

/* Comments in front are skipped. */
static int recognise_html(struct slice head)
{
    static const char *const tags[] = {"<!doctype html", "<html", "<head",    "<body",  "<article",
                                       "<main",          "<div",  "<section", "<p",     "<meta",
                                       "<title",         "<h1",   "<table",   "<script"};
    head = slice_trim(head);
    while (slice_starts_with(head, SLICE("<!--")) || slice_starts_with(head, SLICE("<?xml"))) {
        bool is_comment = head.data[1] == '!';
        size_t end = slice_find(head, is_comment ? SLICE("-->") : SLICE("?>"));
        size_t behind = end + (is_comment ? 3 : 2);
        if (behind >= head.size)
            return 0;
        head = slice_trim(slice_part(head, behind, head.size));
    }
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (begins_with_tag(head, tags[i]))
            return 4;
    return 0;
}

const struct format_reader format_html = {
    .name = "html", .recognise = recognise_html, .read = read_html};
