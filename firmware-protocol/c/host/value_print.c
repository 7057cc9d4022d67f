#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../pl_bytes.h"
#include "hex.h"
#include "value_text.h"

static void print_u32(uint32_t value)
{
    printf(" %" PRIu32, value);
}

static void print_i16(int16_t value)
{
    printf(" %d", value);
}

static void print_f32(float value)
{
    printf(" %08" PRIx32, pl_bits_of(value));
}

static void print_text(const char *text)
{
    printf(" ");
    hex_print((const uint8_t *)text, strlen(text));
}

void info_print(const message_value *value)
{
    const pl_info *info = &value->info;
    print_u32(info->rate_hz);
    print_f32(info->acceleration_scale_mps2);
    print_f32(info->angular_rate_scale_radps);
    print_u32(info->acceleration_range_g);
    print_u32(info->angular_rate_range_dps);
    print_u32(info->ring_depth_samples);
    print_u32(info->capabilities);
    print_u32(info->magnetometer_on);
    print_f32(info->magnetic_scale_ut);
    print_u32(info->run);
    print_text(info->serial);
    print_text(info->firmware);
}

void request_print(const message_value *value)
{
    const pl_request *request = &value->request;
    print_u32(request->opcode);
    print_u32(request->tag);
    switch (request->opcode) {
    case PL_CONFIGURE:
        print_u32(request->parameters.configure.rate_hz);
        print_u32(request->parameters.configure.acceleration_range_g);
        print_u32(request->parameters.configure.angular_rate_range_dps);
        print_u32(request->parameters.configure.magnetometer);
        break;
    case PL_IDENTIFY:
        print_u32(request->parameters.identify.duration_s);
        break;
    case PL_CUE:
        print_u32(request->parameters.cue.pattern);
        print_u32(request->parameters.cue.strength_percent);
        break;
    case PL_RESEND:
        print_u32(request->parameters.resend.first_index);
        print_u32(request->parameters.resend.count);
        break;
    default:
        break;
    }
}

static void print_status(const pl_status_answer *status)
{
    print_u32(status->streaming);
    print_u32(status->battery_percent);
    print_i16(status->temperature_centi_c);
    print_u32(status->next_index);
    print_u32(status->oldest_index);
    print_u32(status->skipped_samples);
    print_u32(status->faults);
}

void response_print(const message_value *value)
{
    const pl_response *response = &value->response;
    print_u32(response->opcode);
    print_u32(response->tag);
    print_u32(response->status);
    if (response->status != PL_STATUS_OK) {
        return;
    }
    switch (response->opcode) {
    case PL_CUE:
        print_u32(response->answer.cue.started_us);
        break;
    case PL_SYNC:
        print_u32(response->answer.sync.received_us);
        print_u32(response->answer.sync.answered_us);
        break;
    case PL_STATUS:
        print_status(&response->answer.status);
        break;
    case PL_RESEND:
        print_u32(response->answer.resend.first_index);
        print_u32(response->answer.resend.count);
        break;
    default:
        break;
    }
}

static void print_axes(const int16_t axes[3])
{
    print_i16(axes[0]);
    print_i16(axes[1]);
    print_i16(axes[2]);
}

void stream_print(const message_value *value)
{
    const pl_stream_header *header = &value->stream.header;
    const pl_sample *samples = value->stream.samples;
    print_u32(header->flags);
    print_u32(header->sequence);
    print_u32(header->first_index);
    print_u32(header->clock_us);
    print_u32(header->sample_count);
    for (size_t i = 0; i < header->sample_count; i++) {
        print_axes(samples[i].acceleration);
        print_axes(samples[i].angular_rate);
    }
    for (size_t i = 0; i < header->sample_count && header->flags & PL_STREAM_MAGNETOMETER; i++) {
        print_axes(samples[i].magnetic);
    }
}
