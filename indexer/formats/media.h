/*
 * media: pictures and other media that a release offers, each with title, credit and caption.
 */
#ifndef INDEXER_FORMATS_MEDIA_H
#define INDEXER_FORMATS_MEDIA_H

#include "indexer/formats/layout.h"

/*
 * Deals out the blocks from..to-1 that follow (and hold) a media intro:
 *
 *   title
 *
 *   ©  credit
 *   title again, which is left out
 *
 *   caption
 */
void media_take_block(struct layout *layout, size_t from, size_t to);

/*
 * Deals out the blocks from..to-1 as body, except for pictures that stand between the paragraphs:
 * a caption before a block "© credit", or "caption © credit" in one line.
 */
void media_take_body(struct layout *layout, size_t from, size_t to);

#endif
