#ifndef HEX_H
#define HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Reads pairs of hexadecimal digits up to a white space or the end of `text`.
 * @return false when they are no pairs, or more than `capacity` bytes
 */
bool hex_read(const char *text, uint8_t *bytes, size_t capacity, size_t *length);

/** Prints two lower-case digits a byte on stdout. */
void hex_print(const uint8_t *bytes, size_t length);

#endif
