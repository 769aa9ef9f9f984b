/*
 * Parsing in pieces, so that nesting is noticed before it costs anything.
 */
#include "indexer/formats/html_tree.h"

#include "core/base/utf8.h"
#include "indexer/formats/markup.h"

#include <libxml/HTMLparser.h>
#include <limits.h>

#define PIECE_SIZE     ((size_t)16 * 1024)
#define MAIN_NODES_MAX 2000

static const char *const silent[] = {"script", "style",  "noscript", "template", "iframe",
                                     "svg",    "object", "canvas",   "head",     "audio",
                                     "video",  "math",   NULL};
static const char *const furniture[] = {"nav",      "footer", "aside",    "form",
                                        "button",   "select", "textarea", "dialog",
                                        "fieldset", "input",  NULL};
static const char *const roles[] = {"navigation",    "banner",  "contentinfo", "search",
                                    "complementary", "dialog",  "alertdialog", "menu",
                                    "menubar",       "toolbar", NULL};
/* Words of class and id, or pieces of them between - and _. */
static const char *const words[] = {
    "nav",        "navbar",          "navigation", "menu",      "menue",       "submenu",
    "breadcrumb", "breadcrumbs",     "brotkrumen", "footer",    "cookie",      "cookies",
    "consent",    "share",           "shariff",    "sharing",   "social",      "socialmedia",
    "teilen",     "sidebar",         "skiplink",   "skiplinks", "skip",        "pagination",
    "pager",      "related",         "newsletter", "toolbar",   "drucken",     "print",
    "vorlesen",   "readspeaker",     "toplink",    "sitemap",   "servicenavi", "navi",
    "metanavi",   "hauptnavigation", "kommentare", "comments",  "werbung",     NULL};

static size_t count_tags(struct slice piece)
{
    size_t count = 0;
    for (size_t i = 0; i < piece.size; i++)
        count += piece.data[i] == '<';
    return count;
}

static fund_status parse(struct slice html, xmlDocPtr *tree, bool *is_cut, struct fund_error *error)
{
    *is_cut = false;
    htmlParserCtxtPtr context =
        htmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (context == NULL)
        return error_no_memory(error);
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    size_t tags = 0;
    for (size_t at = 0; at < html.size && !*is_cut;) {
        size_t size = html.size - at < PIECE_SIZE ? html.size - at : PIECE_SIZE;
        htmlParseChunk(context, html.data + at, (int)size, 0);
        at += size;
        tags += count_tags(slice_part(html, at - size, at));
        *is_cut = context->nameNr > HTML_DEPTH_MAX || tags > HTML_TAGS_MAX;
    }
    htmlParseChunk(context, NULL, 0, 1);
    xmlDocPtr parsed = context->myDoc;
    /* It says so of its own limits too: what there is of the tree is used. */
    *is_cut = *is_cut || context->errNo == XML_ERR_NO_MEMORY;
    context->myDoc = NULL;
    htmlFreeParserCtxt(context);
    if (parsed == NULL)
        return error_set(error, FUND_INVALID_ARGUMENT, "holds no HTML");
    *tree = parsed;
    return FUND_OK;
}

fund_status html_tree_parse(struct slice html, xmlDocPtr *tree, bool *is_cut,
                            struct fund_error *error)
{
    struct buffer blanked = buffer_init(html.size);
    if (!markup_has_many_attributes(html))
        return parse(html, tree, is_cut, error);
    fund_status status = buffer_append(&blanked, html, error);
    if (status == FUND_OK) {
        markup_blank_attributes(&blanked);
        status = parse(buffer_slice(&blanked), tree, is_cut, error);
    }
    buffer_finish(&blanked);
    return status;
}

/* ---- elements ------------------------------------------------------------------------------- */

bool html_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

bool html_is_any(const xmlNode *node, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (html_is(node, names[i]))
            return true;
    return false;
}

