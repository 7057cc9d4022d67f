/**
 * Messages as text: their fields one after the other with spaces between. Whole numbers are
 * decimal, an f32 is its bits and a text its characters in hexadecimal, so that nothing is rounded.
 */
#ifndef VALUE_TEXT_H
#define VALUE_TEXT_H

#include "../plumbline.h"

/** A message of any of the four kinds. */
typedef union message_value {
    pl_info info;
    pl_request request;
    pl_response response;
    struct {
        pl_stream_header header;
        pl_sample samples[PL_STREAM_SAMPLES_MAX];
    } stream;
} message_value;

/** Prints the fields on stdout. */
void info_print(const message_value *value);
void request_print(const message_value *value);
void response_print(const message_value *value);
void stream_print(const message_value *value);

/** Reads the fields that the printer of the same message writes; ends the program otherwise. */
void info_parse(char *text, message_value *value);
void request_parse(char *text, message_value *value);
void response_parse(char *text, message_value *value);
void stream_parse(char *text, message_value *value);

#endif
