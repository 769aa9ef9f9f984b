/*
 * IPTC ninjs. The names of versions 2 and 3 differ in capitals alone, so that both are tried; 1 is
 * flat: headline, body_text, body_html. (ninjs-schema_3.1.json, _2.2.json, _1.6.json of
 * iptc.org/std/ninjs)
 */
#include "indexer/formats/html.h"
#include "indexer/formats/json_release.h"
#include "indexer/formats/json_values.h"

static const char *const content_type_keys[] = {"contentType", "contenttype", NULL};
static const char *const first_created_keys[] = {"firstCreated", "firstcreated", NULL};
static const char *const version_created_keys[] = {"versionCreated", "versioncreated", NULL};
static const char *const content_created_keys[] = {"contentCreated", "contentcreated", NULL};
static const char *const embargo_keys[] = {"embargoedUntil", "embargoed", "embargoeduntil", NULL};
static const char *const status_keys[] = {"pubStatus", "pubstatus", NULL};
static const char *const source_keys[] = {"infoSources", "infosources", NULL};
static const char *const rights_keys[] = {"copyrightHolder", "copyrightholder", NULL};
static const char *const credit_keys[] = {
    "by", "byline", "creditLine", "copyrightHolder", "copyrightholder", NULL};
static const char *const own_keys[] = {"headlines",      "bodies",         "pubStatus", "pubstatus",
                                       "versionCreated", "versioncreated", "body_text", "body_html",
                                       "body_xhtml",     "headline",       NULL};

bool ninjs_recognise(const json_t *object)
{
    const json_t *standard = json_object_get(object, "standard");
    struct slice name = json_slice(json_object_get(standard, "name"));
    if (slice_equal(name, SLICE("ninjs")))
        return true;
    return json_is_string(json_object_get(object, "uri")) && json_first(object, own_keys) != NULL;
}

static struct slice role_of(const json_t *item)
{
    return json_slice(json_object_get(item, "role"));
}

static bool is_html(const json_t *item)
{
    struct slice type = json_slice(json_first(item, content_type_keys));
    return slice_find(type, SLICE("html")) < type.size;
}

/* The item of a list of {role, contentType, value} with this role; text rather than HTML. */
static const json_t *find_role(const json_t *list, struct slice role, bool any)
{
    const json_t *found = NULL;
    size_t index = 0;
    json_t *item = NULL;
    json_array_foreach(list, index, item)
    {
        if (json_slice(json_object_get(item, "value")).size == 0)
            continue;
        if (!any && !slice_equal(role_of(item), role))
            continue;
        if (found == NULL || (is_html(found) && !is_html(item)))
            found = item;
    }
    return found;
}

static fund_status read_item(const json_t *item, struct draft *draft, struct slice *out,
                             struct fund_error *error)
{
    struct slice value = json_slice(json_object_get(item, "value"));
    if (is_html(item))
        return html_to_text(value, draft, out, error);
    *out = value;
    return FUND_OK;
}

static const json_t *find_any(const json_t *list, const char *const *roles)
{
    for (size_t i = 0; roles[i] != NULL; i++) {
        const json_t *item = find_role(list, slice_from(roles[i]), false);
        if (item != NULL)
            return item;
    }
    return NULL;
}

/* ---- the flat form -------------------------------------------------------------------------- */

static fund_status read_flat(const json_t *object, struct draft *draft, struct fund_error *error)
{
    struct slice html = json_slice(json_object_get(object, "body_html"));
    if (html.size == 0)
        html = json_slice(json_object_get(object, "body_xhtml"));
    if (draft->title.size == 0)
        draft->title = json_slice(json_object_get(object, "headline"));
    if (draft->title.size == 0)
        draft->title = json_slice(json_object_get(object, "title"));
    if (draft->lead.size == 0)
        draft->lead = json_slice(json_object_get(object, "description_text"));
    if (draft->body.size == 0)
        draft->body = json_slice(json_object_get(object, "body_text"));
    return draft->body.size == 0 && html.size > 0 ? html_to_body(html, draft, error) : FUND_OK;
}

/* ---- the parts ------------------------------------------------------------------------------ */

