/*
 * What the version file says of all documents of a database.
 */
#ifndef CORE_GLASS_COUNTS_H
#define CORE_GLASS_COUNTS_H

#include <stdint.h>

struct version_counts {
    uint32_t documents, last_document;
    uint32_t length_lower, length_upper; /* of documents, in terms; 0 is no lower bound */
    uint32_t wdf_upper;
    uint64_t total_length;
};

#endif
