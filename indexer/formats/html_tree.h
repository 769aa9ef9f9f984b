/*
 * html_tree: HTML as a tree of libxml2, and questions about its elements. No walk here is recursive:
 * pages are nested as deep as they like, up to HTML_DEPTH_MAX.
 */
#ifndef INDEXER_FORMATS_HTML_TREE_H
#define INDEXER_FORMATS_HTML_TREE_H

#include "core/base/buffer.h"

#include <libxml/tree.h>

/* Elements inside of elements; what is nested deeper is cut off with all that follows. */
#define HTML_DEPTH_MAX 1000
/* Tags of a page; what follows is cut off. */
#define HTML_TAGS_MAX 500000
/* Bytes of an attribute that are looked at. */
#define HTML_ATTRIBUTE_MAX 4000

/* Parses UTF-8, a page or a piece of one. The tree goes to xmlFreeDoc. */
fund_status html_tree_parse(struct slice html, xmlDocPtr *tree, bool *is_cut,
                            struct fund_error *error);

/* Whether it is an element of this name (small letters); the name is looked up without a prefix. */
bool html_is(const xmlNode *node, const char *name);
/* Any of the NULL-terminated names. */
bool html_is_any(const xmlNode *node, const char *const *names);
/* Empty where there is none; borrowed from the tree. */
struct slice html_attribute(const xmlNode *node, const char *name);
/* One of the words of an attribute, "class" say, in any case. */
bool html_has_word(const xmlNode *node, const char *attribute, const char *word);
/* Navigation, footers, cookie banners, lists for sharing; scripts and what is hidden. */
bool html_is_boilerplate(const xmlNode *node);

/* The node behind node in the order of the page, inside of root; NULL at the end. `enters` is false
 * to leave out what is below node. */
xmlNode *html_next(const xmlNode *node, const xmlNode *root, bool enters);
/* The first element for which a claim holds; NULL where there is none. Boilerplate is left out. */
xmlNode *html_find(xmlNode *root, bool (*claim)(const xmlNode *node, const void *what),
                   const void *what);
/* Bytes of text below node, without boilerplate. */
size_t html_text_size(xmlNode *root);
/* Appends the text below node, white space as it is, at most FORMAT-like limits of the buffer. */
fund_status html_append_text(xmlNode *root, struct buffer *out, struct fund_error *error);

#endif
