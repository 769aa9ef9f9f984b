/*
 * See dictionary.h.
 */
#include "core/archive/dictionary.h"

/* From dictionary_bytes.S. */
extern const char dictionary_bytes[], dictionary_bytes_end[];

struct slice archive_dictionary(void)
{
    return slice_of(dictionary_bytes, (size_t)(dictionary_bytes_end - dictionary_bytes));
}
