#include "inertial_unit.h"

static bool is_one_of(uint16_t value, const uint16_t *choices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (choices[i] == value) {
            return true;
        }
    }
    return false;
}

bool inertial_unit_supports(const pl_configuration *wanted)
{
    static const uint16_t rates_hz[] = {60, 100, 120, 200, 400};
    static const uint16_t ranges_g[] = {4, 8, 16};
    static const uint16_t ranges_dps[] = {500, 1000, 2000};
    return is_one_of(wanted->rate_hz, rates_hz, sizeof rates_hz / sizeof *rates_hz) &&
           is_one_of(wanted->acceleration_range_g, ranges_g, sizeof ranges_g / sizeof *ranges_g) &&
           is_one_of(wanted->angular_rate_range_dps, ranges_dps,
                     sizeof ranges_dps / sizeof *ranges_dps);
}

void inertial_unit_begin(inertial_unit *unit, const pl_configuration *configuration,
                         uint64_t now_us)
{
    unit->configuration = *configuration;
    unit->began_us = now_us;
    unit->taken = 0;
}

uint64_t inertial_unit_due_us(const inertial_unit *unit)
{
    return unit->began_us + (unit->taken + 1) * 1000000u / unit->configuration.rate_hz;
}

/** The lower 15 bits, which are positive as a count. */
static int16_t count_of(uint64_t value)
{
    return (int16_t)(value & 0x7fff);
}

void inertial_unit_read(inertial_unit *unit, pl_sample *sample)
{
    bool has_magnetic = unit->taken % 2 == 0;
    for (size_t axis = 0; axis < 3; axis++) {
        sample->acceleration[axis] = count_of(unit->taken + axis);
        sample->angular_rate[axis] = (int16_t)-count_of(unit->taken + axis);
        sample->magnetic[axis] = has_magnetic ? count_of(unit->taken + axis) : PL_NO_READING;
    }
    unit->taken++;
}
