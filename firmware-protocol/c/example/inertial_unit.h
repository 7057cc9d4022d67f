#ifndef INERTIAL_UNIT_H
#define INERTIAL_UNIT_H

#include "plumbline.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The place of an inertial unit and a magnetometer on a host: its readings tell the number of the
 * sample since it was configured, so that a test can know each one again.
 */
typedef struct inertial_unit {
    pl_configuration configuration;
    /** When sample 0 was taken, µs since the program began. */
    uint64_t began_us;
    uint64_t taken;
} inertial_unit;

/** Whether it has exactly these rates and ranges. */
bool inertial_unit_supports(const pl_configuration *wanted);

/** Begins to sample so; the first sample is due one period after `now_us`. */
void inertial_unit_begin(inertial_unit *unit, const pl_configuration *configuration,
                         uint64_t now_us);

/** When the next sample is ready, µs since the program began. */
uint64_t inertial_unit_due_us(const inertial_unit *unit);

/** Reads the sample that is ready; the magnetometer has a new reading at every second one. */
void inertial_unit_read(inertial_unit *unit, pl_sample *sample);

#ifdef __cplusplus
}
#endif

#endif
