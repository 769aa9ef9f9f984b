/*
 * Which weights count: a file of its own, so that a test program can have others.
 */
#include "query/lib/plan/weights.h"

const struct query_weights *query_weights(void)
{
    return &query_weights_default;
}
