#include "pl_request.h"

#include "pl_bytes.h"
#include "pl_version.h"

/** `configure` options. */
enum { MAGNETOMETER = 1 };

/** Bytes of a request of this opcode; 0 for one that is not known. */
static size_t bytes_of(uint8_t opcode)
{
    switch (opcode) {
    case PL_CONFIGURE:
        return 9;
    case PL_IDENTIFY:
        return 3;
    case PL_CUE:
        return 4;
    case PL_RESEND:
        return 8;
    case PL_START:
    case PL_STOP:
    case PL_SYNC:
    case PL_STATUS:
    case PL_POWER_OFF:
        return 2;
    default:
        return 0;
    }
}

bool pl_opcode_is_known(uint8_t opcode)
{
    return bytes_of(opcode) != 0;
}

static bool parameters_in_range(const pl_request *request)
{
    switch (request->opcode) {
    case PL_CONFIGURE: {
        const pl_configuration *wanted = &request->parameters.configure;
        return wanted->rate_hz >= PL_RATE_HZ_MIN && wanted->rate_hz <= PL_RATE_HZ_MAX &&
               wanted->acceleration_range_g > 0 && wanted->angular_rate_range_dps > 0;
    }
    case PL_IDENTIFY:
        return request->parameters.identify.duration_s >= 1 &&
               request->parameters.identify.duration_s <= PL_IDENTIFY_S_MAX;
    case PL_CUE:
        return request->parameters.cue.pattern >= PL_CUE_SHORT &&
               request->parameters.cue.pattern <= PL_CUE_LONG &&
               request->parameters.cue.strength_percent >= 1 &&
               request->parameters.cue.strength_percent <= 100;
    case PL_RESEND:
        return request->parameters.resend.count > 0;
    default:
        return true;
    }
}

pl_result pl_request_decode(const uint8_t *bytes, size_t length, pl_request *request)
{
    if (length < 2) {
        return PL_LENGTH;
    }
    request->opcode = bytes[0];
    request->tag = bytes[1];
    if (!pl_opcode_is_known(request->opcode)) {
        return PL_UNKNOWN_OPCODE;
    }
    if (length != bytes_of(request->opcode)) {
        return PL_LENGTH;
    }
    switch (request->opcode) {
    case PL_CONFIGURE:
        /* Undefined options do not fit the struct, so they are judged here. */
        if (bytes[8] > MAGNETOMETER) {
            return PL_OUT_OF_RANGE;
        }
        request->parameters.configure.rate_hz = pl_get_u16(bytes + 2);
        request->parameters.configure.acceleration_range_g = pl_get_u16(bytes + 4);
        request->parameters.configure.angular_rate_range_dps = pl_get_u16(bytes + 6);
        request->parameters.configure.magnetometer = bytes[8] == MAGNETOMETER;
        break;
    case PL_IDENTIFY:
        request->parameters.identify.duration_s = bytes[2];
        break;
    case PL_CUE:
        request->parameters.cue.pattern = bytes[2];
        request->parameters.cue.strength_percent = bytes[3];
        break;
    case PL_RESEND:
        request->parameters.resend.first_index = pl_get_u32(bytes + 2);
        request->parameters.resend.count = pl_get_u16(bytes + 6);
        break;
    default:
        break;
    }
    return parameters_in_range(request) ? PL_OK : PL_OUT_OF_RANGE;
}

pl_result pl_request_encode(const pl_request *request, uint8_t *bytes, size_t capacity,
                            size_t *length)
{
    size_t needed = bytes_of(request->opcode);
    if (needed == 0) {
        return PL_UNKNOWN_OPCODE;
    }
    if (!parameters_in_range(request)) {
        return PL_OUT_OF_RANGE;
    }
    if (capacity < needed) {
        return PL_BUFFER_TOO_SMALL;
    }
    bytes[0] = request->opcode;
    bytes[1] = request->tag;
    switch (request->opcode) {
    case PL_CONFIGURE:
        pl_put_u16(bytes + 2, request->parameters.configure.rate_hz);
        pl_put_u16(bytes + 4, request->parameters.configure.acceleration_range_g);
        pl_put_u16(bytes + 6, request->parameters.configure.angular_rate_range_dps);
        bytes[8] = request->parameters.configure.magnetometer ? MAGNETOMETER : 0;
        break;
    case PL_IDENTIFY:
        bytes[2] = request->parameters.identify.duration_s;
        break;
    case PL_CUE:
        bytes[2] = request->parameters.cue.pattern;
        bytes[3] = request->parameters.cue.strength_percent;
        break;
    case PL_RESEND:
        pl_put_u32(bytes + 2, request->parameters.resend.first_index);
        pl_put_u16(bytes + 6, request->parameters.resend.count);
        break;
    default:
        break;
    }
    *length = needed;
    return PL_OK;
}
