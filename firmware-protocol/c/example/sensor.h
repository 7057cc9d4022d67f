/**
 * A sensor of the Plumbline protocol as a state machine: what happens is told to it, with the time,
 * and what shall happen is asked of it. It touches no hardware, allocates nothing and never waits.
 *
 * A main loop calls `sensor_tick` every 10 ms or more often and after each event; then it hands
 * the radio what the functions named peek give. Where the radio took it, the function named sent is
 * called next, before any other; where the radio had no memory, nothing is, and the same is given
 * again later. Then it sets motor, LED and advertising as asked. When the state has become
 * SENSOR_OFF, it ends the connection and cuts the power. All calls come from one thread: an interrupt
 * notes its event and the time, and leaves the call to the main loop.
 *
 * Times are readings of the sensor's one clock, µs modulo 2^32.
 */
#ifndef SENSOR_H
#define SENSOR_H

#include "sample_ring.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Requests that the hub may have open; one more is answered `notNow`. */
#define SENSOR_OPEN_MAX 4

/** Responses there is room for; a hub that asks on beyond them is refused with an ATT error. */
#define SENSOR_RESPONSES_MAX 8

/** ATT errors with which a write of Control is refused. */
#define ATT_SUCCESS 0x00
#define ATT_INVALID_LENGTH 0x0d
#define ATT_INSUFFICIENT_RESOURCES 0x11
#define ATT_NOT_SUBSCRIBED 0xfd

typedef enum sensor_state {
    /** The connection is to be ended and the power cut; only `sensor_power_on` leads out. */
    SENSOR_OFF,
    SENSOR_WAITING,
    SENSOR_STOPPED,
    SENSOR_STREAMING
} sensor_state;

/** What the sensor is made of; must outlive the sensor. */
typedef struct sensor_hardware {
    const char *serial;
    const char *firmware;
    /** PL_CAPABILITY bits. */
    uint32_t capabilities;
    /** µT of one count; 0 without a magnetometer. */
    float magnetic_scale_ut;
    /** Whether there is an LED to blink with. */
    bool has_led;
    /** Whether the inertial unit has exactly these rates and ranges. */
    bool (*supports)(void *context, const pl_configuration *wanted);
    /**
     * Makes the inertial unit measure so and keeps that for the next power-on.
     * @return false when the hardware did not do it; all is then as it was
     */
    bool (*configure)(void *context, const pl_configuration *wanted);
    /**
     * Runs the motor at this strength, for a cue; after that `sensor_motor_percent` is asked.
     * @param began_us the clock when the motor was driven, not when the request came in
     * @return false when the motor does not run
     */
    bool (*begin_motor)(void *context, uint8_t strength_percent, uint32_t *began_us);
    /** Given to the functions above. */
    void *context;
} sensor_hardware;

/** What the hardware measures of itself. */
typedef struct sensor_health {
    /** 0 to 100, or PL_BATTERY_UNKNOWN. */
    uint8_t battery_percent;
    /** 0.01 °C, or PL_TEMPERATURE_UNKNOWN. */
    int16_t temperature_centi_c;
    bool charging;
    /** PL_FAULT bits as they stand now; that of the battery is the sensor's own. */
    uint8_t faults;
} sensor_health;

/** A motor or LED at work since `began_us`. */
typedef struct sensor_action {
    bool under_way;
    uint32_t began_us;
    uint32_t length_us;
} sensor_action;

