/*
 * Elements of entries, by their local names and, where two are alike, their namespaces.
 */
#include "indexer/formats/feed_entry.h"

#include "indexer/formats/issuer.h"
#include "indexer/formats/layout.h"

#define TEXT_MAX ((size_t)FORMAT_FILE_MAX)

/* An entry's elements, each the first of its kind. */
struct parts {
    xmlNode *guid, *link, *title, *full, *teaser, *published, *date, *updated, *publisher, *author;
};

static struct slice prefix_of(const xmlNode *node)
{
    return slice_from(node->ns != NULL ? (const char *)node->ns->prefix : NULL);
}

static bool is_atom(const xmlNode *node)
{
    const char *name = node->ns != NULL ? (const char *)node->ns->href : NULL;
    return name != NULL && strstr(name, "/Atom") != NULL;
}

static void take(xmlNode **part, xmlNode *node)
{
    if (*part == NULL)
        *part = node;
}

/* Links to the page itself; enclosures and feeds are others. */
static bool is_page_link(const xmlNode *node)
{
    struct slice rel = html_attribute(node, "rel");
    return rel.size == 0 || slice_equal(rel, SLICE("alternate"));
}

static void sort(xmlNode *node, struct parts *parts)
{
    if (html_is(node, "guid") || html_is(node, "id") || html_is(node, "identifier"))
        take(&parts->guid, node);
    else if (html_is(node, "link") && is_page_link(node))
        take(&parts->link, node);
    else if (html_is(node, "title") && !slice_equal(prefix_of(node), SLICE("media")))
        take(&parts->title, node);
    else if (html_is(node, "encoded") ||
             (html_is(node, "content") && !slice_equal(prefix_of(node), SLICE("media"))))
        take(&parts->full, node);
    else if ((html_is(node, "description") || html_is(node, "summary")) &&
             !slice_equal(prefix_of(node), SLICE("media")))
        take(&parts->teaser, node);
    else if (html_is(node, "pubDate") || html_is(node, "published") || html_is(node, "issued"))
        take(&parts->published, node);
    else if (html_is(node, "date"))
        take(&parts->date, node);
    else if (html_is(node, "updated") || html_is(node, "modified"))
        take(&parts->updated, node);
    else if (html_is(node, "publisher"))
        take(&parts->publisher, node);
    else if (html_is(node, "author") || html_is(node, "creator"))
        take(&parts->author, node);
}

/* The text below a node, in the draft's arena. */
static fund_status text_of(xmlNode *node, struct draft *draft, struct slice *text,
                           struct fund_error *error)
{
    struct buffer bytes = buffer_init(TEXT_MAX);
    struct slice copy = {NULL, 0};
    if (node == NULL)
        return FUND_OK;
    fund_status status = html_append_text(node, &bytes, error);
    if (status == FUND_OK) {
        copy = arena_copy(&draft->arena, layout_trim(buffer_slice(&bytes)));
        if (copy.data == NULL)
            status = error_no_memory(error);
        else
            *text = copy;
    }
    buffer_finish(&bytes);
    return status;
}

/* Atom tells the type of a text; RSS does not, and nearly always means HTML. */
static fund_status render(xmlNode *node, bool is_body, struct draft *draft, struct slice *text,
                          struct fund_error *error)
{
    struct slice type = html_attribute(node, "type");
    if (slice_equal(type, SLICE("xhtml")) || slice_find(type, SLICE("xhtml")) < type.size)
        return html_render(node, NULL, is_body, draft, text, error);
    struct slice raw = {NULL, 0};
    fund_status status = text_of(node, draft, &raw, error);
    bool is_plain = is_atom(node) && (type.size == 0 || slice_equal(type, SLICE("text")) ||
                                      slice_equal(type, SLICE("text/plain")));
    bool has_markup =
        slice_find(raw, SLICE("<")) < raw.size || slice_find(raw, SLICE("&")) < raw.size;
    if (status != FUND_OK || is_plain || !has_markup) {
        *text = raw;
        return status;
    }
    return is_body ? html_to_body(raw, draft, error) : html_to_text(raw, draft, text, error);
}

