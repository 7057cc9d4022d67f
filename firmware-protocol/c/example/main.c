/**
 * A sensor on a host: plays the hardware for sensor.c, so that a test can be its hub.
 *
 *     sensor CAPABILITIES CLOCK_US        (the clock's reading at the start, modulo 2^32)
 *
 * Each line of stdin is an event; what the sensor does about it comes on stdout as lines
 * `CLOCK_US word value`, and then a line with a dot.
 *
 *     power RUN | button | connect | disconnect | mtu N | stream 0/1 | control 0/1
 *     write HEX | confirm | radio N (notifications it will take) | run US (time passes)
 *     refuse N (times the radio has no memory) | lag US (from a write to its handling)
 *     battery PERCENT | temperature CENTI_C | charger 0/1 | faults BITS
 *     fail 0/1 (inertial unit and motor do not obey) | led 0/1 (whether it has one)
 *     index N (as if the run were that old) | info
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../host/hex.h"
#include "inertial_unit.h"
#include "sensor.h"

enum { LINE_CHARACTERS = 2048, BYTES_MAX = 1024, STEP_US = 1000 };

typedef struct host {
    sensor sensor;
    sensor_hardware hardware;
    inertial_unit unit;
    sensor_health health;
    uint64_t now_us;
    uint32_t clock_began_us;
    /** Notifications that the radio will take. */
    uint32_t radio_room;
    /** How often the radio will have no memory for what it is handed. */
    uint32_t refusals;
    uint64_t lag_us;
    bool hardware_fails;
    bool connected;
    /** What was last shown. */
    bool advertises;
    bool led;
    uint8_t motor_percent;
} host;

static uint32_t clock_us(const host *self)
{
    return (uint32_t)(self->clock_began_us + self->now_us);
}

static void show(const host *self, const char *word, uint32_t value)
{
    printf("%" PRIu32 " %s %" PRIu32 "\n", clock_us(self), word, value);
}

static void show_bytes(const host *self, const char *word, const uint8_t *bytes, size_t length)
{
    printf("%" PRIu32 " %s ", clock_us(self), word);
    hex_print(bytes, length);
    printf("\n");
}

static bool supports(void *context, const pl_configuration *wanted)
{
    (void)context;
    return inertial_unit_supports(wanted);
}

/** A real sensor would write the configuration to its flash here. */
static bool configure(void *context, const pl_configuration *wanted)
{
    host *self = context;
    if (self->hardware_fails) {
        return false;
    }
    inertial_unit_begin(&self->unit, wanted, self->now_us);
    return true;
}

static bool begin_motor(void *context, uint8_t strength_percent, uint32_t *began_us)
{
    host *self = context;
    if (self->hardware_fails) {
        return false;
    }
    *began_us = clock_us(self);
    self->motor_percent = strength_percent;
    show(self, "motor", strength_percent);
    return true;
}

/** Whether the radio has memory for what it is about to be handed. */
static bool radio_takes(host *self)
{
    if (self->refusals == 0) {
        return true;
    }
    self->refusals--;
    return false;
}

/** Gives the radio what it takes, and the outputs their state. */
static void serve(host *self)
{
    uint8_t bytes[PL_MESSAGE_BYTES_MAX];
    size_t length;
    sensor_tick(&self->sensor, clock_us(self));
    while ((length = sensor_peek_indication(&self->sensor, clock_us(self), bytes)) > 0 &&
           radio_takes(self)) {
        sensor_sent_indication(&self->sensor, clock_us(self));
        show_bytes(self, "indicate", bytes, length);
    }
    while (self->radio_room > 0 &&
           (length = sensor_peek_notification(&self->sensor, bytes, sizeof bytes)) > 0 &&
           radio_takes(self)) {
        sensor_sent_notification(&self->sensor);
        self->radio_room--;
        show_bytes(self, "notify", bytes, length);
    }
    uint8_t percent;
    if (sensor_peek_battery_level(&self->sensor, clock_us(self), &percent) && radio_takes(self)) {
        sensor_sent_battery_level(&self->sensor, clock_us(self));
        show(self, "battery", percent);
    }
    if (self->connected && self->sensor.state == SENSOR_OFF) {
        self->connected = false;
        show(self, "connected", 0);
    }
    if (self->advertises != sensor_advertises(&self->sensor)) {
        self->advertises = !self->advertises;
        show(self, "advertise", self->advertises);
    }
    if (self->led != sensor_led_is_on(&self->sensor, clock_us(self))) {
        self->led = !self->led;
        show(self, "led", self->led);
    }
    uint8_t motor_percent = sensor_motor_percent(&self->sensor, clock_us(self));
    if (self->motor_percent != motor_percent) {
        self->motor_percent = motor_percent;
        show(self, "motor", motor_percent);
    }
}

/** Lets time pass in steps of a millisecond, cut where a sample is due, the main loop idle or busy. */
static void pass(host *self, uint64_t length_us, bool is_busy)
{
    uint64_t end_us = self->now_us + length_us;
    while (self->now_us < end_us) {
        uint64_t next_us = self->now_us + STEP_US;
        uint64_t due_us = inertial_unit_due_us(&self->unit);
        next_us = next_us < end_us ? next_us : end_us;
        self->now_us = next_us < due_us ? next_us : due_us;
        if (self->now_us == due_us) {
            pl_sample sample;
            inertial_unit_read(&self->unit, &sample);
            sensor_sample_taken(&self->sensor, &sample, clock_us(self));
        }
        if (!is_busy) {
            serve(self);
        }
    }
}

