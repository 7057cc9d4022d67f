#include "pl_text.h"

/** Compared by their ASCII codes: <ctype.h> would follow the locale. */
static bool is_letter_or_digit(uint8_t c)
{
    return (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39);
}

static bool is_mark(uint8_t c)
{
    return c == 0x2e || c == 0x5f || c == 0x2b || c == 0x2d;
}

bool pl_text_is_valid(const uint8_t *bytes, size_t length)
{
    if (length < 1 || length > PL_TEXT_MAX || !is_letter_or_digit(bytes[0])) {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_letter_or_digit(bytes[i]) && !is_mark(bytes[i])) {
            return false;
        }
    }
    return true;
}
