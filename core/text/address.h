/*
 * E-mail and web addresses, telephone numbers: what is one token although ICU has several words.
 */
#ifndef CORE_TEXT_ADDRESS_H
#define CORE_TEXT_ADDRESS_H

#include "core/base/slice.h"

/*
 * Where the address ends that begins at start, or 0 where none does. "kontakt@elbgrund.example",
 * "www.elbgrund.example/rathaus", "https://elbgrund.example": the part before the @ has at most 64
 * bytes (RFC 5321), what follows at most 255, a web address 2000. Signs that end a sentence do not
 * belong to it.
 */
size_t address_end(struct slice text, size_t start);
/* Whether digits and the '/' after them begin a telephone number: three to six, the first a 0. */
bool address_is_dialling_code(struct slice digits);

#endif