static void write_control(host *self, const char *hex)
{
    uint8_t bytes[BYTES_MAX];
    size_t length = 0;
    if (!hex_read(hex, bytes, sizeof bytes, &length)) {
        exit(2);
    }
    /* Bytes of their own, so that a sanitizer sees a read behind them. */
    uint8_t *block = malloc(length + 1);
    if (block == NULL) {
        exit(2);
    }
    memcpy(block, bytes, length);
    /* The radio noted the time; the main loop comes to it later. */
    uint32_t arrived_us = clock_us(self);
    pass(self, self->lag_us, true);
    show(self, "att", sensor_control_written(&self->sensor, block, length, arrived_us));
    free(block);
}

static void power_on(host *self, uint32_t run_number)
{
    self->hardware.context = self;
    inertial_unit_begin(&self->unit, &self->unit.configuration, self->now_us);
    sensor_power_on(&self->sensor, &self->hardware, &self->unit.configuration, run_number,
                    clock_us(self));
}

static void show_info(const host *self)
{
    uint8_t bytes[PL_INFO_BYTES_MAX];
    show_bytes(self, "info", bytes, sensor_info(&self->sensor, bytes));
}

/** What the hardware finds of itself. @return false for an event that is another */
static bool change_health(host *self, const char *event, long long number)
{
    if (strcmp(event, "battery") == 0) {
        self->health.battery_percent = (uint8_t)number;
    } else if (strcmp(event, "temperature") == 0) {
        self->health.temperature_centi_c = (int16_t)number;
    } else if (strcmp(event, "charger") == 0) {
        self->health.charging = number != 0;
    } else if (strcmp(event, "faults") == 0) {
        self->health.faults = (uint8_t)number;
    } else {
        return false;
    }
    sensor_set_health(&self->sensor, &self->health);
    return true;
}

static void handle(host *self, const char *event, const char *rest)
{
    long long number = strtoll(rest, NULL, 10);
    if (strcmp(event, "power") == 0) {
        power_on(self, (uint32_t)number);
    } else if (strcmp(event, "button") == 0) {
        sensor_switch_off(&self->sensor);
    } else if (strcmp(event, "connect") == 0) {
        /* Only what advertises can be connected to. */
        self->connected = self->advertises;
        sensor_connected(&self->sensor);
    } else if (strcmp(event, "disconnect") == 0) {
        self->connected = false;
        sensor_disconnected(&self->sensor, clock_us(self));
    } else if (strcmp(event, "mtu") == 0) {
        sensor_mtu_agreed(&self->sensor, (uint16_t)number);
    } else if (strcmp(event, "stream") == 0) {
        sensor_stream_subscribed(&self->sensor, number != 0);
    } else if (strcmp(event, "control") == 0) {
        sensor_control_subscribed(&self->sensor, number != 0);
    } else if (strcmp(event, "write") == 0) {
        write_control(self, rest);
    } else if (strcmp(event, "confirm") == 0) {
        sensor_indication_confirmed(&self->sensor);
    } else if (strcmp(event, "radio") == 0) {
        self->radio_room = (uint32_t)number;
    } else if (strcmp(event, "run") == 0) {
        pass(self, (uint64_t)number, false);
    } else if (strcmp(event, "led") == 0) {
        self->hardware.has_led = number != 0;
    } else if (strcmp(event, "fail") == 0) {
        self->hardware_fails = number != 0;
    } else if (strcmp(event, "refuse") == 0) {
        self->refusals = (uint32_t)number;
    } else if (strcmp(event, "lag") == 0) {
        self->lag_us = (uint64_t)number;
    } else if (strcmp(event, "index") == 0) {
        self->sensor.ring.next_index = (uint32_t)number;
    } else if (strcmp(event, "info") == 0) {
        show_info(self);
    } else if (!change_health(self, event, number)) {
        fprintf(stderr, "no such event: %s\n", event);
        exit(2);
    }
    serve(self);
}

int main(int count, char **arguments)
{
    static const pl_configuration as_sold = {100, 16, 2000, false};
    static host self;
    if (count != 3) {
        fprintf(stderr, "usage: sensor CAPABILITIES CLOCK_US\n");
        return 2;
    }
    self.hardware.serial = "PL-EXAMPLE";
    self.hardware.firmware = "1.0.0";
    self.hardware.capabilities = (uint32_t)strtoul(arguments[1], NULL, 10);
    bool has_magnetometer = (self.hardware.capabilities & PL_CAPABILITY_MAGNETOMETER) != 0;
    self.hardware.magnetic_scale_ut = has_magnetometer ? 0.15f : 0.0f;
    self.hardware.has_led = true;
    self.hardware.supports = supports;
    self.hardware.configure = configure;
    self.hardware.begin_motor = begin_motor;
    self.clock_began_us = (uint32_t)strtoul(arguments[2], NULL, 10);
    self.unit.configuration = as_sold;
    self.health.battery_percent = PL_BATTERY_UNKNOWN;
    self.health.temperature_centi_c = PL_TEMPERATURE_UNKNOWN;

    char line[LINE_CHARACTERS];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char event[16];
        int after = 0;
        if (sscanf(line, "%15s%n", event, &after) == 1) {
            handle(&self, event, line + after + strspn(line + after, " "));
        }
        printf(".\n");
        fflush(stdout);
    }
    return 0;
}
