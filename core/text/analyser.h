/*
 * What the rest of core/text needs of an analyser.
 */
#ifndef CORE_TEXT_ANALYSER_H
#define CORE_TEXT_ANALYSER_H

#include "core/text/splitter.h"
#include "core/text/text.h"

/* Borrowed from the analyser; may be used by many threads. */
const struct splitter *text_analyser_splitter(const struct text_analyser *analyser);

#endif
