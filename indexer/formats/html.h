/*
 * html: pages and pieces of HTML as text.
 */
#ifndef INDEXER_FORMATS_HTML_H
#define INDEXER_FORMATS_HTML_H

#include "indexer/formats/draft.h"
#include "indexer/formats/html_tree.h"

/*
 * Renders what is below root, without boilerplate, into the draft's arena: a blank line between
 * paragraphs, "- " before the items of a list, cells of a table apart. Where draft->media is wanted
 * (takes_media), pictures with a caption leave the text and become media. `left_out` (NULL: none)
 * is not rendered; where that is the headline of a whole page, lists of links are not either.
 */
fund_status html_render(xmlNode *root, const xmlNode *left_out, bool takes_media,
                        struct draft *draft, struct slice *text, struct fund_error *error);

/* A piece of HTML, such as a feed's content: into draft->body, its pictures into draft->media. */
fund_status html_to_body(struct slice html, struct draft *draft, struct fund_error *error);
/* The same without pictures; text lies in the draft's arena. */
fund_status html_to_text(struct slice html, struct draft *draft, struct slice *text,
                         struct fund_error *error);
/* A whole page of UTF-8: fills what the draft does not have yet. */
fund_status html_read_page(struct slice html, struct draft *draft, struct fund_error *error);

/* What a page says of itself in JSON-LD (schema.org), Open Graph, Dublin Core and <time>. */
fund_status html_read_meta(xmlDocPtr tree, xmlNode *article, struct draft *draft,
                           struct fund_error *error);

#endif
