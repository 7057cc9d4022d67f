#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../pl_bytes.h"
#include "hex.h"
#include "value_text.h"

/** A reader of words; `text` is where the next one may begin. */
typedef struct words {
    char *text;
} words;

static void fail(const char *what)
{
    fprintf(stderr, "not a field: %s\n", what);
    exit(2);
}

static char *next_word(words *from)
{
    char *word = from->text + strspn(from->text, " \n");
    size_t length = strcspn(word, " \n");
    if (length == 0) {
        fail("the end");
    }
    from->text = word + length;
    if (*from->text != '\0') {
        *from->text++ = '\0';
    }
    return word;
}

static long long number(words *from, int base, long long least, long long most)
{
    char *word = next_word(from);
    char *end;
    long long value = strtoll(word, &end, base);
    if (*end != '\0' || value < least || value > most) {
        fail(word);
    }
    return value;
}

static uint8_t parse_u8(words *from)
{
    return (uint8_t)number(from, 10, 0, UINT8_MAX);
}

static uint16_t parse_u16(words *from)
{
    return (uint16_t)number(from, 10, 0, UINT16_MAX);
}

static uint32_t parse_u32(words *from)
{
    return (uint32_t)number(from, 10, 0, UINT32_MAX);
}

static int16_t parse_i16(words *from)
{
    return (int16_t)number(from, 10, INT16_MIN, INT16_MAX);
}

static float parse_f32(words *from)
{
    return pl_float_of((uint32_t)number(from, 16, 0, UINT32_MAX));
}

/** A text as long as the field leaves it without its final 0; an empty one is written `-`. */
static void parse_text(words *from, char text[PL_TEXT_MAX + 1])
{
    char *word = next_word(from);
    size_t length = 0;
    if (strcmp(word, "-") != 0 &&
        !hex_read(word, (uint8_t *)text, PL_TEXT_MAX + 1, &length)) {
        fail(word);
    }
    if (length <= PL_TEXT_MAX) {
        text[length] = '\0';
    }
}

void info_parse(char *text, message_value *value)
{
    words from = {text};
    pl_info *info = &value->info;
    info->rate_hz = parse_u16(&from);
    info->acceleration_scale_mps2 = parse_f32(&from);
    info->angular_rate_scale_radps = parse_f32(&from);
    info->acceleration_range_g = parse_u16(&from);
    info->angular_rate_range_dps = parse_u16(&from);
    info->ring_depth_samples = parse_u32(&from);
    info->capabilities = parse_u32(&from);
    info->magnetometer_on = parse_u8(&from) != 0;
    info->magnetic_scale_ut = parse_f32(&from);
    info->run = parse_u32(&from);
    parse_text(&from, info->serial);
    parse_text(&from, info->firmware);
}

void request_parse(char *text, message_value *value)
{
    words from = {text};
    pl_request *request = &value->request;
    request->opcode = parse_u8(&from);
    request->tag = parse_u8(&from);
    switch (request->opcode) {
    case PL_CONFIGURE:
        request->parameters.configure.rate_hz = parse_u16(&from);
        request->parameters.configure.acceleration_range_g = parse_u16(&from);
        request->parameters.configure.angular_rate_range_dps = parse_u16(&from);
        request->parameters.configure.magnetometer = parse_u8(&from) != 0;
        break;
    case PL_IDENTIFY:
        request->parameters.identify.duration_s = parse_u8(&from);
        break;
    case PL_CUE:
        request->parameters.cue.pattern = parse_u8(&from);
        request->parameters.cue.strength_percent = parse_u8(&from);
        break;
    case PL_RESEND:
        request->parameters.resend.first_index = parse_u32(&from);
        request->parameters.resend.count = parse_u16(&from);
        break;
    default:
        break;
    }
}

static void parse_status(words *from, pl_status_answer *status)
{
    status->streaming = parse_u8(from) != 0;
    status->battery_percent = parse_u8(from);
    status->temperature_centi_c = parse_i16(from);
    status->next_index = parse_u32(from);
    status->oldest_index = parse_u32(from);
    status->skipped_samples = parse_u32(from);
    status->faults = parse_u8(from);
}

void response_parse(char *text, message_value *value)
{
    words from = {text};
    pl_response *response = &value->response;
    response->opcode = parse_u8(&from);
    response->tag = parse_u8(&from);
    response->status = parse_u8(&from);
    if (response->status != PL_STATUS_OK) {
        return;
    }
    switch (response->opcode) {
    case PL_CUE:
        response->answer.cue.started_us = parse_u32(&from);
        break;
    case PL_SYNC:
        response->answer.sync.received_us = parse_u32(&from);
        response->answer.sync.answered_us = parse_u32(&from);
        break;
    case PL_STATUS:
        parse_status(&from, &response->answer.status);
        break;
    case PL_RESEND:
        response->answer.resend.first_index = parse_u32(&from);
        response->answer.resend.count = parse_u16(&from);
        break;
    default:
        break;
    }
}

static void parse_axes(words *from, int16_t axes[3])
{
    for (size_t axis = 0; axis < 3; axis++) {
        axes[axis] = parse_i16(from);
    }
}

void stream_parse(char *text, message_value *value)
{
    words from = {text};
    pl_stream_header *header = &value->stream.header;
    pl_sample *samples = value->stream.samples;
    header->flags = parse_u8(&from);
    header->sequence = parse_u16(&from);
    header->first_index = parse_u32(&from);
    header->clock_us = parse_u32(&from);
    header->sample_count = (uint8_t)number(&from, 10, 0, PL_STREAM_SAMPLES_MAX);
    for (size_t i = 0; i < header->sample_count; i++) {
        parse_axes(&from, samples[i].acceleration);
        parse_axes(&from, samples[i].angular_rate);
    }
    for (size_t i = 0; i < header->sample_count && header->flags & PL_STREAM_MAGNETOMETER; i++) {
        parse_axes(&from, samples[i].magnetic);
    }
}
