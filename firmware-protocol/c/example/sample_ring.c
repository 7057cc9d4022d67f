#include "sample_ring.h"

void sample_ring_clear(sample_ring *ring)
{
    ring->next_index = 0;
    ring->stored = 0;
    ring->next_slot = 0;
}

void sample_ring_push(sample_ring *ring, uint32_t clock_us, const pl_sample *sample)
{
    ring_entry *entry = &ring->entries[ring->next_slot];
    entry->clock_us = clock_us;
    entry->sample = *sample;
    ring->next_slot = (ring->next_slot + 1) % SAMPLE_RING_DEPTH;
    ring->next_index++;
    if (ring->stored < SAMPLE_RING_DEPTH) {
        ring->stored++;
    }
}

uint32_t sample_ring_oldest(const sample_ring *ring)
{
    return ring->next_index - ring->stored;
}

bool sample_ring_has(const sample_ring *ring, uint32_t index)
{
    return index - sample_ring_oldest(ring) < ring->stored;
}

const ring_entry *sample_ring_at(const sample_ring *ring, uint32_t index)
{
    uint32_t age = ring->next_index - index;
    return &ring->entries[(ring->next_slot + SAMPLE_RING_DEPTH - age) % SAMPLE_RING_DEPTH];
}

bool sample_ring_clip(const sample_ring *ring, uint32_t *first, uint16_t *count)
{
    uint32_t oldest = sample_ring_oldest(ring);
    /* The range begins among the samples held, or so far before them that this much is left. */
    uint32_t begin = sample_ring_has(ring, *first) ? *first : oldest;
    uint32_t missed = begin - *first;
    if (missed >= *count || ring->stored == 0) {
        return false;
    }
    uint32_t wanted = *count - missed;
    uint32_t held = ring->next_index - begin;
    *first = begin;
    *count = (uint16_t)(wanted < held ? wanted : held);
    return true;
}
