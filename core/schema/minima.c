/*
 * Eight hashes at a time where the processor can (AVX2).
 */
#include "core/schema/minima.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void minima_add_plain(struct minima *minima, uint32_t value)
{
    for (int i = 0; i < MINIMA_COUNT; i++) {
        uint32_t hash = minima->factors[i] * value + minima->offsets[i];
        minima->least[i] = hash < minima->least[i] ? hash : minima->least[i];
    }
}

#if defined(__x86_64__)

#define EIGHT_WISE __attribute__((target("avx2")))

EIGHT_WISE static inline __m256i load(const uint32_t *numbers)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)numbers);
}

/* What waits, whose rest is the first value again. */
EIGHT_WISE static void add_eight_wise(struct minima *minima)
{
    __m256i values[MINIMA_WAITING];
    for (int k = 0; k < MINIMA_WAITING; k++)
        values[k] = _mm256_set1_epi32((int)minima->waiting[k]);
    for (int i = 0; i < MINIMA_COUNT; i += 8) {
        const __m256i factors = load(minima->factors + i), offsets = load(minima->offsets + i);
        __m256i least = load(minima->least + i);
#pragma GCC unroll 8
        for (int k = 0; k < MINIMA_WAITING; k++)
            least = _mm256_min_epu32(
                least, _mm256_add_epi32(_mm256_mullo_epi32(factors, values[k]), offsets));
        _mm256_storeu_si256((__m256i *)(void *)(minima->least + i), least);
    }
}

#endif

void minima_finish(struct minima *minima)
{
    uint32_t count = minima->waiting_count;
    minima->waiting_count = 0;
#if defined(__x86_64__)
    if (count > 0 && __builtin_cpu_supports("avx2")) {
        for (uint32_t i = count; i < MINIMA_WAITING; i++)
            minima->waiting[i] = minima->waiting[0];
        add_eight_wise(minima);
        return;
    }
#endif
    for (uint32_t i = 0; i < count; i++)
        minima_add_plain(minima, minima->waiting[i]);
}

void minima_add(struct minima *minima, uint32_t value)
{
    minima->waiting[minima->waiting_count++] = value;
    if (minima->waiting_count == MINIMA_WAITING)
        minima_finish(minima);
}
