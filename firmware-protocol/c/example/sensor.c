#include "sensor.h"

#include "cue_motion.h"
#include "sensor_parts.h"

#define WAITING_US_MAX (15u * 60u * 1000000u)
#define BLINK_US 250000u
/** A gauge that tells more does not know. */
#define BATTERY_PERCENT_MAX 100
#define BATTERY_LOW_PERCENT 10
/** Above the one at which it is low, so that the fault does not come and go with the load. */
#define BATTERY_GOOD_PERCENT 12
/** The battery level is told no more often than this. */
#define BATTERY_PAUSE_US 10000000u
/** How long the answer to `powerOff` may go unconfirmed once the radio has it. */
#define POWER_OFF_US 500000u
/** The MTU of a link on which none was exchanged. */
#define MTU_DEFAULT 23

/** Everything that belongs to one connection. */
static void forget_link(sensor *self)
{
    self->mtu = MTU_DEFAULT;
    self->stream_subscribed = false;
    self->control_subscribed = false;
    self->sequence = 0;
    self->resend_left = 0;
    sensor_forget_responses(self);
}

static void expire(sensor_action *action, uint32_t now_us)
{
    if (now_us - action->began_us >= action->length_us) {
        action->under_way = false;
    }
}

void sensor_power_on(sensor *self, const sensor_hardware *hardware,
                     const pl_configuration *configuration, uint32_t run, uint32_t now_us)
{
    self->hardware = hardware;
    self->configuration = *configuration;
    self->run = run;
    self->health.battery_percent = PL_BATTERY_UNKNOWN;
    self->health.temperature_centi_c = PL_TEMPERATURE_UNKNOWN;
    self->health.charging = false;
    self->health.faults = 0;
    self->battery_told_percent = PL_BATTERY_UNKNOWN;
    self->state = SENSOR_WAITING;
    self->waiting_since_us = now_us;
    self->live_index = 0;
    self->skipped_samples = 0;
    self->off_asked = false;
    self->off_answered = false;
    self->blink.under_way = false;
    self->cue.under_way = false;
    sample_ring_clear(&self->ring);
    forget_link(self);
}

void sensor_switch_off(sensor *self)
{
    self->state = SENSOR_OFF;
    self->off_asked = false;
    self->off_answered = false;
    self->blink.under_way = false;
    self->cue.under_way = false;
    forget_link(self);
}

void sensor_tick(sensor *self, uint32_t now_us)
{
    expire(&self->blink, now_us);
    expire(&self->cue, now_us);
    sensor_give_up_late(self, now_us);
    if (self->health.charging) {
        self->waiting_since_us = now_us;
    }
    bool is_forgotten =
        self->state == SENSOR_WAITING && now_us - self->waiting_since_us >= WAITING_US_MAX;
    bool is_unconfirmed = self->off_answered && now_us - self->off_answered_us >= POWER_OFF_US;
    if (is_forgotten || is_unconfirmed) {
        sensor_switch_off(self);
    }
}

void sensor_sample_taken(sensor *self, const pl_sample *sample, uint32_t clock_us)
{
    if (self->state != SENSOR_OFF) {
        sample_ring_push(&self->ring, clock_us, sample);
    }
}

void sensor_set_health(sensor *self, const sensor_health *health)
{
    bool was_low = (self->health.faults & PL_FAULT_BATTERY_LOW) != 0;
    self->health = *health;
    if (health->battery_percent > BATTERY_PERCENT_MAX) {
        self->health.battery_percent = PL_BATTERY_UNKNOWN;
    }
    self->health.faults &= (uint8_t)~PL_FAULT_BATTERY_LOW;
    if (health->battery_percent < (was_low ? BATTERY_GOOD_PERCENT : BATTERY_LOW_PERCENT)) {
        self->health.faults |= PL_FAULT_BATTERY_LOW;
    }
}

bool sensor_peek_battery_level(const sensor *self, uint32_t now_us, uint8_t *percent)
{
    uint8_t level = self->health.battery_percent;
    bool is_news = level != PL_BATTERY_UNKNOWN && level != self->battery_told_percent;
    bool is_soon = self->battery_told_percent != PL_BATTERY_UNKNOWN &&
                   now_us - self->battery_told_us < BATTERY_PAUSE_US;
    if (!is_news || is_soon) {
        return false;
    }
    *percent = level;
    return true;
}

void sensor_sent_battery_level(sensor *self, uint32_t now_us)
{
    self->battery_told_percent = self->health.battery_percent;
    self->battery_told_us = now_us;
}

void sensor_connected(sensor *self)
{
    if (self->state == SENSOR_WAITING) {
        self->state = SENSOR_STOPPED;
    }
}

void sensor_disconnected(sensor *self, uint32_t now_us)
{
    if (self->state == SENSOR_OFF) {
        return;
    }
    forget_link(self);
    self->state = SENSOR_WAITING;
    self->waiting_since_us = now_us;
    /* The hub may have gone before it confirmed: the command holds all the same. */
    if (self->off_asked) {
        sensor_switch_off(self);
    }
}

bool sensor_is_connected(const sensor *self)
{
    return self->state == SENSOR_STOPPED || self->state == SENSOR_STREAMING;
}

void sensor_mtu_agreed(sensor *self, uint16_t mtu)
{
    self->mtu = mtu;
}

/* A stack that restores a subscription before the connection would start a sensor by itself. */

void sensor_stream_subscribed(sensor *self, bool subscribed)
{
    self->stream_subscribed = subscribed && sensor_is_connected(self);
    if (!self->stream_subscribed) {
        sensor_end_stream(self);
    }
}

bool sensor_advertises(const sensor *self)
{
    return self->state == SENSOR_WAITING;
}

uint8_t sensor_motor_percent(const sensor *self, uint32_t now_us)
{
    bool on = self->cue.under_way && cue_is_on(self->cue_pattern, now_us - self->cue.began_us);
    return on ? self->cue_strength_percent : 0;
}

bool sensor_led_is_on(const sensor *self, uint32_t now_us)
{
    uint32_t elapsed_us = now_us - self->blink.began_us;
    return self->blink.under_way && elapsed_us < self->blink.length_us &&
           elapsed_us / BLINK_US % 2 == 0;
}
