#include "cue_motion.h"
#include "sensor_parts.h"

static bool is_capable(const sensor *self, uint32_t capability)
{
    return (self->hardware->capabilities & capability) != 0;
}

static void begin(sensor_action *action, uint32_t now_us, uint32_t length_us)
{
    action->under_way = true;
    action->began_us = now_us;
    action->length_us = length_us;
}

static pl_status start(sensor *self)
{
    if (self->state == SENSOR_STREAMING) {
        return PL_STATUS_OK;
    }
    bool magnetometer;
    if (sensor_packing(self, &magnetometer) == 0 || !self->stream_subscribed) {
        return PL_STATUS_NOT_NOW;
    }
    self->state = SENSOR_STREAMING;
    sensor_begin_live(self);
    return PL_STATUS_OK;
}

static pl_status configure(sensor *self, const pl_configuration *wanted)
{
    const sensor_hardware *hardware = self->hardware;
    bool lacks_magnetometer =
        wanted->magnetometer && !is_capable(self, PL_CAPABILITY_MAGNETOMETER);
    if (lacks_magnetometer || !hardware->supports(hardware->context, wanted)) {
        return PL_STATUS_UNSUPPORTED;
    }
    if (self->state == SENSOR_STREAMING || self->resend_left > 0) {
        return PL_STATUS_NOT_NOW;
    }
    if (!hardware->configure(hardware->context, wanted)) {
        return PL_STATUS_FAILED;
    }
    self->configuration = *wanted;
    self->run++;
    sample_ring_clear(&self->ring);
    return PL_STATUS_OK;
}

static pl_status cue(sensor *self, const pl_request *request, uint32_t now_us,
                     pl_response *response)
{
    if (!is_capable(self, PL_CAPABILITY_CUE)) {
        return PL_STATUS_UNSUPPORTED;
    }
    self->cue_pattern = request->parameters.cue.pattern;
    self->cue_strength_percent = request->parameters.cue.strength_percent;
    begin(&self->cue, now_us, cue_length_us(self->cue_pattern));
    response->answer.cue.started_us = now_us;
    return PL_STATUS_OK;
}

static pl_status resend(sensor *self, const pl_request *request, pl_response *response)
{
    if (!is_capable(self, PL_CAPABILITY_RESEND)) {
        return PL_STATUS_UNSUPPORTED;
    }
    if (self->resend_left > 0 || !self->stream_subscribed) {
        return PL_STATUS_NOT_NOW;
    }
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

void sensor_handle_request(sensor *self, const pl_request *request, uint32_t now_us,
                           pl_response *response)
{
    pl_status status = PL_STATUS_OK;
    switch (request->opcode) {
    case PL_START:
        status = start(self);
        break;
    case PL_STOP:
        if (self->state == SENSOR_STREAMING) {
            self->state = SENSOR_STOPPED;
        }
        break;
    case PL_CONFIGURE:
        status = configure(self, &request->parameters.configure);
        break;
    case PL_IDENTIFY:
        begin(&self->blink, now_us, request->parameters.identify.duration_s * 1000000u);
        break;
    case PL_CUE:
        status = cue(self, request, now_us, response);
        break;
    case PL_SYNC:
        response->answer.sync.received_us = now_us;
        status = is_capable(self, PL_CAPABILITY_SYNC) ? PL_STATUS_OK : PL_STATUS_UNSUPPORTED;
        break;
    case PL_STATUS:
        tell_status(self, &response->answer.status);
        break;
    case PL_RESEND:
        status = resend(self, request, response);
        break;
    case PL_POWER_OFF:
        self->off_when_answered = true;
        break;
    default:
        status = PL_STATUS_UNKNOWN_COMMAND;
        break;
    }
    response->status = (uint8_t)status;
}
