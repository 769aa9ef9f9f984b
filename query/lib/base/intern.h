/*
 * Texts that are numbered from 0 as they come, each once.
 */
#ifndef QUERY_LIB_BASE_INTERN_H
#define QUERY_LIB_BASE_INTERN_H

#include "core/base/arena.h"
#include "core/base/dict.h"

struct intern {
    struct dict *numbers; /* NULL once it is closed */
    struct arena arena;
    struct slice *items; /* by number */
    size_t count, capacity;
};

fund_status intern_init(struct intern *intern, struct fund_error *error);
void intern_finish(struct intern *intern);
/* The text's number, a new one where it has none yet. FUND_LIMIT, FUND_NO_MEMORY. */
fund_status intern_add(struct intern *intern, struct slice text, uint32_t *number,
                       struct fund_error *error);
/* Nothing is added any more: frees what only adding needs. */
void intern_close(struct intern *intern);
/* False where no text is this one. Looks at all: for a few questions. */
bool intern_find(const struct intern *intern, struct slice text, uint32_t *number);
/* Bytes in use. */
size_t intern_size(const struct intern *intern);

#endif
