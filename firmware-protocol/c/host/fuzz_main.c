/**
 * Feeds the fuzz entry with seeded inputs, where there is no libFuzzer:
 *
 *     fuzz SEED COUNT
 *
 * Most inputs are valid messages that were changed at few places, for noise seldom gets beyond the
 * first bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "hex.h"
#include "message_kind.h"

enum { INPUT_MAX = 700 };

typedef struct seed_message {
    /** Its place among the message kinds. */
    uint8_t kind;
    const char *hex;
} seed_message;

static const seed_message seeds[] = {
    {0, "010064000ae89c3b58a08b3a1000d007b80b000000000000000000000100000007504c2d3746334b05312e302e"
        "30"},
    {0, "010090010ae89c3b58a08b3a1000d007e02e00000f0000009a99193effffffff01410130"},
    {1, "0100"},
    {1, "0307c8001000d00700"},
    {1, "04021e"},
    {1, "05030164"},
    {1, "0605"},
    {1, "080afaffffffffff"},
    {2, "010000"},
    {2, "070104"},
    {2, "050a00ffffffff"},
    {2, "060b00d8feffffa8060000"},
    {2, "0701000153ff0a40e2010088d601000700000000"},
    {2, "080c00faffffffffff"},
    {3, "010000000000000000000000010002000300040005000600"},
    {3, "01110300ffffffffffffff7f0100020003000400050006000100020003000400050006000100020003000100"
        "02000300"},
};

static uint32_t state;

/** xorshift32 (Marsaglia 2003): the same inputs for the same seed on every machine. */
static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static size_t noise(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bytes[i] = (uint8_t)draw(256);
    }
    return length;
}

/** Changes a byte, cuts the end off, or appends; `bytes` has room for INPUT_MAX. */
static size_t change(uint8_t *bytes, size_t length)
{
    static const uint8_t edges[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    switch (draw(5)) {
    case 0:
        return draw((uint32_t)length + 1);
    case 1: {
        size_t more = draw(2) ? draw(20) : draw(INPUT_MAX);
        size_t room = INPUT_MAX - length;
        return length + noise(bytes + length, more < room ? more : room);
    }
    case 2:
        if (length > 0) {
            bytes[draw((uint32_t)length)] = edges[draw(sizeof edges)];
        }
        return length;
    default:
        if (length > 0) {
            bytes[draw((uint32_t)length)] = (uint8_t)draw(256);
        }
        return length;
    }
}

/** An input in `bytes`, which has room for INPUT_MAX. @return its length */
static size_t make_input(uint8_t *bytes)
{
    if (draw(4) == 0) {
        bytes[0] = MESSAGE_KINDS;
        return 1 + noise(bytes + 1, draw(INPUT_MAX));
    }
    const seed_message *seed = &seeds[draw(sizeof seeds / sizeof *seeds)];
    size_t length = 0;
    if (!hex_read(seed->hex, bytes + 1, INPUT_MAX - 1, &length)) {
        fuzz_check(0, "a seed is no hex");
    }
    bytes[0] = seed->kind;
    length += 1;
    for (uint32_t changes = draw(4); changes > 0; changes--) {
        length = change(bytes, length);
    }
    return length;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: fuzz SEED COUNT\n");
        return 2;
    }
    state = (uint32_t)strtoul(arguments[1], NULL, 10);
    fuzz_check(state != 0, "the seed is above 0");
    unsigned long inputs = strtoul(arguments[2], NULL, 10);
    uint8_t bytes[INPUT_MAX];
    for (unsigned long i = 0; i < inputs; i++) {
        LLVMFuzzerTestOneInput(bytes, make_input(bytes));
    }
    printf("%lu inputs of seed %s\n", inputs, arguments[1]);
    return 0;
}
