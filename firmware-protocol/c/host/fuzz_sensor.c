#include <string.h>

#include "../example/inertial_unit.h"
#include "../example/sensor.h"
#include "fuzz.h"

/** What is left of the input; zeros follow its end. */
typedef struct input {
    const uint8_t *at;
    size_t left;
} input;

/** The sensor and what a hub knows of it. */
typedef struct fuzzed {
    sensor sensor;
    uint32_t now_us;
    uint16_t mtu;
    uint16_t sequence;
    /** Requests taken and not yet answered. */
    unsigned open;
    bool awaits_confirmation;
    /** Of the live samples that came; a new one begins at index 0 again. */
    uint32_t run;
    bool has_live;
    uint32_t live_index;
} fuzzed;

static const pl_configuration as_sold = {100, 16, 2000, false};

static uint8_t next_byte(input *from)
{
    if (from->left == 0) {
        return 0;
    }
    from->left--;
    return *from->at++;
}

static bool supports(void *context, const pl_configuration *wanted)
{
    (void)context;
    return inertial_unit_supports(wanted);
}

/** Fails at one range, so that this way is walked too. */
static bool configure(void *context, const pl_configuration *wanted)
{
    (void)context;
    return wanted->acceleration_range_g != 4;
}

/** Fails at one strength, likewise. */
static bool begin_motor(void *context, uint8_t strength_percent, uint32_t *began_us)
{
    const fuzzed *self = context;
    *began_us = self->now_us;
    return strength_percent != 1;
}

static void link_ended(fuzzed *self)
{
    self->mtu = 23;
    self->sequence = 0;
    self->open = 0;
    self->awaits_confirmation = false;
    self->has_live = false;
}

static void write_control(fuzzed *self, const uint8_t *bytes, size_t length)
{
    if (sensor_control_written(&self->sensor, bytes, length, self->now_us) == ATT_SUCCESS) {
        self->open++;
    }
    fuzz_check(self->open <= SENSOR_RESPONSES_MAX, "keeps no more requests than it has room for");
}

/** A request of any opcode with small numbers, which are in range more often than any bytes. */
static void write_nearly_valid(fuzzed *self, input *from)
{
    static const uint16_t rates_hz[] = {60, 100, 120, 200, 400, 401};
    pl_request request;
    uint8_t bytes[PL_REQUEST_BYTES_MAX];
    size_t length = 0;
    memset(&request, 0, sizeof request);
    request.opcode = next_byte(from) % 11;
    request.tag = next_byte(from);
    uint8_t choice = next_byte(from);
    if (request.opcode == PL_CONFIGURE) {
        request.parameters.configure.rate_hz = rates_hz[choice % 6];
        request.parameters.configure.acceleration_range_g = choice % 2 ? 16 : 4;
        request.parameters.configure.angular_rate_range_dps = 2000;
        request.parameters.configure.magnetometer = choice % 3 == 0;
    } else if (request.opcode == PL_IDENTIFY) {
        request.parameters.identify.duration_s = choice % 32;
    } else if (request.opcode == PL_CUE) {
        request.parameters.cue.pattern = choice % 6;
        request.parameters.cue.strength_percent = next_byte(from);
    } else if (request.opcode == PL_RESEND) {
        request.parameters.resend.first_index = self->sensor.ring.next_index - choice;
        request.parameters.resend.count = next_byte(from);
    }
    if (pl_request_encode(&request, bytes, sizeof bytes, &length) == PL_OK) {
        write_control(self, bytes, length);
    }
}

static void write_noise(fuzzed *self, input *from)
{
    uint8_t bytes[32];
    size_t length = next_byte(from) % (sizeof bytes + 1);
    for (size_t i = 0; i < length; i++) {
        bytes[i] = next_byte(from);
    }
    write_control(self, bytes, length);
}

static void take_notification(fuzzed *self, bool radio_takes)
{
    uint8_t bytes[PL_MESSAGE_BYTES_MAX];
    size_t length = sensor_peek_notification(&self->sensor, bytes, sizeof bytes);
    if (length == 0 || !radio_takes) {
        return;
    }
    sensor_sent_notification(&self->sensor);
    pl_stream_header header;
    pl_sample samples[PL_STREAM_SAMPLES_MAX];
    fuzz_check(pl_stream_decode(bytes, length, &header, samples, PL_STREAM_SAMPLES_MAX) == PL_OK,
               "a notification can be read");
    fuzz_check(length + 3 <= self->mtu, "a notification fits the MTU");
    fuzz_check(header.sequence == self->sequence++, "the sequence number rises by one");
    if ((header.flags & PL_STREAM_REFILLED) == 0) {
        fuzz_check(self->sensor.state == SENSOR_STREAMING, "live samples flow while streaming");
        self->has_live = self->has_live && self->run == self->sensor.run;
        fuzz_check(!self->has_live || header.first_index - self->live_index < UINT32_MAX / 2,
                   "live samples come in order");
        self->has_live = true;
        self->run = self->sensor.run;
        self->live_index = header.first_index + header.sample_count;
    }
}

