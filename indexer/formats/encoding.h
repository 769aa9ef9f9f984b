/*
 * encoding: which encoding do these bytes have, and are they text at all?
 */
#ifndef INDEXER_FORMATS_ENCODING_H
#define INDEXER_FORMATS_ENCODING_H

#include "core/base/buffer.h"

/* What kind of file begins with these bytes ("PDF", "ZIP", …), or NULL where none is known. */
const char *encoding_binary_kind(struct slice bytes);
/* True where NULs and other controls are so many that it can be no text in any 8-bit encoding. */
bool encoding_is_binary(struct slice bytes);
/* By a byte order mark or by where the NULs stand: an ICU name, or NULL where it is no UTF-16/32.
 */
const char *encoding_wide(struct slice bytes);
/* True where the bytes are UTF-8, but for few ill-formed sequences (damage, a cut end). */
bool encoding_is_utf8(struct slice bytes);
/* The most likely 8-bit or East Asian encoding, "windows-1252" in doubt. Static. */
const char *encoding_guess(struct slice bytes);
/*
 * ICU's name for an encoding that a file declares; Latin-1 and ASCII are taken for Windows-1252, as
 * browsers do (WHATWG Encoding). NULL for names that nobody knows, for UTF-8, which is found without
 * them, and for encodings with a state, which can hide things. Static, or ICU's own.
 */
const char *encoding_named(const char *label);
/* Appends the bytes as UTF-8; what is no character becomes U+FFFD. */
fund_status encoding_convert(struct slice bytes, const char *encoding, struct buffer *out,
                             struct fund_error *error);

#endif