static fund_status read_texts(const struct parts *parts, struct draft *draft,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    if (parts->title != NULL)
        status = render(parts->title, false, draft, &draft->title, error);
    if (status == FUND_OK && parts->full != NULL)
        status = render(parts->full, true, draft, &draft->body, error);
    if (status != FUND_OK || parts->teaser == NULL)
        return status;
    if (layout_trim(draft->body).size > 0)
        return render(parts->teaser, false, draft, &draft->lead, error);
    draft->notes.oddities |= FORMAT_ODD_TEASER;
    return render(parts->teaser, true, draft, &draft->body, error);
}

static fund_status read_link(const struct parts *parts, struct draft *draft,
                             struct fund_error *error)
{
    fund_status status = text_of(parts->guid, draft, &draft->own_id, error);
    if (status == FUND_OK)
        status = text_of(parts->link, draft, &draft->url, error);
    if (status == FUND_OK && draft->url.size == 0 && parts->link != NULL)
        draft->url = arena_copy(&draft->arena, html_attribute(parts->link, "href"));
    if (draft->url.size == 0 && slice_starts_with(draft->own_id, SLICE("http")))
        draft->url = draft->own_id;
    if (draft->own_id.size == 0)
        draft->own_id = draft->url;
    return status;
}

static fund_status read_dates(const struct parts *parts, struct draft *draft,
                              struct fund_error *error)
{
    xmlNode *const published[] = {parts->published, parts->date, parts->updated};
    fund_status status = FUND_OK;
    for (size_t i = 0; i < 3 && status == FUND_OK; i++) {
        struct slice text = {NULL, 0};
        status = text_of(published[i], draft, &text, error);
        if (status == FUND_OK)
            draft_set_published(draft, text);
    }
    struct slice updated = {NULL, 0};
    if (status == FUND_OK)
        status = text_of(parts->updated, draft, &updated, error);
    draft->updated = draft_moment(updated);
    return status;
}

/* The publisher; else the author or the feed's title, where it names a town. */
static fund_status read_issuer(const struct parts *parts, const struct feed *feed,
                               struct draft *draft, struct fund_error *error)
{
    struct slice author = {NULL, 0};
    fund_status status = text_of(parts->publisher, draft, &draft->issuer, error);
    if (status == FUND_OK)
        status = text_of(parts->author, draft, &author, error);
    if (draft->issuer.size == 0)
        draft->issuer = issuer_from_credit(author);
    if (draft->issuer.size == 0)
        draft->issuer = issuer_from_credit(buffer_slice(&feed->title));
    return status;
}

/* RFC 6721: <at:deleted-entry ref="…" when="…"/> */
static void read_deletion(const xmlNode *entry, struct draft *draft)
{
    draft->is_deleted = true;
    draft->own_id = html_attribute(entry, "ref");
    draft->updated = draft_moment(html_attribute(entry, "when"));
}

fund_status feed_read_entry(xmlNode *entry, const struct feed *feed, struct draft *draft,
                            struct fund_error *error)
{
    struct parts parts = {.guid = NULL};
    if (html_is(entry, "deleted-entry")) {
        read_deletion(entry, draft);
        return FUND_OK;
    }
    for (xmlNode *node = entry->children; node != NULL; node = node->next)
        if (node->type == XML_ELEMENT_NODE)
            sort(node, &parts);
    fund_status status = read_link(&parts, draft, error);
    if (status == FUND_OK)
        status = read_dates(&parts, draft, error);
    if (status == FUND_OK)
        status = read_issuer(&parts, feed, draft, error);
    return status == FUND_OK ? read_texts(&parts, draft, error) : status;
}
