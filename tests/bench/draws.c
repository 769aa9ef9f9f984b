/*
 * See draws.h.
 */
#include "tests/bench/draws.h"

struct draws draws_of(uint64_t seed, uint64_t number)
{
    struct draws first = {seed};
    struct draws second = {draws_next(&first) ^ number};
    return (struct draws){draws_next(&second)};
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t draws_next(struct draws *draws)
{
    uint64_t mixed = draws->state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return mixed ^ mixed >> 31;
}

uint64_t draws_below(struct draws *draws, uint64_t bound)
{
    return bound > 0 ? draws_next(draws) % bound : 0;
}

int draws_chance(struct draws *draws, unsigned thousandths)
{
    return draws_below(draws, 1000) < thousandths;
}

uint64_t draws_rank(struct draws *draws, unsigned ratio, unsigned octaves)
{
    unsigned octave = 0;
    while (octave + 1 < octaves && (draws_next(draws) & 0xffff) < ratio)
        octave++;
    uint64_t first = (uint64_t)1 << octave;
    return first - 1 + draws_below(draws, first);
}
