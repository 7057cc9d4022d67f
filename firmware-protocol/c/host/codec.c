/**
 * The codec for tests: answers each line of stdin with one of stdout.
 *
 *     decode MESSAGE HEX          ok FIELDS = HEX     the message encoded again, or: error WORD
 *     encode MESSAGE FIELDS       ok = HEX            or: error WORD
 *     sync ASKED HEARD RECEIVED ANSWERED   ok RECEIVED_AT ROUND_TRIP   or: none
 *     uuid XXXX                   HEX as it goes over the radio, least significant byte first
 *     pack RATE_HZ MTU MAGNETOMETER        samples per notification
 *
 * MESSAGE is info, request, response or stream; for FIELDS see value_text.h.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "message_kind.h"

enum { LINE_CHARACTERS = 8192, BYTES_MAX = 2048 };

static void fail(const char *line)
{
    fprintf(stderr, "cannot read: %s\n", line);
    exit(2);
}

static const message_kind *kind_named(const char *name)
{
    for (size_t i = 0; i < MESSAGE_KINDS; i++) {
        if (strcmp(message_kinds[i].name, name) == 0) {
            return &message_kinds[i];
        }
    }
    fail(name);
    return NULL;
}

/** Bytes of their own that end where the heap block ends, at an odd address, for the sanitizers. */
static uint8_t *block_of(size_t length)
{
    uint8_t *block = malloc(length + 1);
    if (block == NULL) {
        fail("no memory");
    }
    return block;
}

/** Encodes into a block of exactly the length needed, after each shorter one was refused. */
static void print_encoded(const message_kind *kind, const message_value *value)
{
    uint8_t bytes[BYTES_MAX];
    size_t needed = 0;
    pl_result result = kind->encode(value, bytes, sizeof bytes, &needed);
    if (result != PL_OK) {
        printf("error %s\n", pl_result_word(result));
        return;
    }
    uint8_t *block = block_of(needed);
    size_t length = 0;
    if (kind->encode(value, block + 1, needed - 1, &length) != PL_BUFFER_TOO_SMALL ||
        kind->encode(value, block + 1, 0, &length) != PL_BUFFER_TOO_SMALL || length != 0 ||
        kind->encode(value, block + 1, needed, &length) != PL_OK || length != needed) {
        fail("the capacity was not heeded");
    }
    printf("= ");
    hex_print(block + 1, length);
    printf("\n");
    free(block);
}

static void decode_line(const message_kind *kind, const char *text)
{
    uint8_t bytes[BYTES_MAX];
    size_t length = 0;
    if (!hex_read(text, bytes, sizeof bytes, &length)) {
        fail(text);
    }
    uint8_t *block = block_of(length);
    memcpy(block + 1, bytes, length);
    message_value value;
    pl_result result = kind->decode(block + 1, length, &value);
    free(block);
    if (result != PL_OK) {
        printf("error %s\n", pl_result_word(result));
        return;
    }
    printf("ok");
    kind->print(&value);
    printf(" ");
    print_encoded(kind, &value);
}

static void encode_line(const message_kind *kind, char *text)
{
    message_value value;
    kind->parse(text, &value);
    print_encoded(kind, &value);
}

static void sync_line(const char *text)
{
    pl_sync_exchange exchange;
    pl_clock_offset offset;
    int read = sscanf(text, "%" SCNu64 " %" SCNu64 " %" SCNu32 " %" SCNu32, &exchange.asked_us,
                      &exchange.heard_us, &exchange.received_us, &exchange.answered_us);
    if (read != 4) {
        fail(text);
    }
    if (pl_sync_offset(&exchange, &offset)) {
        printf("ok %" PRIu64 " %" PRIu64 "\n", offset.received_at_us, offset.round_trip_us);
    } else {
        printf("none\n");
    }
}

static void uuid_line(const char *text)
{
    unsigned long group = strtoul(text, NULL, 16);
    const uint8_t uuid[PL_UUID_BYTES] = PL_UUID(group);
    hex_print(uuid, sizeof uuid);
    printf("\n");
}

static void pack_line(const char *text)
{
    uint16_t rate_hz;
    uint16_t mtu;
    unsigned magnetometer;
    if (sscanf(text, "%" SCNu16 " %" SCNu16 " %u", &rate_hz, &mtu, &magnetometer) != 3) {
        fail(text);
    }
    printf("%d\n", pl_samples_per_notification(rate_hz, mtu, magnetometer != 0));
}

int main(void)
{
    static char line[LINE_CHARACTERS];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char verb[8];
        char name[16];
        int after_verb = 0;
        int after_name = 0;
        if (sscanf(line, "%7s%n %15s%n", verb, &after_verb, name, &after_name) != 2) {
            fail(line);
        }
        if (strcmp(verb, "sync") == 0) {
            sync_line(line + after_verb);
        } else if (strcmp(verb, "pack") == 0) {
            pack_line(line + after_verb);
        } else if (strcmp(verb, "uuid") == 0) {
            uuid_line(line + after_verb);
        } else if (strcmp(verb, "decode") == 0) {
            decode_line(kind_named(name), line + after_name + strspn(line + after_name, " "));
        } else if (strcmp(verb, "encode") == 0) {
            encode_line(kind_named(name), line + after_name);
        } else {
            fail(line);
        }
    }
    return 0;
}
