#include "pl_response.h"

#include "pl_bytes.h"

enum { HEAD_BYTES = 3 };

pl_status pl_refusal_of(pl_result error)
{
    switch (error) {
    case PL_OK:
        return PL_STATUS_OK;
    case PL_UNKNOWN_OPCODE:
        return PL_STATUS_UNKNOWN_COMMAND;
    case PL_OUT_OF_RANGE:
        return PL_STATUS_OUT_OF_RANGE;
    default:
        return PL_STATUS_MALFORMED;
    }
}

static size_t answer_bytes_of(uint8_t opcode)
{
    switch (opcode) {
    case PL_CUE:
        return 4;
    case PL_SYNC:
        return 8;
    case PL_STATUS:
        return 17;
    case PL_RESEND:
        return 6;
    default:
        return 0;
    }
}

static bool answer_in_range(const pl_response *response)
{
    switch (response->opcode) {
    case PL_STATUS: {
        uint8_t percent = response->answer.status.battery_percent;
        return percent <= 100 || percent == PL_BATTERY_UNKNOWN;
    }
    case PL_RESEND:
        return response->answer.resend.count > 0;
    default:
        return true;
    }
}

static void get_status(const uint8_t *at, pl_status_answer *status)
{
    status->streaming = at[0] == 1;
    status->battery_percent = at[1];
    status->temperature_centi_c = pl_get_i16(at + 2);
    status->next_index = pl_get_u32(at + 4);
    status->oldest_index = pl_get_u32(at + 8);
    status->skipped_samples = pl_get_u32(at + 12);
    status->faults = at[16];
}

static void put_status(uint8_t *at, const pl_status_answer *status)
{
    at[0] = status->streaming ? 1 : 0;
    at[1] = status->battery_percent;
    pl_put_i16(at + 2, status->temperature_centi_c);
    pl_put_u32(at + 4, status->next_index);
    pl_put_u32(at + 8, status->oldest_index);
    pl_put_u32(at + 12, status->skipped_samples);
    at[16] = status->faults;
}

pl_result pl_response_decode(const uint8_t *bytes, size_t length, pl_response *response)
{
    if (length < HEAD_BYTES) {
        return PL_LENGTH;
    }
    response->opcode = bytes[0];
    response->tag = bytes[1];
    response->status = bytes[2];
    if (response->status > PL_STATUS_FAILED) {
        return PL_OUT_OF_RANGE;
    }
    if (response->status != PL_STATUS_OK) {
        return PL_OK;
    }
    if (!pl_opcode_is_known(response->opcode)) {
        return PL_UNKNOWN_OPCODE;
    }
    if (length < HEAD_BYTES + answer_bytes_of(response->opcode)) {
        return PL_LENGTH;
    }
    const uint8_t *answer = bytes + HEAD_BYTES;
    switch (response->opcode) {
    case PL_CUE:
        response->answer.cue.started_us = pl_get_u32(answer);
        break;
    case PL_SYNC:
        response->answer.sync.received_us = pl_get_u32(answer);
        response->answer.sync.answered_us = pl_get_u32(answer + 4);
        break;
    case PL_STATUS:
        /* A third state does not fit the struct, so it is judged here. */
        if (answer[0] > 1) {
            return PL_OUT_OF_RANGE;
        }
        get_status(answer, &response->answer.status);
        break;
    case PL_RESEND:
        response->answer.resend.first_index = pl_get_u32(answer);
        response->answer.resend.count = pl_get_u16(answer + 4);
        break;
    default:
        break;
    }
    return answer_in_range(response) ? PL_OK : PL_OUT_OF_RANGE;
}

static void put_answer(uint8_t *at, const pl_response *response)
{
    switch (response->opcode) {
    case PL_CUE:
        pl_put_u32(at, response->answer.cue.started_us);
        break;
    case PL_SYNC:
        pl_put_u32(at, response->answer.sync.received_us);
        pl_put_u32(at + 4, response->answer.sync.answered_us);
        break;
    case PL_STATUS:
        put_status(at, &response->answer.status);
        break;
    case PL_RESEND:
        pl_put_u32(at, response->answer.resend.first_index);
        pl_put_u16(at + 4, response->answer.resend.count);
        break;
    default:
        break;
    }
}

pl_result pl_response_encode(const pl_response *response, uint8_t *bytes, size_t capacity,
                             size_t *length)
{
    if (response->status > PL_STATUS_FAILED) {
        return PL_OUT_OF_RANGE;
    }
    bool ok = response->status == PL_STATUS_OK;
    if (ok && !pl_opcode_is_known(response->opcode)) {
        return PL_UNKNOWN_OPCODE;
    }
    if (ok && !answer_in_range(response)) {
        return PL_OUT_OF_RANGE;
    }
    size_t needed = HEAD_BYTES + (ok ? answer_bytes_of(response->opcode) : 0);
    if (capacity < needed) {
        return PL_BUFFER_TOO_SMALL;
    }
    bytes[0] = response->opcode;
    bytes[1] = response->tag;
    bytes[2] = response->status;
    if (ok) {
        put_answer(bytes + HEAD_BYTES, response);
    }
    *length = needed;
    return PL_OK;
}
