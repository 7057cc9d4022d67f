#ifndef PL_RESULT_H
#define PL_RESULT_H

#ifdef __cplusplus
extern "C" {
#endif

/** Why bytes are not a message, or a value cannot be sent: the words of PROTOCOL.md, "Errors". */
typedef enum pl_result {
    PL_OK = 0,
    /** Too short, too long, or not a whole number of samples. */
    PL_LENGTH,
    /** The version byte is not 1. */
    PL_UNSUPPORTED_VERSION,
    /** A stream flag of bits 1 to 3 is set. */
    PL_UNKNOWN_LAYOUT,
    /** A field is outside the range of PROTOCOL.md. */
    PL_OUT_OF_RANGE,
    /** A text is empty, too long, or has another character than those allowed. */
    PL_INVALID_TEXT,
    /** No such command. */
    PL_UNKNOWN_OPCODE,
    /** What the caller provided is too small; not a fault of the message. */
    PL_BUFFER_TOO_SMALL
} pl_result;

/** The word of PROTOCOL.md, such as "outOfRange"; "ok" and "bufferTooSmall" for the two others. */
const char *pl_result_word(pl_result result);

#ifdef __cplusplus
}
#endif

#endif
