#include "pl_result.h"

const char *pl_result_word(pl_result result)
{
    switch (result) {
    case PL_OK:
        return "ok";
    case PL_LENGTH:
        return "length";
    case PL_UNSUPPORTED_VERSION:
        return "unsupportedVersion";
    case PL_UNKNOWN_LAYOUT:
        return "unknownLayout";
    case PL_OUT_OF_RANGE:
        return "outOfRange";
    case PL_INVALID_TEXT:
        return "invalidText";
    case PL_UNKNOWN_OPCODE:
        return "unknownOpcode";
    case PL_BUFFER_TOO_SMALL:
        return "bufferTooSmall";
    }
    return "unknown";
}