static fund_status read_texts(const json_t *object, struct draft *draft, struct fund_error *error)
{
    static const char *const main_roles[] = {"main", "headline", "title", NULL};
    static const char *const sub_roles[] = {"subtitle", "subheadline", "subhead", "secondary",
                                            NULL};
    static const char *const lead_roles[] = {"summary", "lead", "teaser", "abstract", NULL};
    const json_t *titles = json_object_get(object, "headlines");
    const json_t *bodies = json_object_get(object, "bodies");
    const json_t *descriptions = json_object_get(object, "descriptions");
    const json_t *title = find_any(titles, main_roles);
    const json_t *subtitle = find_any(titles, sub_roles);
    const json_t *lead = find_any(descriptions, lead_roles);
    const json_t *body = find_any(bodies, main_roles);
    if (title == NULL)
        title = find_role(titles, SLICE(""), true);
    if (lead == NULL)
        lead = find_role(descriptions, SLICE(""), true);
    if (body == NULL)
        body = find_role(bodies, SLICE(""), true);
    fund_status status = title != NULL ? read_item(title, draft, &draft->title, error) : FUND_OK;
    if (status == FUND_OK && subtitle != NULL && subtitle != title)
        status = read_item(subtitle, draft, &draft->subtitle, error);
    if (status == FUND_OK && lead != NULL)
        status = read_item(lead, draft, &draft->lead, error);
    if (status == FUND_OK && body != NULL)
        status = read_item(body, draft, &draft->body, error);
    return status == FUND_OK ? read_flat(object, draft, error) : status;
}

static bool is_picture(const json_t *item)
{
    struct slice type = json_slice(json_object_get(item, "type"));
    return type.size == 0 || slice_equal(type, SLICE("picture")) ||
           slice_equal(type, SLICE("video")) || slice_equal(type, SLICE("graphic")) ||
           slice_equal(type, SLICE("audio"));
}

static bool read_medium(const json_t *item, struct draft *draft)
{
    struct draft_medium medium = {.title = {NULL, 0}};
    struct fund_error error;
    const json_t *title = find_role(json_object_get(item, "headlines"), SLICE(""), true);
    const json_t *caption = find_role(json_object_get(item, "descriptions"), SLICE(""), true);
    if (!json_is_object(item) || !is_picture(item))
        return true;
    if (title == NULL || read_item(title, draft, &medium.title, &error) != FUND_OK)
        medium.title = json_slice(json_object_get(item, "headline"));
    if (caption == NULL || read_item(caption, draft, &medium.caption, &error) != FUND_OK)
        medium.caption = json_slice(json_object_get(item, "description_text"));
    medium.credit = json_slice(json_first(item, credit_keys));
    if (medium.title.size + medium.credit.size + medium.caption.size == 0)
        return true;
    return draft_add_medium(draft, medium);
}

/* An object of named items in versions 1 and 2, a list since 3. */
static void read_associations(json_t *associations, struct draft *draft)
{
    size_t index = 0;
    const char *key = NULL;
    json_t *item = NULL;
    json_array_foreach(associations, index, item)
    {
        if (!read_medium(item, draft))
            return;
    }
    json_object_foreach(associations, key, item)
    {
        if (!read_medium(item, draft))
            return;
    }
}

static struct slice issuer_of(const json_t *object, struct arena *arena)
{
    const json_t *sources = json_first(object, source_keys);
    struct slice issuer = json_name(sources, arena);
    size_t index = 0;
    json_t *item = NULL;
    json_array_foreach(sources, index, item)
    {
        struct slice role = role_of(item);
        if (slice_find(role, SLICE("publisher")) < role.size)
            return json_name(item, arena);
    }
    return issuer.size > 0 ? issuer : json_slice(json_first(object, rights_keys));
}

/* Withheld and canceled items must not be published (IPTC NewsCodes, publishing status). */
static bool is_withdrawn(struct slice status)
{
    static const char *const names[] = {"canceled", "cancelled", "withheld"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_ends_with(status, slice_from(names[i])))
            return true;
    return false;
}

fund_status ninjs_read(const json_t *object, struct draft *draft, struct fund_error *error)
{
    struct slice version = json_slice(json_first(object, version_created_keys));
    draft->own_id = json_slice(json_object_get(object, "uri"));
    draft->url = json_slice(json_object_get(object, "url"));
    if (draft->url.size == 0 && slice_starts_with(draft->own_id, SLICE("http")))
        draft->url = draft->own_id;
    draft_set_published(draft, json_slice(json_first(object, first_created_keys)));
    draft_set_published(draft, json_slice(json_first(object, content_created_keys)));
    draft_set_published(draft, version);
    draft->updated = draft_moment(version);
    draft->embargo = draft_moment(json_slice(json_first(object, embargo_keys)));
    draft->is_deleted = is_withdrawn(json_slice(json_first(object, status_keys)));
    draft->issuer = issuer_of(object, &draft->arena);
    read_associations(json_object_get(object, "associations"), draft);
    return read_texts(object, draft, error);
}
