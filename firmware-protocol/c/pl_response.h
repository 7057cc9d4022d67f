#ifndef PL_RESPONSE_H
#define PL_RESPONSE_H

#include <stddef.h>
#include <stdint.h>

#include "pl_request.h"
#include "pl_result.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a sensor answers a command. */
typedef enum pl_status {
    PL_STATUS_OK = 0,
    PL_STATUS_UNKNOWN_COMMAND = 1,
    PL_STATUS_MALFORMED = 2,
    PL_STATUS_OUT_OF_RANGE = 3,
    PL_STATUS_NOT_NOW = 4,
    PL_STATUS_UNSUPPORTED = 5,
    PL_STATUS_GONE = 6,
    PL_STATUS_FAILED = 7
} pl_status;

/** Bits of `faults`; others are sent as 0 and ignored when received. */
#define PL_FAULT_INERTIAL_UNIT 0x01u
#define PL_FAULT_MAGNETOMETER 0x02u
#define PL_FAULT_MOTOR 0x04u
#define PL_FAULT_MEMORY 0x08u
#define PL_FAULT_BATTERY_LOW 0x10u

#define PL_BATTERY_UNKNOWN 255
#define PL_TEMPERATURE_UNKNOWN INT16_MIN

/** The longest response, bytes; it fits an MTU of 23. */
#define PL_RESPONSE_BYTES_MAX 20

/** What a sensor tells of its condition. */
typedef struct pl_status_answer {
    bool streaming;
    /** 0 to 100, or PL_BATTERY_UNKNOWN. */
    uint8_t battery_percent;
    /** Of the inertial unit, 0.01 °C, or PL_TEMPERATURE_UNKNOWN. */
    int16_t temperature_centi_c;
    /** Of the sample that is taken next, modulo 2^32. */
    uint32_t next_index;
    /** Of the oldest sample that `resend` can give; `next_index` when there is none. */
    uint32_t oldest_index;
    /** Samples left out of the live stream since power-on because the radio was too slow. */
    uint32_t skipped_samples;
    /** PL_FAULT bits. */
    uint8_t faults;
} pl_status_answer;

typedef struct pl_response {
    uint8_t opcode;
    uint8_t tag;
    /** A pl_status. */
    uint8_t status;
    /** With PL_STATUS_OK the member named like the command; the other commands have no answer. */
    union {
        struct {
            /** The sensor's clock when the motor began, µs modulo 2^32. */
            uint32_t started_us;
        } cue;
        struct {
            /** The sensor's clock when the request came in, µs modulo 2^32. */
            uint32_t received_us;
            /** The sensor's clock when the answer went out, µs modulo 2^32. */
            uint32_t answered_us;
        } sync;
        pl_status_answer status;
        struct {
            /** Of the first sample that will come, modulo 2^32. */
            uint32_t first_index;
            /** 1 to 65535. */
            uint16_t count;
        } resend;
    } answer;
} pl_response;

/** The status that answers a request which `pl_request_decode` refused with `error`. */
pl_status pl_refusal_of(pl_result error);

/**
 * Reads a response. Bytes after the fields known here are ignored: they belong to later additions.
 * @return PL_OK, PL_LENGTH, PL_OUT_OF_RANGE, or PL_UNKNOWN_OPCODE where such a command is `ok`;
 *         `response` holds the message only with PL_OK
 */
pl_result pl_response_decode(const uint8_t *bytes, size_t length, pl_response *response);

/**
 * Writes a response into `bytes`, `capacity` of them (PL_RESPONSE_BYTES_MAX is always enough), and
 * its length into `length`. The answer is read only with PL_STATUS_OK.
 * @return PL_OK, PL_OUT_OF_RANGE, PL_UNKNOWN_OPCODE or PL_BUFFER_TOO_SMALL; nothing is written
 *         except with PL_OK
 */
pl_result pl_response_encode(const pl_response *response, uint8_t *bytes, size_t capacity,
                             size_t *length);

#ifdef __cplusplus
}
#endif

#endif
