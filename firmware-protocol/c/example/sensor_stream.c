#include "sensor_parts.h"

/** How long a live sample may wait for the radio. */
#define WAIT_US_MAX 5000000u

uint8_t sensor_packing(const sensor *self, bool *magnetometer)
{
    uint16_t rate_hz = self->configuration.rate_hz;
    *magnetometer = self->configuration.magnetometer &&
                    pl_samples_per_notification(rate_hz, self->mtu, true) > 0;
    return pl_samples_per_notification(rate_hz, self->mtu, *magnetometer);
}

bool sensor_can_send(const sensor *self)
{
    bool magnetometer;
    return self->stream_subscribed && sensor_packing(self, &magnetometer) > 0;
}

void sensor_end_stream(sensor *self)
{
    if (self->state == SENSOR_STREAMING) {
        self->state = SENSOR_STOPPED;
    }
    self->resend_left = 0;
}

void sensor_begin_live(sensor *self)
{
    self->live_index = self->ring.next_index;
}

/** Live samples that have been taken and not yet sent. */
static uint32_t live_waiting(const sensor *self)
{
    return self->state == SENSOR_STREAMING ? self->ring.next_index - self->live_index : 0;
}

/** All that waits goes at once: sent late, it would only keep what follows it late as well. */
static void skip_live(sensor *self, uint32_t now_us)
{
    uint32_t waiting = live_waiting(self);
    if (waiting == 0) {
        return;
    }
    if (waiting < SAMPLE_RING_DEPTH &&
        now_us - sample_ring_at(&self->ring, self->live_index)->clock_us < WAIT_US_MAX) {
        return;
    }
    self->live_index = self->ring.next_index;
    self->skipped_samples += waiting;
}

/** Leaves out of the resend what has been overwritten since it was promised. */
static void clip_resend(sensor *self)
{
    uint32_t oldest = sample_ring_oldest(&self->ring);
    if (self->resend_left == 0 || sample_ring_has(&self->ring, self->resend_index)) {
        return;
    }
    uint32_t gone = oldest - self->resend_index;
    self->resend_left = gone < self->resend_left ? self->resend_left - gone : 0;
    self->resend_index = oldest;
}

void sensor_give_up_late(sensor *self, uint32_t now_us)
{
    skip_live(self, now_us);
    clip_resend(self);
}

/** Samples of the ring, from `first_index` on, that go out together. */
typedef struct chosen {
    uint8_t flags;
    uint32_t first_index;
    /** 0 when there is nothing to send. */
    uint8_t count;
} chosen;

/** What to send next. Asked twice with nothing between, it chooses the same. */
static chosen choose(sensor *self)
{
    chosen next = {0, 0, 0};
    bool magnetometer;
    uint8_t packed = sensor_packing(self, &magnetometer);
    if (!self->stream_subscribed || packed == 0) {
        return next;
    }
    next.flags = magnetometer ? PL_STREAM_MAGNETOMETER : 0;
    if (live_waiting(self) >= packed && sample_ring_has(&self->ring, self->live_index)) {
        next.first_index = self->live_index;
        next.count = packed;
        return next;
    }
    clip_resend(self);
    next.flags |= PL_STREAM_REFILLED;
    next.first_index = self->resend_index;
    next.count = (uint8_t)(self->resend_left < packed ? self->resend_left : packed);
    return next;
}

size_t sensor_peek_notification(sensor *self, uint8_t *bytes, size_t capacity)
{
    pl_sample samples[PL_PACKED_SAMPLES_MAX];
    chosen next = choose(self);
    if (next.count == 0) {
        return 0;
    }
    for (uint8_t i = 0; i < next.count; i++) {
        samples[i] = sample_ring_at(&self->ring, next.first_index + i)->sample;
    }
    pl_stream_header header;
    header.flags = next.flags;
    header.sequence = self->sequence;
    header.first_index = next.first_index;
    header.clock_us = sample_ring_at(&self->ring, next.first_index)->clock_us;
    header.sample_count = next.count;
    size_t length = 0;
    pl_stream_encode(&header, samples, bytes, capacity, &length);
    return length;
}

void sensor_sent_notification(sensor *self)
{
    chosen sent = choose(self);
    if (sent.count == 0) {
        return;
    }
    self->sequence++;
    if ((sent.flags & PL_STREAM_REFILLED) == 0) {
        self->live_index += sent.count;
    } else {
        self->resend_index += sent.count;
        self->resend_left -= sent.count;
    }
}
