#ifndef SAMPLE_RING_H
#define SAMPLE_RING_H

#include <stdbool.h>
#include <stdint.h>

#include "plumbline.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Depth in samples; PROTOCOL.md asks a sensor that resends for 3000 or more. */
#ifndef SAMPLE_RING_DEPTH
#define SAMPLE_RING_DEPTH 3000
#endif

typedef struct ring_entry {
    uint32_t clock_us;
    pl_sample sample;
} ring_entry;

/** The newest samples of a run, found by their index modulo 2^32. */
typedef struct sample_ring {
    /** Of the sample that is taken next. */
    uint32_t next_index;
    /** At most SAMPLE_RING_DEPTH. */
    uint32_t stored;
    /** Where the next sample goes; the index itself cannot tell once it has wrapped. */
    uint32_t next_slot;
    ring_entry entries[SAMPLE_RING_DEPTH];
} sample_ring;

/** Empties the ring; the next sample has index 0. */
void sample_ring_clear(sample_ring *ring);

/** Puts in the next sample, over the oldest one when the ring is full. */
void sample_ring_push(sample_ring *ring, uint32_t clock_us, const pl_sample *sample);

/** Index of the oldest sample held; the next index when there is none. */
uint32_t sample_ring_oldest(const sample_ring *ring);

bool sample_ring_has(const sample_ring *ring, uint32_t index);

/** The sample of an index that `sample_ring_has`. */
const ring_entry *sample_ring_at(const sample_ring *ring, uint32_t index);

/**
 * Narrows the range of `*count` samples from `*first` on to the part that is held.
 * @return false when that is empty; the range is then as it was
 */
bool sample_ring_clip(const sample_ring *ring, uint32_t *first, uint16_t *count);

#ifdef __cplusplus
}
#endif

#endif
