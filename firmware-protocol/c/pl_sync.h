#ifndef PL_SYNC_H
#define PL_SYNC_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One two-way exchange of times: the hub asks, the sensor answers. */
typedef struct pl_sync_exchange {
    /** On the hub's clock, µs: before the request was written, when the answer had arrived. */
    uint64_t asked_us;
    uint64_t heard_us;
    /** On the sensor's clock, µs modulo 2^32: the request came in, the answer went out. */
    uint32_t received_us;
    uint32_t answered_us;
} pl_sync_exchange;

typedef struct pl_clock_offset {
    /** Hub time of the sensor's reading `received_us`, µs, half a microsecond cut off. */
    uint64_t received_at_us;
    /** Time the two messages spent on their way, µs; `received_at_us` is right within half of it. */
    uint64_t round_trip_us;
} pl_clock_offset;

/**
 * What one exchange tells of a sensor's clock; for hubs, as in PROTOCOL.md, "Sync".
 * @return false, and nothing in `offset`, when the sensor claims to have held the answer longer
 *         than the hub waited for it
 */
bool pl_sync_offset(const pl_sync_exchange *exchange, pl_clock_offset *offset);

#ifdef __cplusplus
}
#endif

#endif
