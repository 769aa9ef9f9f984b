/*
 * Inside of persons: reading a surname's sightings, and linking them.
 */
#ifndef QUERY_LIB_NAMES_PERSONS_PARTS_H
#define QUERY_LIB_NAMES_PERSONS_PARTS_H

#include "query/lib/names/persons.h"

/* The sightings of a surname, neither linked nor their names taken apart. */
fund_status persons_read(const struct name_context *context, struct slice surname_key,
                         struct persons *persons, struct fund_error *error);
/* Tells each sighting which name is meant. */
fund_status persons_link(const struct name_context *context, struct persons *persons,
                         struct fund_error *error);

/* Replaces each sighting of a short name by one for each role that its releases give and one for
 * those that give none. */
fund_status persons_split_roles(const struct name_context *context, struct persons *persons,
                                struct fund_error *error);
/* Appends those of one sighting to out->seen. */
fund_status persons_split_seen(const struct name_context *context, const struct person_seen *seen,
                               struct persons *out, struct fund_error *error);

/* Appends the words of a role, of which only the stem, the parts and is_stop are told. */
fund_status persons_role_words(const struct name_context *context, struct slice role,
                               struct query_words *words, struct fund_error *error);

/* "a", "hans-j". */
bool persons_ends_in_initial(struct slice word);

#endif
