/*
 * Numbers as bytes whose order is the numbers' order: big-endian, the sign bit flipped so that
 * negative numbers come first.
 */
#include "core/store/handles.hh"

extern "C" {

void store_encode_day(int32_t day, char out[STORE_DAY_SIZE]) noexcept
{
    uint32_t bits = static_cast<uint32_t>(day) ^ UINT32_C(0x80000000);
    for (int i = 0; i < STORE_DAY_SIZE; i++)
        out[i] = static_cast<char>(static_cast<unsigned char>(bits >> (24 - 8 * i)));
}

bool store_decode_day(struct slice value, int32_t *day) noexcept
{
    if (value.size != STORE_DAY_SIZE)
        return false;
    uint32_t bits = 0;
    for (size_t i = 0; i < STORE_DAY_SIZE; i++)
        bits = bits << 8 | static_cast<unsigned char>(value.data[i]);
    *day = static_cast<int32_t>(bits ^ UINT32_C(0x80000000));
    return true;
}

void store_encode_moment(int64_t moment, char out[STORE_MOMENT_SIZE]) noexcept
{
    uint64_t bits = static_cast<uint64_t>(moment) ^ UINT64_C(0x8000000000000000);
    for (int i = 0; i < STORE_MOMENT_SIZE; i++)
        out[i] = static_cast<char>(static_cast<unsigned char>(bits >> (56 - 8 * i)));
}

bool store_decode_moment(struct slice value, int64_t *moment) noexcept
{
    if (value.size != STORE_MOMENT_SIZE)
        return false;
    uint64_t bits = 0;
    for (size_t i = 0; i < STORE_MOMENT_SIZE; i++)
        bits = bits << 8 | static_cast<unsigned char>(value.data[i]);
    *moment = static_cast<int64_t>(bits ^ UINT64_C(0x8000000000000000));
    return true;
}

} // extern "C"