/** Read it if you like; change it through the functions below alone. */
typedef struct sensor {
    const sensor_hardware *hardware;
    pl_configuration configuration;
    uint32_t run;
    sensor_health health;
    /** PL_BATTERY_UNKNOWN before the first time. */
    uint8_t battery_told_percent;
    uint32_t battery_told_us;

    sensor_state state;
    /** Since when it has waited for a connection without a charger. */
    uint32_t waiting_since_us;
    uint16_t mtu;
    bool stream_subscribed;
    bool control_subscribed;

    sample_ring ring;
    uint16_t sequence;
    /** Of the next sample to send live. */
    uint32_t live_index;
    uint32_t skipped_samples;
    /** Of the next sample to send again, and how many are left; 0 when no resend is under way. */
    uint32_t resend_index;
    uint32_t resend_left;

    /** Answers that wait for the radio, the oldest at `first_response`. */
    pl_response responses[SENSOR_RESPONSES_MAX];
    uint8_t first_response;
    uint8_t response_count;
    bool awaits_confirmation;
    /** `powerOff` was accepted; its answer was handed to the radio, and when. */
    bool off_asked;
    bool off_answered;
    uint32_t off_answered_us;

    sensor_action blink;
    sensor_action cue;
    uint8_t cue_pattern;
    uint8_t cue_strength_percent;
} sensor;

/**
 * Switches on: begins to sample at index 0 and to wait for a hub.
 * @param configuration that of before the power-off, already set in the inertial unit
 * @param run a random number; `configure` counts on from it
 */
void sensor_power_on(sensor *self, const sensor_hardware *hardware,
                     const pl_configuration *configuration, uint32_t run, uint32_t now_us);

/** Lets time pass: ends what has lasted its time, gives up what has waited too long. */
void sensor_tick(sensor *self, uint32_t now_us);

/** A sample was taken at `clock_us`, its data-ready instant. */
void sensor_sample_taken(sensor *self, const pl_sample *sample, uint32_t clock_us);

/** A `battery_percent` above 100 is taken as unknown. */
void sensor_set_health(sensor *self, const sensor_health *health);

/** Whether the Battery level is to be notified now: on a change, at most once in 10 s. */
bool sensor_peek_battery_level(const sensor *self, uint32_t now_us, uint8_t *percent);

/** The radio took that level. */
void sensor_sent_battery_level(sensor *self, uint32_t now_us);

void sensor_connected(sensor *self);
void sensor_disconnected(sensor *self, uint32_t now_us);
void sensor_mtu_agreed(sensor *self, uint16_t mtu);
void sensor_stream_subscribed(sensor *self, bool subscribed);
void sensor_control_subscribed(sensor *self, bool subscribed);

/** Ends everything, the state is SENSOR_OFF then: the battery is empty, the button was pressed. */
void sensor_switch_off(sensor *self);

/**
 * A request was written to Control.
 * @param now_us when the write arrived; read in the radio's callback
 * @return ATT_SUCCESS, or the ATT error that refuses the write
 */
uint8_t sensor_control_written(sensor *self, const uint8_t *bytes, size_t length, uint32_t now_us);

/**
 * The next response, to be offered to the radio at once: `now_us` goes into the answer of `sync`.
 * @param bytes room for PL_RESPONSE_BYTES_MAX
 * @return its length; 0 when there is none, or the hub has not confirmed the one before
 */
size_t sensor_peek_indication(sensor *self, uint32_t now_us, uint8_t *bytes);

/** The radio took that response; the next one waits for its confirmation. */
void sensor_sent_indication(sensor *self, uint32_t now_us);

/** The hub has confirmed the indication. */
void sensor_indication_confirmed(sensor *self);

/**
 * The next stream notification, to be offered to the radio at once: live before refilled.
 * @param bytes room for `capacity`, MTU − 3 or more
 * @return its length; 0 when there is none
 */
size_t sensor_peek_notification(sensor *self, uint8_t *bytes, size_t capacity);

/** The radio took that notification. */
void sensor_sent_notification(sensor *self);

/** The Info value as it is now; `bytes` has room for PL_INFO_BYTES_MAX. @return its length */
size_t sensor_info(const sensor *self, uint8_t *bytes);

bool sensor_advertises(const sensor *self);

/** The strength at which the motor shall run; 0 for off. `begin_motor` alone begins a cue. */
uint8_t sensor_motor_percent(const sensor *self, uint32_t now_us);

bool sensor_led_is_on(const sensor *self, uint32_t now_us);

#ifdef __cplusplus
}
#endif

#endif
