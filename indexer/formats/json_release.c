/*
 * JSON Lines: one table of keys.
 */
#include "indexer/formats/json_release.h"

#include "indexer/formats/html.h"
#include "indexer/formats/json_values.h"

#define KEYS_MAX 10

static const char *const id_keys[] = {"id", "uri", "guid", "identifier", "@id", NULL};
static const char *const url_keys[] = {"url", "link", "weblink", "canonical_url", NULL};
static const char *const date_keys[] = {"date",          "published",      "timestamp",
                                        "datePublished", "date_published", "published_at",
                                        "pubDate",       "datum",          NULL};
static const char *const updated_keys[] = {"updated",       "modified",   "dateModified",
                                           "date_modified", "updated_at", NULL};
static const char *const embargo_keys[] = {"embargo", "embargoed", "embargoedUntil", "sperrfrist",
                                           NULL};
static const char *const deleted_keys[] = {"deleted", NULL};
static const char *const title_keys[] = {"title", "headline", "titel", "name", NULL};
static const char *const subtitle_keys[] = {"subtitle", "alternativeHeadline", "untertitel", NULL};
static const char *const lead_keys[] = {"lead",        "teaser",   "summary", "abstract",
                                        "description", "vorspann", NULL};
static const char *const body_keys[] = {"body",         "text",   "content", "articleBody",
                                        "content_text", "inhalt", NULL};
static const char *const html_keys[] = {"body_html", "content_html", "html", NULL};
static const char *const issuer_keys[] = {"issuer", "publisher", "organization", "herausgeber",
                                          NULL};
static const char *const contact_keys[] = {"contact", "kontakt", NULL};
static const char *const media_keys[] = {"media", "images", NULL};
static const char *const credit_keys[] = {"credit", "copyright", NULL};
static const char *const caption_keys[] = {"caption", "description", NULL};

/* By what nobody else writes beside the format's number. */
static bool is_export(const json_t *object)
{
    static const char *const lists[] = {"persons", "organisations", "places", "dates", "media"};
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (!json_is_array(json_object_get(object, lists[i])))
            return false;
    return json_integer_value(json_object_get(object, "format")) == 1;
}

static bool looks_like_html(struct slice text)
{
    static const char *const tags[] = {"</p>", "<br", "</div>", "<p>"};
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (slice_find(text, slice_from(tags[i])) < text.size)
            return true;
    return false;
}

static fund_status read_body(const json_t *object, struct draft *draft, struct fund_error *error)
{
    struct slice plain = json_slice(json_first(object, body_keys));
    struct slice html = json_slice(json_first(object, html_keys));
    if (plain.size > 0 && !looks_like_html(plain)) {
        draft->body = plain;
        return FUND_OK;
    }
    return html_to_body(html.size > 0 ? html : plain, draft, error);
}

static void read_media(const json_t *array, struct draft *draft)
{
    size_t index = 0;
    json_t *item = NULL;
    json_array_foreach(array, index, item)
    {
        struct draft_medium medium = {json_slice(json_first(item, title_keys)),
                                      json_name(json_first(item, credit_keys), &draft->arena),
                                      json_slice(json_first(item, caption_keys))};
        if (medium.title.size + medium.credit.size + medium.caption.size > 0 &&
            !draft_add_medium(draft, medium))
            break;
    }
}

fund_status json_release_read(const json_t *object, struct draft *draft, struct fund_error *error)
{
    struct arena *arena = &draft->arena;
    draft->own_id = json_text(json_first(object, id_keys), arena);
    draft->url = json_name(json_first(object, url_keys), arena);
    draft->keeps_id = draft->own_id.size > 0 && is_export(object);
    if (draft->own_id.size == 0)
        draft->own_id = draft->url;
    draft_set_published(draft, json_stamp(json_first(object, date_keys), arena));
    draft->updated = draft_moment(json_stamp(json_first(object, updated_keys), arena));
    draft->embargo = draft_moment(json_stamp(json_first(object, embargo_keys), arena));
    draft->is_deleted = json_claims(json_first(object, deleted_keys));
    draft->title = json_text(json_first(object, title_keys), arena);
    draft->subtitle = json_slice(json_first(object, subtitle_keys));
    draft->lead = json_slice(json_first(object, lead_keys));
    draft->contact = json_slice(json_first(object, contact_keys));
    draft->issuer = json_name(json_first(object, issuer_keys), arena);
    read_media(json_first(object, media_keys), draft);
    fund_status status = read_body(object, draft, error);
    if (status == FUND_OK && looks_like_html(draft->lead))
        status = html_to_text(draft->lead, draft, &draft->lead, error);
    return status;
}