static void take_indication(fuzzed *self, bool radio_takes)
{
    uint8_t bytes[PL_RESPONSE_BYTES_MAX];
    bool is_due = self->sensor.response_count > 0 && !self->sensor.awaits_confirmation;
    size_t length = sensor_peek_indication(&self->sensor, self->now_us, bytes);
    fuzz_check((length > 0) == is_due, "every request is answered");
    if (length == 0 || !radio_takes) {
        return;
    }
    sensor_sent_indication(&self->sensor, self->now_us);
    pl_response response;
    fuzz_check(pl_response_decode(bytes, length, &response) == PL_OK, "a response can be read");
    fuzz_check(self->open > 0, "a response answers a request");
    fuzz_check(!self->awaits_confirmation,
               "an indication waits until the one before is confirmed");
    self->awaits_confirmation = true;
    self->open--;
}

static void take_samples(fuzzed *self, unsigned count)
{
    pl_sample sample;
    memset(&sample, 0, sizeof sample);
    for (unsigned i = 0; i < count; i++) {
        self->now_us += 10000;
        sensor_sample_taken(&self->sensor, &sample, self->now_us);
        sensor_tick(&self->sensor, self->now_us);
    }
}

/** Any of what a faulty gauge may tell. */
static void change_health(fuzzed *self, input *from)
{
    sensor_health health;
    health.battery_percent = next_byte(from);
    health.temperature_centi_c = (int16_t)(next_byte(from) * 256 - 32768);
    health.charging = next_byte(from) % 2 == 0;
    health.faults = next_byte(from);
    sensor_set_health(&self->sensor, &health);
    uint8_t percent = 0;
    if (sensor_peek_battery_level(&self->sensor, self->now_us, &percent)) {
        sensor_sent_battery_level(&self->sensor, self->now_us);
    }
    fuzz_check(percent <= 100, "the battery level is a percentage");
}

static void event(fuzzed *self, input *from)
{
    switch (next_byte(from) % 17) {
    case 0:
        write_noise(self, from);
        break;
    case 1:
    case 2:
    case 3:
        write_nearly_valid(self, from);
        break;
    case 4:
    case 5:
        take_samples(self, next_byte(from) % 64);
        break;
    case 6:
        sensor_indication_confirmed(&self->sensor);
        self->awaits_confirmation = false;
        break;
    case 7:
        sensor_connected(&self->sensor);
        break;
    case 8:
        sensor_disconnected(&self->sensor, self->now_us);
        link_ended(self);
        break;
    case 9:
        self->mtu = (uint16_t)(23 + 2 * next_byte(from));
        sensor_mtu_agreed(&self->sensor, self->mtu);
        break;
    case 10:
        sensor_stream_subscribed(&self->sensor, next_byte(from) % 4 != 0);
        break;
    case 11: {
        bool subscribed = next_byte(from) % 4 != 0;
        sensor_control_subscribed(&self->sensor, subscribed);
        self->open = subscribed ? self->open : 0;
        break;
    }
    case 12:
        self->now_us += (uint32_t)next_byte(from) << 20;
        sensor_tick(&self->sensor, self->now_us);
        break;
    case 13:
        take_indication(self, next_byte(from) % 4 != 0);
        break;
    case 14:
        change_health(self, from);
        break;
    default:
        take_notification(self, next_byte(from) % 4 != 0);
        break;
    }
    fuzz_check(sensor_motor_percent(&self->sensor, self->now_us) <= 100, "the motor's strength");
    fuzz_check(self->sensor.state != SENSOR_STREAMING ||
                   self->sensor.ring.next_index - self->sensor.live_index < SAMPLE_RING_DEPTH,
               "live samples that fill the ring buffer are skipped");
    fuzz_check(self->sensor.state != SENSOR_OFF || !sensor_led_is_on(&self->sensor, self->now_us),
               "a sensor that is off is dark");
}

void fuzz_sensor(const uint8_t *data, size_t size)
{
    static fuzzed self;
    sensor_hardware hardware = {"PL-FUZZ", "1", 0, 0.15f, true, supports, configure, begin_motor,
                                &self};
    input from = {data, size};
    hardware.capabilities = next_byte(&from);
    self.now_us = UINT32_MAX - 1000000u;
    link_ended(&self);
    sensor_power_on(&self.sensor, &hardware, &as_sold, 1, self.now_us);
    /* Close to the wrap of the index, and linked and subscribed, which any bytes seldom reach. */
    self.sensor.ring.next_index = UINT32_MAX - next_byte(&from);
    sensor_connected(&self.sensor);
    sensor_stream_subscribed(&self.sensor, true);
    sensor_control_subscribed(&self.sensor, true);
    while (from.left > 0) {
        event(&self, &from);
    }
    uint8_t info[PL_INFO_BYTES_MAX];
    fuzz_check(sensor_info(&self.sensor, info) > 0, "Info can be told");
}
