/** Little-endian numbers read and written byte by byte; for the codec's own files. */
#ifndef PL_BYTES_H
#define PL_BYTES_H

#include <stdint.h>
#include <string.h>

/** Cast before the shift: where int has 16 bits, a shifted byte would overflow it. */
static inline uint16_t pl_get_u16(const uint8_t *at)
{
    return (uint16_t)(at[0] | (uint16_t)at[1] << 8);
}

static inline uint32_t pl_get_u32(const uint8_t *at)
{
    return (uint32_t)pl_get_u16(at) | (uint32_t)pl_get_u16(at + 2) << 16;
}

/** Converting an unsigned value above the range of int16_t is left to the compiler by C99. */
static inline int16_t pl_get_i16(const uint8_t *at)
{
    int32_t value = pl_get_u16(at);
    return (int16_t)(value > INT16_MAX ? value - 65536 : value);
}

static inline void pl_put_u16(uint8_t *at, uint16_t value)
{
    at[0] = (uint8_t)(value & 0xff);
    at[1] = (uint8_t)(value >> 8);
}

static inline void pl_put_u32(uint8_t *at, uint32_t value)
{
    pl_put_u16(at, (uint16_t)(value & 0xffff));
    pl_put_u16(at + 2, (uint16_t)(value >> 16));
}

static inline void pl_put_i16(uint8_t *at, int16_t value)
{
    pl_put_u16(at, (uint16_t)value);
}

/** Fails to compile where a float is not 32 bits wide; that they are IEEE 754 is presumed. */
typedef char pl_float_has_32_bits[sizeof(float) == sizeof(uint32_t) ? 1 : -1];

static inline uint32_t pl_bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline float pl_float_of(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
