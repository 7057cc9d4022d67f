#ifndef PL_STREAM_H
#define PL_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pl_result.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Flags of a stream notification; a set bit of 1 to 3 is a layout this version cannot read. */
#define PL_STREAM_MAGNETOMETER 0x01u
#define PL_STREAM_REFILLED 0x10u

/** The count of each magnetic axis at a sample for which the magnetometer had no new reading. */
#define PL_NO_READING INT16_MIN

/** The most samples a notification of 512 bytes can hold. */
#define PL_STREAM_SAMPLES_MAX 41

/** The most samples a conforming sensor packs: 20 ms of them at 400 Hz. */
#define PL_PACKED_SAMPLES_MAX 8

/** The longest span of one notification, ms. */
#define PL_STREAM_SPAN_MS 20

/** One reading of the inertial unit: counts in the sensor's own right-handed axes x, y, z. */
typedef struct pl_sample {
    /** Specific force, saturating at −32768 and 32767. */
    int16_t acceleration[3];
    /** Saturating at −32768 and 32767. */
    int16_t angular_rate[3];
    /** Saturating at −32767 and 32767; PL_NO_READING where there was none. */
    int16_t magnetic[3];
} pl_sample;

/** What a notification says of its samples, which are consecutive. */
typedef struct pl_stream_header {
    /** PL_STREAM bits; bits 5 to 7 mean nothing yet. */
    uint8_t flags;
    /** Of the notification, modulo 2^16; begins at 0 with each connection. */
    uint16_t sequence;
    /** Of the first sample since the run began, modulo 2^32. */
    uint32_t first_index;
    /** The sensor's clock at the first sample, µs modulo 2^32. */
    uint32_t clock_us;
    /** 1 to 41, with a magnetometer block 1 to 27. */
    uint8_t sample_count;
} pl_stream_header;

/**
 * Samples per notification: as many as the MTU holds, at most 20 ms of them, at least one.
 * @param mtu the ATT MTU of the link, bytes
 * @return 0 when such a notification cannot hold one sample
 */
uint8_t pl_samples_per_notification(uint16_t rate_hz, uint16_t mtu, bool magnetometer);

/**
 * Reads a stream notification into `header` and as many of the `capacity` entries of `samples` as
 * the header says. Without a magnetometer block `magnetic` is PL_NO_READING on all axes.
 * @return PL_OK, PL_UNSUPPORTED_VERSION, PL_LENGTH, PL_UNKNOWN_LAYOUT or PL_BUFFER_TOO_SMALL
 */
pl_result pl_stream_decode(const uint8_t *bytes, size_t length, pl_stream_header *header,
                           pl_sample *samples, size_t capacity);

/**
 * Writes a stream notification of `header->sample_count` samples into `bytes`, `capacity` of
 * them, and its length into `length`; `magnetic` is read only with PL_STREAM_MAGNETOMETER.
 * @return PL_OK, PL_UNKNOWN_LAYOUT, PL_OUT_OF_RANGE for a wrong number of samples, or
 *         PL_BUFFER_TOO_SMALL; nothing is written except with PL_OK
 */
pl_result pl_stream_encode(const pl_stream_header *header, const pl_sample *samples,
                           uint8_t *bytes, size_t capacity, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