struct slice html_attribute(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return slice_of("", 0);
    const xmlAttr *attribute = xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST name);
    if (attribute == NULL || attribute->children == NULL ||
        attribute->children->type != XML_TEXT_NODE || attribute->children->content == NULL)
        return slice_of("", 0);
    const char *text = (const char *)attribute->children->content;
    struct slice whole = slice_from(text);
    return slice_part(whole, 0, utf8_floor(whole, HTML_ATTRIBUTE_MAX));
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word(struct slice text, const char *word)
{
    size_t size = strlen(word);
    if (text.size != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (small(text.data[i]) != word[i])
            return false;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next piece that signs end; empty at the end of the text. */
static struct slice next_piece(struct slice text, size_t *at, bool (*is_end)(char c))
{
    while (*at < text.size && is_end(text.data[*at]))
        ++*at;
    size_t start = *at;
    while (*at < text.size && !is_end(text.data[*at]))
        ++*at;
    return slice_part(text, start, *at);
}

bool html_has_word(const xmlNode *node, const char *attribute, const char *word)
{
    struct slice text = html_attribute(node, attribute), piece;
    for (size_t at = 0; (piece = next_piece(text, &at, is_blank)).size > 0;)
        if (is_word(piece, word))
            return true;
    return false;
}

static bool is_between(char c)
{
    return is_blank(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

static bool is_any_word(struct slice piece, const char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (is_word(piece, list[i]))
            return true;
    return false;
}

/* "main-nav", but not "has-sidebar", which says something of what is around it. */
static bool is_furniture_name(struct slice name)
{
    static const char *const claims[] = {"has", "with",    "no",  "is",   "js",
                                         "not", "without", "mit", "ohne", NULL};
    struct slice piece;
    size_t at = 0;
    bool is_first = true;
    for (; (piece = next_piece(name, &at, is_between)).size > 0; is_first = false) {
        if (is_first && is_any_word(piece, claims))
            return false;
        if (is_any_word(piece, words))
            return true;
    }
    return false;
}

static bool has_furniture_word(struct slice text)
{
    struct slice name;
    for (size_t at = 0; (name = next_piece(text, &at, is_blank)).size > 0;)
        if (is_furniture_name(name))
            return true;
    return false;
}

/* Whatever it is called, it is around the page's main part. Looks at the first nodes only. */
static bool holds_main(const xmlNode *root)
{
    int count = 0;
    for (const xmlNode *node = root; node != NULL && count < MAIN_NODES_MAX; count++) {
        if (html_is(node, "article") || html_is(node, "main") || html_is(node, "h1"))
            return true;
        node = html_next(node, root, true);
    }
    return false;
}

static bool is_hidden(const xmlNode *node)
{
    struct slice style = html_attribute(node, "style");
    return xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST "hidden") != NULL ||
           is_word(html_attribute(node, "aria-hidden"), "true") ||
           slice_find(style, SLICE("display:none")) < style.size ||
           slice_find(style, SLICE("display: none")) < style.size;
}

static bool has_role(const xmlNode *node)
{
    struct slice role = html_attribute(node, "role");
    for (size_t i = 0; role.size > 0 && roles[i] != NULL; i++)
        if (is_word(role, roles[i]))
            return true;
    return false;
}

/* The page's own header; one inside of an article has its headline. */
static bool is_page_header(const xmlNode *node)
{
    if (!html_is(node, "header"))
        return false;
    for (const xmlNode *above = node->parent; above != NULL; above = above->parent)
        if (html_is(above, "article") || html_is(above, "main"))
            return false;
    return true;
}

bool html_is_boilerplate(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || node->properties == NULL)
        return node->type == XML_ELEMENT_NODE &&
               (html_is_any(node, silent) || html_is_any(node, furniture) || is_page_header(node));
    if (html_is(node, "body") || html_is(node, "html") || html_is(node, "main") ||
        html_is(node, "article"))
        return false;
    if (html_is_any(node, silent) || html_is_any(node, furniture) || has_role(node) ||
        is_hidden(node) || is_page_header(node))
        return true;
    bool is_called_so = has_furniture_word(html_attribute(node, "class")) ||
                        has_furniture_word(html_attribute(node, "id"));
    return is_called_so && !holds_main(node);
}

/* ---- walks ---------------------------------------------------------------------------------- */

xmlNode *html_next(const xmlNode *node, const xmlNode *root, bool enters)
{
    if (enters && node->children != NULL && node->type != XML_ENTITY_REF_NODE)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

xmlNode *html_find(xmlNode *root, bool (*claim)(const xmlNode *node, const void *what),
                   const void *what)
{
    for (xmlNode *node = root; node != NULL;) {
        bool is_left_out = html_is_boilerplate(node) && !html_is(node, "head");
        if (!is_left_out && node->type == XML_ELEMENT_NODE && claim(node, what))
            return node;
        node = html_next(node, root, !is_left_out);
    }
    return NULL;
}

size_t html_text_size(xmlNode *root)
{
    size_t size = 0;
    for (xmlNode *node = root; node != NULL;) {
        bool is_left_out = html_is_boilerplate(node);
        if (node->type == XML_TEXT_NODE && !xmlIsBlankNode(node))
            size += strlen((const char *)node->content);
        node = html_next(node, root, !is_left_out);
    }
    return size;
}

fund_status html_append_text(xmlNode *root, struct buffer *out, struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (xmlNode *node = root; node != NULL && status == FUND_OK;
         node = html_next(node, root, true)) {
        bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (is_text && node->content != NULL)
            status = buffer_append(out, slice_from((const char *)node->content), error);
    }
    return status;
}
