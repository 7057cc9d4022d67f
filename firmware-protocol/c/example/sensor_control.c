#include "sensor_parts.h"

void sensor_forget_responses(sensor *self)
{
    self->first_response = 0;
    self->response_count = 0;
    self->awaits_confirmation = false;
}

void sensor_control_subscribed(sensor *self, bool subscribed)
{
    self->control_subscribed = subscribed && sensor_is_connected(self);
    if (!self->control_subscribed) {
        /* The confirmation of the one on its way still comes, and must free no other. */
        self->response_count = self->awaits_confirmation ? 1 : 0;
        /* The command holds although its answer is dropped. */
        if (self->off_asked && !self->off_answered) {
            sensor_switch_off(self);
        }
    }
}

/** Without the one on its way, which the hub may have read before it confirms it. */
uint8_t sensor_open_requests(const sensor *self)
{
    return (uint8_t)(self->response_count - (self->awaits_confirmation ? 1 : 0));
}

uint8_t sensor_control_written(sensor *self, const uint8_t *bytes, size_t length, uint32_t now_us)
{
    if (length < 2) {
        return ATT_INVALID_LENGTH;
    }
    if (!self->control_subscribed) {
        return ATT_NOT_SUBSCRIBED;
    }
    if (self->response_count == SENSOR_RESPONSES_MAX) {
        return ATT_INSUFFICIENT_RESOURCES;
    }
    pl_request request;
    pl_result result = pl_request_decode(bytes, length, &request);
    uint8_t place = (uint8_t)((self->first_response + self->response_count) % SENSOR_RESPONSES_MAX);
    pl_response *response = &self->responses[place];
    response->opcode = request.opcode;
    response->tag = request.tag;
    response->status = (uint8_t)pl_refusal_of(result);
    if (result == PL_OK) {
        sensor_handle_request(self, &request, now_us, response);
    }
    self->response_count++;
    return ATT_SUCCESS;
}

static void drop_first_response(sensor *self)
{
    self->first_response = (uint8_t)((self->first_response + 1) % SENSOR_RESPONSES_MAX);
    self->response_count--;
}

size_t sensor_peek_indication(sensor *self, uint32_t now_us, uint8_t *bytes)
{
    while (self->response_count > 0 && !self->awaits_confirmation) {
        pl_response *response = &self->responses[self->first_response];
        if (response->opcode == PL_SYNC && response->status == PL_STATUS_OK) {
            response->answer.sync.answered_us = now_us;
        }
        size_t length = 0;
        if (pl_response_encode(response, bytes, PL_RESPONSE_BYTES_MAX, &length) == PL_OK) {
            return length;
        }
        /* One that cannot be said must not keep back those behind it. */
        drop_first_response(self);
    }
    return 0;
}

static bool is_power_off(const pl_response *response)
{
    return response->opcode == PL_POWER_OFF && response->status == PL_STATUS_OK;
}

void sensor_sent_indication(sensor *self, uint32_t now_us)
{
    if (self->response_count == 0 || self->awaits_confirmation) {
        return;
    }
    self->awaits_confirmation = true;
    if (is_power_off(&self->responses[self->first_response])) {
        self->off_answered = true;
        self->off_answered_us = now_us;
    }
}

void sensor_indication_confirmed(sensor *self)
{
    if (!self->awaits_confirmation) {
        return;
    }
    const pl_response *answered = &self->responses[self->first_response];
    self->awaits_confirmation = false;
    drop_first_response(self);
    if (is_power_off(answered)) {
        sensor_switch_off(self);
    }
}
