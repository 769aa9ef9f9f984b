/*
 * The model that was trained when the program was built; see model_bytes.sh.
 */
#include "indexer/names/names.h"

extern const char names_model_bytes[], names_model_bytes_end[];

fund_status names_create(struct names **names, struct fund_error *error)
{
    size_t size = (size_t)(names_model_bytes_end - names_model_bytes);
    return names_create_with(slice_of(names_model_bytes, size), names, error);
}
