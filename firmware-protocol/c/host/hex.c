#include "hex.h"

#include <stdio.h>
#include <string.h>

/** The value of a digit; −1 for another character. */
static int value_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)(at - digits);
}

bool hex_read(const char *text, uint8_t *bytes, size_t capacity, size_t *length)
{
    size_t count = 0;
    while (text[0] != '\0' && text[0] != ' ' && text[0] != '\n') {
        int high = value_of(text[0]);
        int low = value_of(text[1]);
        if (high < 0 || low < 0 || count == capacity) {
            return false;
        }
        bytes[count++] = (uint8_t)(16 * high + low);
        text += 2;
    }
    *length = count;
    return true;
}

void hex_print(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        printf("%02x", (unsigned)bytes[i]);
    }
}
