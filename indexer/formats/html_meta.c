/*
 * What pages say of themselves. JSON-LD is asked first, then <meta>, then <time>.
 */
#include "indexer/formats/html.h"
#include "indexer/formats/issuer.h"
#include "indexer/formats/json_parse.h"
#include "indexer/formats/json_values.h"
#include "indexer/formats/layout.h"

/* Bytes of one script, and objects of a page that are looked at. */
#define SCRIPT_MAX  ((size_t)4 * 1024 * 1024)
#define OBJECTS_MAX 100

struct meta {
    struct draft *draft;
    struct fund_error *error;
    fund_status status;
    size_t objects;
};

static struct slice keep(struct meta *meta, struct slice text)
{
    struct slice copy = arena_copy(&meta->draft->arena, text);
    if (copy.data == NULL)
        meta->status = error_no_memory(meta->error);
    return copy.data != NULL ? copy : slice_of("", 0);
}

static void take(struct meta *meta, struct slice *field, struct slice text)
{
    text = layout_trim(text);
    if (field->size == 0 && text.size > 0)
        *field = keep(meta, text);
}

static void take_moment(struct slice text, int64_t *moment)
{
    if (*moment == CLOCK_NONE)
        *moment = draft_moment(text);
}

/* ---- JSON-LD -------------------------------------------------------------------------------- */

static bool is_article_type(struct slice type)
{
    static const char *const types[] = {"NewsArticle", "Article", "PressRelease", "Report",
                                        "BlogPosting"};
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (slice_ends_with(type, slice_from(types[i])))
            return true;
    return false;
}

static bool is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    size_t index = 0;
    json_t *item = NULL;
    json_array_foreach(type, index, item)
    {
        if (is_article_type(json_slice(item)))
            return true;
    }
    return is_article_type(json_slice(type));
}

static struct slice url_of(const json_t *object)
{
    static const char *const keys[] = {"url", "mainEntityOfPage", "@id", NULL};
    json_t *url = json_first(object, keys);
    return json_slice(json_is_object(url) ? json_object_get(url, "@id") : url);
}

static void read_images(struct meta *meta, const json_t *object)
{
    const json_t *image = json_object_get(object, "image");
    if (json_is_array(image))
        image = json_array_get(image, 0);
    struct draft_medium medium = {
        .credit = keep(meta, json_slice(json_object_get(image, "creditText"))),
        .caption = keep(meta, json_slice(json_object_get(image, "caption")))};
    if (meta->draft->medium_count == 0 && medium.caption.size > 0)
        draft_add_medium(meta->draft, medium);
}

static void read_article(struct meta *meta, const json_t *object)
{
    struct draft *draft = meta->draft;
    struct slice published = json_stamp(json_object_get(object, "datePublished"), &draft->arena);
    take(meta, &draft->title, json_slice(json_object_get(object, "headline")));
    take(meta, &draft->subtitle, json_slice(json_object_get(object, "alternativeHeadline")));
    take(meta, &draft->body, json_slice(json_object_get(object, "articleBody")));
    take(meta, &draft->issuer, json_name(json_object_get(object, "publisher"), &draft->arena));
    take(meta, &draft->url, url_of(object));
    draft_set_published(draft, keep(meta, published));
    take_moment(json_slice(json_object_get(object, "dateModified")), &draft->updated);
    read_images(meta, object);
}

static void read_object(struct meta *meta, const json_t *value)
{
    const json_t *graph = json_object_get(value, "@graph");
    const json_t *list = json_is_array(value) ? value : graph;
    size_t index = 0;
    json_t *item = NULL;
    if (is_article(value))
        read_article(meta, value);
    json_array_foreach(list, index, item)
    {
        if (meta->objects++ < OBJECTS_MAX && is_article(item))
            read_article(meta, item);
    }
}

