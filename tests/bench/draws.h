/*
 * Random numbers that are the same on each machine: SplitMix64 and whole numbers, nothing that a
 * libm rounds.
 */
#ifndef TESTS_BENCH_DRAWS_H
#define TESTS_BENCH_DRAWS_H

#include <stdint.h>

struct draws {
    uint64_t state;
};

/* Those of one thing among many: number apart, nothing of one follows from another. */
struct draws draws_of(uint64_t seed, uint64_t number);

uint64_t draws_next(struct draws *draws);
/* 0 <= number < bound; 0 for a bound of 0. */
uint64_t draws_below(struct draws *draws, uint64_t bound);
/* Of a thousand calls this many are 1. */
int draws_chance(struct draws *draws, unsigned thousandths);

/*
 * A rank from 0 whose frequency falls as a power (Zipf's law): each octave of ranks is ratio / 65536
 * times as frequent as the one before it, ranks of one octave are equally frequent. Of n calls about
 * n^(1 / (1 + a)) numbers differ, with 2^-a = ratio / 65536.
 */
uint64_t draws_rank(struct draws *draws, unsigned ratio, unsigned octaves);

#endif
