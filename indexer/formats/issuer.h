/*
 * issuer: the town that a contact line or a picture's credit names.
 */
#ifndef INDEXER_FORMATS_ISSUER_H
#define INDEXER_FORMATS_ISSUER_H

#include "core/base/arena.h"

/*
 * "Stadt Haltern am See" of "Stadt Haltern am See / Petra Muster": only where the credit begins
 * with what a municipality or district is called. Empty otherwise; borrowed from credit.
 */
struct slice issuer_from_credit(struct slice credit);

/*
 * "Stadt Moorfurt" of "Kontakt: Stadt Moorfurt, Pressestelle", "Große Kreisstadt Elbgrund" of
 * "Pressestelle der Großen Kreisstadt Elbgrund, Tel. …". Empty where nobody or more than one is
 * named; borrowed from contact or in the arena. False without memory.
 */
bool issuer_from_contact(struct slice contact, struct arena *arena, struct slice *issuer);
/* Whether the line is one of a press office: "Stadt Moorfurt, Pressestelle". */
bool issuer_is_press_office(struct slice line);

#endif
