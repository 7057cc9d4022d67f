#ifndef PL_REQUEST_H
#define PL_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pl_result.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The commands of version 1 by their first byte. */
typedef enum pl_opcode {
    PL_START = 0x01,
    PL_STOP = 0x02,
    PL_CONFIGURE = 0x03,
    PL_IDENTIFY = 0x04,
    PL_CUE = 0x05,
    PL_SYNC = 0x06,
    PL_STATUS = 0x07,
    PL_RESEND = 0x08,
    PL_POWER_OFF = 0x09
} pl_opcode;

/** How the motor of a cue moves. */
typedef enum pl_cue_pattern {
    PL_CUE_SHORT = 1,
    PL_CUE_DOUBLE = 2,
    PL_CUE_TRIPLE = 3,
    PL_CUE_LONG = 4
} pl_cue_pattern;

/** The longest that `identify` may blink, s. */
#define PL_IDENTIFY_S_MAX 30

/** The longest request, bytes. */
#define PL_REQUEST_BYTES_MAX 9

/** What a sensor shall measure, and whether its magnetometer is in the stream. */
typedef struct pl_configuration {
    /** 60 to 400. */
    uint16_t rate_hz;
    /** 1 to 65535. */
    uint16_t acceleration_range_g;
    /** 1 to 65535. */
    uint16_t angular_rate_range_dps;
    bool magnetometer;
} pl_configuration;

typedef struct pl_request {
    /** A pl_opcode, or whatever came where the request is refused. */
    uint8_t opcode;
    /** Chosen by the hub; the response repeats it. */
    uint8_t tag;
    /** The member named like the command; the other commands have no parameters. */
    union {
        pl_configuration configure;
        struct {
            /** 1 to 30. */
            uint8_t duration_s;
        } identify;
        struct {
            /** A pl_cue_pattern. */
            uint8_t pattern;
            /** 1 to 100. */
            uint8_t strength_percent;
        } cue;
        struct {
            /** Of the first sample wanted, modulo 2^32. */
            uint32_t first_index;
            /** 1 to 65535. */
            uint16_t count;
        } resend;
    } parameters;
} pl_request;

/** Whether version 1 knows a command of this opcode. */
bool pl_opcode_is_known(uint8_t opcode);

/**
 * Reads a request as the sensor does. `opcode` and `tag` are set whenever `length` is 2 or more,
 * so that a refusal (`pl_refusal_of`) can repeat them; the parameters only with PL_OK.
 * @return PL_OK, PL_LENGTH, PL_UNKNOWN_OPCODE or PL_OUT_OF_RANGE
 */
pl_result pl_request_decode(const uint8_t *bytes, size_t length, pl_request *request);

/**
 * Writes a request into `bytes`, `capacity` of them (PL_REQUEST_BYTES_MAX is always enough), and
 * its length into `length`.
 * @return PL_OK, PL_UNKNOWN_OPCODE, PL_OUT_OF_RANGE or PL_BUFFER_TOO_SMALL; nothing is written
 *         except with PL_OK
 */
pl_result pl_request_encode(const pl_request *request, uint8_t *bytes, size_t capacity,
                            size_t *length);

#ifdef __cplusplus
}
#endif

#endif
