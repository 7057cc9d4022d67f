#ifndef PL_INFO_H
#define PL_INFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pl_result.h"
#include "pl_text.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Bits of `pl_info.capabilities`; others are sent as 0 and ignored when received. */
#define PL_CAPABILITY_MAGNETOMETER 0x01u
#define PL_CAPABILITY_CUE 0x02u
#define PL_CAPABILITY_SYNC 0x04u
#define PL_CAPABILITY_RESEND 0x08u

/** Room for the Info value of any sensor of this version, bytes. */
#define PL_INFO_BYTES_MAX (32 + 2 * (1 + PL_TEXT_MAX))

/** What a sensor says of itself; read after every connection and every `configure`. */
typedef struct pl_info {
    /** Nominal sampling rate, 60 to 400. */
    uint16_t rate_hz;
    /** Specific force of one count, m/s²; finite and above 0. */
    float acceleration_scale_mps2;
    /** Angular rate of one count, rad/s; finite and above 0. */
    float angular_rate_scale_radps;
    /** 1 to 65535. */
    uint16_t acceleration_range_g;
    /** 1 to 65535. */
    uint16_t angular_rate_range_dps;
    /** Samples the sensor keeps for `resend`; 0 when it keeps none. */
    uint32_t ring_depth_samples;
    /** PL_CAPABILITY bits. */
    uint32_t capabilities;
    /** Whether the magnetometer is in the stream, as `configure` set it. */
    bool magnetometer_on;
    /** Magnetic flux density of one count, µT; above 0 with a magnetometer, else it may be 0. */
    float magnetic_scale_ut;
    /** Another number whenever the sample index began anew: power-on, reset, `configure`. */
    uint32_t run;
    /** Ended by 0. */
    char serial[PL_TEXT_MAX + 1];
    /** Ended by 0. */
    char firmware[PL_TEXT_MAX + 1];
} pl_info;

/**
 * Reads an Info value. Bytes after the known fields are ignored: they belong to later additions.
 * @return PL_OK, PL_UNSUPPORTED_VERSION, PL_LENGTH, PL_OUT_OF_RANGE or PL_INVALID_TEXT;
 *         `info` holds the message only with PL_OK
 */
pl_result pl_info_decode(const uint8_t *bytes, size_t length, pl_info *info);

/**
 * Writes an Info value into `bytes`, `capacity` of them (PL_INFO_BYTES_MAX is always enough), and
 * its length into `length`.
 * @return PL_OK, PL_OUT_OF_RANGE, PL_INVALID_TEXT or PL_BUFFER_TOO_SMALL; nothing is written
 *         except with PL_OK
 */
pl_result pl_info_encode(const pl_info *info, uint8_t *bytes, size_t capacity, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
