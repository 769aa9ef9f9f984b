/*
 * Kölner Phonetik: words that sound alike in German have the same code.
 *
 * Postel, H. J.: Die Kölner Phonetik. Ein Verfahren zur Identifizierung von Personennamen auf der
 * Grundlage der Gestaltanalyse. IBM-Nachrichten 19 (1969), 925–931.
 */
#ifndef QUERY_LIB_SPELL_PHONETIC_H
#define QUERY_LIB_SPELL_PHONETIC_H

#include "core/base/slice.h"

/* Digits of the longest code; what a longer word sounds like behind them is left out. */
#define SPELL_PHONETIC_MAX 64

/* Writes the code of a folded word and returns its size; bytes other than a–z are skipped. */
size_t spell_phonetic(struct slice folded, char code[static SPELL_PHONETIC_MAX]);
bool spell_sounds_alike(struct slice left, struct slice right);

#endif
