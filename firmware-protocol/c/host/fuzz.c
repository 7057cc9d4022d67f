#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message_kind.h"

void fuzz_check(int holds, const char *rule)
{
    if (!holds) {
        fprintf(stderr, "broken: %s\n", rule);
        abort();
    }
}

/** What can be read can be written, and says the same when it is read again. */
static void fuzz_message(const message_kind *kind, const uint8_t *bytes, size_t length)
{
    message_value value;
    if (kind->decode(bytes, length, &value) != PL_OK) {
        return;
    }
    uint8_t first[PL_MESSAGE_BYTES_MAX];
    uint8_t second[PL_MESSAGE_BYTES_MAX];
    size_t first_length = 0;
    size_t second_length = 0;
    fuzz_check(kind->encode(&value, first, sizeof first, &first_length) == PL_OK, "encodes");
    fuzz_check(first_length <= length, "is no longer than what came");
    fuzz_check(kind->decode(first, first_length, &value) == PL_OK, "decodes again");
    fuzz_check(kind->encode(&value, second, sizeof second, &second_length) == PL_OK,
               "encodes again");
    fuzz_check(first_length == second_length && memcmp(first, second, first_length) == 0,
               "stays the same");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    /* Bytes of their own, so that a sanitizer sees a read behind them. */
    size_t length = size - 1;
    uint8_t *bytes = malloc(length + 1);
    if (bytes == NULL) {
        return 0;
    }
    memcpy(bytes + 1, data + 1, length);
    unsigned choice = data[0] % (MESSAGE_KINDS + 1u);
    if (choice == MESSAGE_KINDS) {
        fuzz_sensor(bytes + 1, length);
    } else {
        fuzz_message(&message_kinds[choice], bytes + 1, length);
    }
    free(bytes);
    return 0;
}
