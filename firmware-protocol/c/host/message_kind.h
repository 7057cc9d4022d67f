#ifndef MESSAGE_KIND_H
#define MESSAGE_KIND_H

#include "value_text.h"

/** The four messages with one face. */
typedef struct message_kind {
    const char *name;
    pl_result (*decode)(const uint8_t *bytes, size_t length, message_value *value);
    pl_result (*encode)(const message_value *value, uint8_t *bytes, size_t capacity,
                        size_t *length);
    void (*print)(const message_value *value);
    void (*parse)(char *text, message_value *value);
} message_kind;

enum { MESSAGE_KINDS = 4 };

extern const message_kind message_kinds[MESSAGE_KINDS];

#endif
