#ifndef PL_UUIDS_H
#define PL_UUIDS_H

#include <stdint.h>

/** Length of a 128-bit UUID. */
#define PL_UUID_BYTES 16

/**
 * The Plumbline UUID whose first group is `0000xxxx`, as an initialiser of 16 bytes in the order
 * of the radio (least significant first), which is what Bluetooth stacks take: for example
 * `static const uint8_t service[PL_UUID_BYTES] = PL_UUID(PL_UUID_SERVICE);`
 */
#define PL_UUID(xxxx)                                                                              \
    {                                                                                              \
        0x60, 0x2a, 0xa1, 0xe9, 0x93, 0x0f, 0x3f, 0xb7, 0x9a, 0x4f, 0x15, 0x9f,                    \
            (uint8_t)((xxxx) & 0xff), (uint8_t)((xxxx) >> 8), 0xfd, 0xb7                           \
    }

#define PL_UUID_SERVICE 0x0001
#define PL_UUID_INFO 0x0002
#define PL_UUID_STREAM 0x0003
#define PL_UUID_CONTROL 0x0004

#endif
