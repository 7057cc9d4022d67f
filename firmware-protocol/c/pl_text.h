#ifndef PL_TEXT_H
#define PL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Characters of the longest text; a buffer for one has a byte more, for the final 0. */
#define PL_TEXT_MAX 32

/**
 * Whether these bytes are a text of the protocol: 1 to 32 of A–Z a–z 0–9 . _ + -, the first a
 * letter or digit. Also the check for the value of the standard serial number characteristic.
 */
bool pl_text_is_valid(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
