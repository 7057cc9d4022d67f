#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/**
 * One input of any bytes. The first chooses one of the four decoders or the sensor of `example/`;
 * a decoder gets the rest as a message, the sensor as events. Aborts where a rule is broken.
 * @return 0, as libFuzzer wants it
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Tells the sensor what `data` spells: writes, samples, connections, passing time. */
void fuzz_sensor(const uint8_t *data, size_t size);

/** Aborts with a word on stderr unless `holds`. */
void fuzz_check(int holds, const char *rule);

#endif
