#include "pl_stream.h"

#include "pl_bytes.h"
#include "pl_version.h"

enum {
    HEADER_BYTES = 12,
    INERTIAL_BYTES = 12,
    MAGNETIC_BYTES = 6,
    /** Opcode and attribute handle of a notification. */
    NOTIFICATION_OVERHEAD_BYTES = 3,
    UNKNOWN_LAYOUT = 0x0e
};

static bool has_block(uint8_t flags)
{
    return (flags & PL_STREAM_MAGNETOMETER) != 0;
}

static size_t sample_bytes(bool magnetometer)
{
    return magnetometer ? INERTIAL_BYTES + MAGNETIC_BYTES : INERTIAL_BYTES;
}

uint8_t pl_samples_per_notification(uint16_t rate_hz, uint16_t mtu, bool magnetometer)
{
    size_t overhead = NOTIFICATION_OVERHEAD_BYTES + HEADER_BYTES;
    size_t longest = PL_MESSAGE_BYTES_MAX + NOTIFICATION_OVERHEAD_BYTES;
    size_t usable = mtu < longest ? mtu : longest;
    if (usable < overhead + sample_bytes(magnetometer)) {
        return 0;
    }
    size_t fitting = (usable - overhead) / sample_bytes(magnetometer);
    size_t in_span = (uint32_t)rate_hz * PL_STREAM_SPAN_MS / 1000u;
    size_t samples = fitting < in_span ? fitting : in_span;
    return samples > 0 ? (uint8_t)samples : 1;
}

static void get_axes(const uint8_t *at, int16_t axes[3])
{
    for (size_t axis = 0; axis < 3; axis++) {
        axes[axis] = pl_get_i16(at + 2 * axis);
    }
}

static void put_axes(uint8_t *at, const int16_t axes[3])
{
    for (size_t axis = 0; axis < 3; axis++) {
        pl_put_i16(at + 2 * axis, axes[axis]);
    }
}

pl_result pl_stream_decode(const uint8_t *bytes, size_t length, pl_stream_header *header,
                           pl_sample *samples, size_t capacity)
{
    if (length > 0 && bytes[0] != PL_PROTOCOL_VERSION) {
        return PL_UNSUPPORTED_VERSION;
    }
    if (length < HEADER_BYTES) {
        return PL_LENGTH;
    }
    uint8_t flags = bytes[1];
    if ((flags & UNKNOWN_LAYOUT) != 0) {
        return PL_UNKNOWN_LAYOUT;
    }
    size_t each = sample_bytes(has_block(flags));
    size_t count = (length - HEADER_BYTES) / each;
    if (length > PL_MESSAGE_BYTES_MAX || count < 1 || HEADER_BYTES + count * each != length) {
        return PL_LENGTH;
    }
    if (capacity < count) {
        return PL_BUFFER_TOO_SMALL;
    }
    header->flags = flags;
    header->sequence = pl_get_u16(bytes + 2);
    header->first_index = pl_get_u32(bytes + 4);
    header->clock_us = pl_get_u32(bytes + 8);
    header->sample_count = (uint8_t)count;
    const uint8_t *inertial = bytes + HEADER_BYTES;
    const uint8_t *magnetic = inertial + count * INERTIAL_BYTES;
    for (size_t i = 0; i < count; i++) {
        get_axes(inertial + i * INERTIAL_BYTES, samples[i].acceleration);
        get_axes(inertial + i * INERTIAL_BYTES + 6, samples[i].angular_rate);
        for (size_t axis = 0; axis < 3; axis++) {
            samples[i].magnetic[axis] = PL_NO_READING;
        }
        if (has_block(flags)) {
            get_axes(magnetic + i * MAGNETIC_BYTES, samples[i].magnetic);
        }
    }
    return PL_OK;
}

pl_result pl_stream_encode(const pl_stream_header *header, const pl_sample *samples,
                           uint8_t *bytes, size_t capacity, size_t *length)
{
    if ((header->flags & UNKNOWN_LAYOUT) != 0) {
        return PL_UNKNOWN_LAYOUT;
    }
    bool magnetometer = has_block(header->flags);
    size_t count = header->sample_count;
    size_t needed = HEADER_BYTES + count * sample_bytes(magnetometer);
    if (count < 1 || needed > PL_MESSAGE_BYTES_MAX) {
        return PL_OUT_OF_RANGE;
    }
    if (capacity < needed) {
        return PL_BUFFER_TOO_SMALL;
    }
    bytes[0] = PL_PROTOCOL_VERSION;
    bytes[1] = header->flags;
    pl_put_u16(bytes + 2, header->sequence);
    pl_put_u32(bytes + 4, header->first_index);
    pl_put_u32(bytes + 8, header->clock_us);
    uint8_t *inertial = bytes + HEADER_BYTES;
    uint8_t *magnetic = inertial + count * INERTIAL_BYTES;
    for (size_t i = 0; i < count; i++) {
        put_axes(inertial + i * INERTIAL_BYTES, samples[i].acceleration);
        put_axes(inertial + i * INERTIAL_BYTES + 6, samples[i].angular_rate);
        if (magnetometer) {
            put_axes(magnetic + i * MAGNETIC_BYTES, samples[i].magnetic);
        }
    }
    *length = needed;
    return PL_OK;
}
