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

EIGHT_WISE static void add_eight_wise(struct minima *minima, uint32_t value)
{
    const __m256i values = _mm256_set1_epi32((int)value);
    for (int i = 0; i < MINIMA_COUNT; i += 8) {
        __m256i hashes = _mm256_add_epi32(_mm256_mullo_epi32(load(minima->factors + i), values),
                                          load(minima->offsets + i));
        __m256i least = _mm256_min_epu32(hashes, load(minima->least + i));
        _mm256_storeu_si256((__m256i *)(void *)(minima->least + i), least);
    }
}

#endif

void minima_add(struct minima *minima, uint32_t value)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        add_eight_wise(minima, value);
        return;
    }
#endif
    minima_add_plain(minima, value);
}
