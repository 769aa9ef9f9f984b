/*
 * json_release: from a JSON object to a draft, by our own keys or those of ninjs.
 */
#ifndef INDEXER_FORMATS_JSON_RELEASE_H
#define INDEXER_FORMATS_JSON_RELEASE_H

#include "indexer/formats/draft.h"

#include <jansson.h>

/*
 * Keys of JSON Lines, each with the names that others give it; the first that is there counts:
 *
 *   id          uri, guid, identifier, @id        the release's own identifier
 *   url         link, weblink, canonical_url
 *   date        published, timestamp, datePublished, date_published, published_at, pubDate, datum
 *   updated     modified, dateModified, date_modified, updated_at
 *   embargo     embargoed, embargoedUntil, sperrfrist    not to be shown before
 *   deleted     true: to be taken out of the archive
 *   title       headline, titel, name
 *   subtitle    alternativeHeadline, untertitel
 *   lead        teaser, summary, abstract, description, vorspann
 *   body        text, content, articleBody, content_text, inhalt
 *               body_html, content_html, html     the same as HTML; so is a body with HTML's tags
 *   issuer      publisher, organization, herausgeber     a name, or an object with one
 *   contact     kontakt
 *   media       images; objects with title, credit (copyright) and caption (description)
 *
 * "format": 1 beside an id marks what `fundstelle export` writes: it keeps its id.
 */
fund_status json_release_read(const json_t *object, struct draft *draft, struct fund_error *error);

/* IPTC ninjs 3 (camelCase), 2 (all lower case) or 1 (flat), by its `standard` or its keys. */
bool ninjs_recognise(const json_t *object);
fund_status ninjs_read(const json_t *object, struct draft *draft, struct fund_error *error);

#endif
