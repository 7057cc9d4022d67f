#include "message_kind.h"

static pl_result decode_info(const uint8_t *bytes, size_t length, message_value *value)
{
    return pl_info_decode(bytes, length, &value->info);
}

static pl_result encode_info(const message_value *value, uint8_t *bytes, size_t capacity,
                             size_t *length)
{
    return pl_info_encode(&value->info, bytes, capacity, length);
}

static pl_result decode_request(const uint8_t *bytes, size_t length, message_value *value)
{
    return pl_request_decode(bytes, length, &value->request);
}

static pl_result encode_request(const message_value *value, uint8_t *bytes, size_t capacity,
                                size_t *length)
{
    return pl_request_encode(&value->request, bytes, capacity, length);
}

static pl_result decode_response(const uint8_t *bytes, size_t length, message_value *value)
{
    return pl_response_decode(bytes, length, &value->response);
}

static pl_result encode_response(const message_value *value, uint8_t *bytes, size_t capacity,
                                 size_t *length)
{
    return pl_response_encode(&value->response, bytes, capacity, length);
}

static pl_result decode_stream(const uint8_t *bytes, size_t length, message_value *value)
{
    return pl_stream_decode(bytes, length, &value->stream.header, value->stream.samples,
                            PL_STREAM_SAMPLES_MAX);
}

static pl_result encode_stream(const message_value *value, uint8_t *bytes, size_t capacity,
                               size_t *length)
{
    return pl_stream_encode(&value->stream.header, value->stream.samples, bytes, capacity, length);
}

const message_kind message_kinds[MESSAGE_KINDS] = {
    {"info", decode_info, encode_info, info_print, info_parse},
    {"request", decode_request, encode_request, request_print, request_parse},
    {"response", decode_response, encode_response, response_print, response_parse},
    {"stream", decode_stream, encode_stream, stream_print, stream_parse},
};
