#include "pl_info.h"

#include "pl_bytes.h"
#include "pl_version.h"

enum {
    FIXED_BYTES = 32,
    /** Bit of the options. */
    MAGNETOMETER_ON = 1
};

/** Judged by its bits, so that no code for floating point is drawn in. */
static bool is_finite_and_above_zero(float value)
{
    uint32_t bits = pl_bits_of(value);
    return bits > 0 && bits < 0x7f800000u;
}

static bool is_zero(float value)
{
    return (pl_bits_of(value) & 0x7fffffffu) == 0;
}

static bool numbers_in_range(const pl_info *info)
{
    if (info->rate_hz < PL_RATE_HZ_MIN || info->rate_hz > PL_RATE_HZ_MAX) {
        return false;
    }
    if (!is_finite_and_above_zero(info->acceleration_scale_mps2) ||
        !is_finite_and_above_zero(info->angular_rate_scale_radps)) {
        return false;
    }
    if (info->acceleration_range_g == 0 || info->angular_rate_range_dps == 0) {
        return false;
    }
    bool has_magnetometer = (info->capabilities & PL_CAPABILITY_MAGNETOMETER) != 0;
    return is_finite_and_above_zero(info->magnetic_scale_ut) ||
           (is_zero(info->magnetic_scale_ut) && !has_magnetometer);
}

/** Reads the text at `*offset` and moves `*offset` behind it. */
static pl_result get_text(const uint8_t *bytes, size_t length, size_t *offset,
                          char text[PL_TEXT_MAX + 1])
{
    if (*offset >= length || bytes[*offset] > length - *offset - 1) {
        return PL_LENGTH;
    }
    size_t characters = bytes[*offset];
    const uint8_t *first = bytes + *offset + 1;
    if (!pl_text_is_valid(first, characters)) {
        return PL_INVALID_TEXT;
    }
    memcpy(text, first, characters);
    text[characters] = '\0';
    *offset += 1 + characters;
    return PL_OK;
}

pl_result pl_info_decode(const uint8_t *bytes, size_t length, pl_info *info)
{
    if (length > 0 && bytes[0] != PL_PROTOCOL_VERSION) {
        return PL_UNSUPPORTED_VERSION;
    }
    if (length < FIXED_BYTES || length > PL_MESSAGE_BYTES_MAX) {
        return PL_LENGTH;
    }
    info->rate_hz = pl_get_u16(bytes + 2);
    info->acceleration_scale_mps2 = pl_float_of(pl_get_u32(bytes + 4));
    info->angular_rate_scale_radps = pl_float_of(pl_get_u32(bytes + 8));
    info->acceleration_range_g = pl_get_u16(bytes + 12);
    info->angular_rate_range_dps = pl_get_u16(bytes + 14);
    info->ring_depth_samples = pl_get_u32(bytes + 16);
    info->capabilities = pl_get_u32(bytes + 20);
    info->magnetometer_on = (bytes[1] & MAGNETOMETER_ON) != 0;
    info->magnetic_scale_ut = pl_float_of(pl_get_u32(bytes + 24));
    info->run = pl_get_u32(bytes + 28);
    if (!numbers_in_range(info)) {
        return PL_OUT_OF_RANGE;
    }
    /* A negative zero means none as well; it is not passed on. */
    if (is_zero(info->magnetic_scale_ut)) {
        info->magnetic_scale_ut = 0;
    }
    size_t offset = FIXED_BYTES;
    pl_result result = get_text(bytes, length, &offset, info->serial);
    return result == PL_OK ? get_text(bytes, length, &offset, info->firmware) : result;
}

/** Characters before the final 0; where there is none, PL_TEXT_MAX + 1: no valid length. */
static size_t length_of(const char text[PL_TEXT_MAX + 1])
{
    size_t length = 0;
    while (length <= PL_TEXT_MAX && text[length] != '\0') {
        length++;
    }
    return length;
}

static uint8_t *put_text(uint8_t *at, const char *text, size_t characters)
{
    at[0] = (uint8_t)characters;
    memcpy(at + 1, text, characters);
    return at + 1 + characters;
}

pl_result pl_info_encode(const pl_info *info, uint8_t *bytes, size_t capacity, size_t *length)
{
    if (!numbers_in_range(info)) {
        return PL_OUT_OF_RANGE;
    }
    size_t serial = length_of(info->serial);
    size_t firmware = length_of(info->firmware);
    if (!pl_text_is_valid((const uint8_t *)info->serial, serial) ||
        !pl_text_is_valid((const uint8_t *)info->firmware, firmware)) {
        return PL_INVALID_TEXT;
    }
    size_t needed = FIXED_BYTES + 1 + serial + 1 + firmware;
    if (capacity < needed) {
        return PL_BUFFER_TOO_SMALL;
    }
    bytes[0] = PL_PROTOCOL_VERSION;
    bytes[1] = info->magnetometer_on ? MAGNETOMETER_ON : 0;
    pl_put_u16(bytes + 2, info->rate_hz);
    pl_put_u32(bytes + 4, pl_bits_of(info->acceleration_scale_mps2));
    pl_put_u32(bytes + 8, pl_bits_of(info->angular_rate_scale_radps));
    pl_put_u16(bytes + 12, info->acceleration_range_g);
    pl_put_u16(bytes + 14, info->angular_rate_range_dps);
    pl_put_u32(bytes + 16, info->ring_depth_samples);
    pl_put_u32(bytes + 20, info->capabilities);
    pl_put_u32(bytes + 24,
               is_zero(info->magnetic_scale_ut) ? 0 : pl_bits_of(info->magnetic_scale_ut));
    pl_put_u32(bytes + 28, info->run);
    put_text(put_text(bytes + FIXED_BYTES, info->serial, serial), info->firmware, firmware);
    *length = needed;
    return PL_OK;
}