static void read_script(struct meta *meta, xmlNode *script)
{
    struct buffer text = buffer_init(SCRIPT_MAX);
    struct format_notes notes = {0};
    char reason[JSON_REASON_SIZE];
    if (html_append_text(script, &text, NULL) == FUND_OK) {
        json_t *value = json_parse(buffer_slice(&text), &notes, reason);
        if (value != NULL)
            read_object(meta, value);
        json_decref(value);
    }
    buffer_finish(&text);
}

/* ---- elements ------------------------------------------------------------------------------- */

static bool is_one_of(struct slice name, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        struct slice other = slice_from(names[i]);
        if (name.size == other.size && strncasecmp(name.data, other.data, other.size) == 0)
            return true;
    }
    return false;
}

static void read_meta(struct meta *meta, const xmlNode *node)
{
    static const char *const published[] = {
        "article:published_time", "date",           "DC.date",
        "DC.date.issued",         "dcterms.date",   "datePublished",
        "dcterms.created",        "dcterms.issued", NULL};
    static const char *const updated[] = {"article:modified_time", "dcterms.modified",
                                          "DC.date.modified",      "dateModified",
                                          "og:updated_time",       NULL};
    static const char *const titles[] = {"og:title", "DC.title", "dcterms.title", NULL};
    static const char *const issuers[] = {"og:site_name", "DC.publisher", "dcterms.publisher",
                                          NULL};
    static const char *const urls[] = {"og:url", NULL};
    struct draft *draft = meta->draft;
    struct slice name = html_attribute(node, "property");
    struct slice content = html_attribute(node, "content");
    if (name.size == 0)
        name = html_attribute(node, "name");
    if (name.size == 0)
        name = html_attribute(node, "itemprop");
    if (is_one_of(name, published))
        draft_set_published(draft, keep(meta, content));
    else if (is_one_of(name, updated))
        take_moment(content, &draft->updated);
    else if (is_one_of(name, titles))
        take(meta, &draft->title, content);
    else if (is_one_of(name, issuers))
        take(meta, &draft->issuer, issuer_from_credit(content));
    else if (is_one_of(name, urls))
        take(meta, &draft->url, content);
}

static void read_element(struct meta *meta, xmlNode *node)
{
    struct slice type = html_attribute(node, "type");
    if (html_is(node, "script") && slice_equal(type, SLICE("application/ld+json")))
        read_script(meta, node);
    else if (html_is(node, "link") && html_has_word(node, "rel", "canonical"))
        take(meta, &meta->draft->url, html_attribute(node, "href"));
}

static bool is_time(const xmlNode *node, const void *what)
{
    (void)what;
    return html_is(node, "time") && html_attribute(node, "datetime").size > 0;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* "https://www.moorfurt.example/" is no release's. */
static bool is_page_of_its_own(struct slice url)
{
    size_t host = slice_find(url, SLICE("://"));
    if (host == url.size)
        return false;
    struct slice rest = slice_part(url, host + 3, url.size);
    size_t path = slice_find(rest, SLICE("/"));
    return path + 1 < rest.size;
}

fund_status html_read_meta(xmlDocPtr tree, xmlNode *article, struct draft *draft,
                           struct fund_error *error)
{
    struct meta meta = {.draft = draft, .error = error};
    xmlNode *root = xmlDocGetRootElement(tree);
    for (xmlNode *node = root; node != NULL && meta.status == FUND_OK;
         node = html_next(node, root, true))
        read_element(&meta, node);
    for (xmlNode *node = root; node != NULL && meta.status == FUND_OK;
         node = html_next(node, root, true))
        if (html_is(node, "meta"))
            read_meta(&meta, node);
    xmlNode *time = article != NULL ? html_find(article, is_time, NULL) : NULL;
    if (time != NULL && meta.status == FUND_OK)
        draft_set_published(draft, keep(&meta, html_attribute(time, "datetime")));
    if (!is_page_of_its_own(draft->url))
        draft->url = slice_of("", 0);
    if (draft->own_id.size == 0)
        draft->own_id = draft->url;
    return meta.status;
}
