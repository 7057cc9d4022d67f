#include "cue_motion.h"
#include "sensor_parts.h"

static bool is_capable(const sensor *self, uint32_t capability)
{
    return (self->hardware->capabilities & capability) != 0;
}

static bool has_fault(const sensor *self, uint8_t fault)
{
    return (self->health.faults & fault) != 0;
}

static void begin(sensor_action *action, uint32_t now_us, uint32_t length_us)
{
    action->under_way = true;
    action->began_us = now_us;
    action->length_us = length_us;
}

/** Whether the sensor has what the command needs, whatever its state. */
static bool is_supported(const sensor *self, const pl_request *request)
{
    const sensor_hardware *hardware = self->hardware;
    switch (request->opcode) {
    case PL_CONFIGURE: {
        const pl_configuration *wanted = &request->parameters.configure;
        return (!wanted->magnetometer || is_capable(self, PL_CAPABILITY_MAGNETOMETER)) &&
               hardware->supports(hardware->context, wanted);
    }
    case PL_IDENTIFY:
        return hardware->has_led;
    case PL_CUE:
        return is_capable(self, PL_CAPABILITY_CUE);
    case PL_SYNC:
        return is_capable(self, PL_CAPABILITY_SYNC);
    case PL_RESEND:
        return is_capable(self, PL_CAPABILITY_RESEND);
    default:
        return true;
    }
}

/** Whether the command may be carried out in this state. */
static bool is_allowed(const sensor *self, const pl_request *request)
{
    bool streaming = self->state == SENSOR_STREAMING;
    if (sensor_open_requests(self) >= SENSOR_OPEN_MAX) {
        return false;
    }
    switch (request->opcode) {
    case PL_START:
        return streaming || sensor_can_send(self);
    case PL_CONFIGURE:
        return !streaming && self->resend_left == 0;
    case PL_RESEND:
        return self->resend_left == 0 && sensor_can_send(self);
    default:
        return true;
    }
}

static pl_status start(sensor *self)
{
    if (self->state == SENSOR_STREAMING) {
        return PL_STATUS_OK;
    }
    if (has_fault(self, PL_FAULT_INERTIAL_UNIT)) {
        return PL_STATUS_FAILED;
    }
    self->state = SENSOR_STREAMING;
    sensor_begin_live(self);
    return PL_STATUS_OK;
}

/** A new run begins even when nothing differs: the hub need not know what was set before. */
static pl_status configure(sensor *self, const pl_configuration *wanted)
{
    if (!self->hardware->configure(self->hardware->context, wanted)) {
        return PL_STATUS_FAILED;
    }
    self->configuration = *wanted;
    self->run++;
    sample_ring_clear(&self->ring);
    return PL_STATUS_OK;
}

static pl_status cue(sensor *self, const pl_request *request, pl_response *response)
{
    const sensor_hardware *hardware = self->hardware;
    uint8_t strength_percent = request->parameters.cue.strength_percent;
    uint32_t began_us;
    if (has_fault(self, PL_FAULT_MOTOR) ||
        !hardware->begin_motor(hardware->context, strength_percent, &began_us)) {
        return PL_STATUS_FAILED;
    }
    self->cue_pattern = request->parameters.cue.pattern;
    self->cue_strength_percent = strength_percent;
    begin(&self->cue, began_us, cue_length_us(self->cue_pattern));
    response->answer.cue.started_us = began_us;
    return PL_STATUS_OK;
}

static pl_status resend(sensor *self, const pl_request *request, pl_response *response)
{
    uint32_t first = request->parameters.resend.first_index;
    uint16_t count = request->parameters.resend.count;
    if (!sample_ring_clip(&self->ring, &first, &count)) {
        return PL_STATUS_GONE;
    }
    self->resend_index = first;
    self->resend_left = count;
    response->answer.resend.first_index = first;
    response->answer.resend.count = count;
    return PL_STATUS_OK;
}

static void tell_status(const sensor *self, pl_status_answer *status)
{
    bool keeps = is_capable(self, PL_CAPABILITY_RESEND);
    status->streaming = self->state == SENSOR_STREAMING;
    status->battery_percent = self->health.battery_percent;
    status->temperature_centi_c = self->health.temperature_centi_c;
    status->next_index = self->ring.next_index;
    status->oldest_index = keeps ? sample_ring_oldest(&self->ring) : self->ring.next_index;
    status->skipped_samples = self->skipped_samples;
    status->faults = self->health.faults;
}

static pl_status carry_out(sensor *self, const pl_request *request, uint32_t now_us,
                           pl_response *response)
{
    switch (request->opcode) {
    case PL_START:
        return start(self);
    case PL_STOP:
        if (self->state == SENSOR_STREAMING) {
            self->state = SENSOR_STOPPED;
        }
        return PL_STATUS_OK;
    case PL_CONFIGURE:
        return configure(self, &request->parameters.configure);
    case PL_IDENTIFY:
        begin(&self->blink, now_us, request->parameters.identify.duration_s * 1000000u);
        return PL_STATUS_OK;
    case PL_CUE:
        return cue(self, request, response);
    case PL_SYNC:
        response->answer.sync.received_us = now_us;
        return PL_STATUS_OK;
    case PL_STATUS:
        tell_status(self, &response->answer.status);
        return PL_STATUS_OK;
    case PL_RESEND:
        return resend(self, request, response);
    case PL_POWER_OFF:
        self->off_asked = true;
        return PL_STATUS_OK;
    default:
        return PL_STATUS_UNKNOWN_COMMAND;
    }
}

void sensor_handle_request(sensor *self, const pl_request *request, uint32_t now_us,
                           pl_response *response)
{
    pl_status status;
    if (!is_supported(self, request)) {
        status = PL_STATUS_UNSUPPORTED;
    } else if (!is_allowed(self, request)) {
        status = PL_STATUS_NOT_NOW;
    } else {
        status = carry_out(self, request, now_us, response);
    }
    response->status = (uint8_t)status;
}
