#include "cue_motion.h"

#include "plumbline.h"

#define PULSE_US 100000u
#define LONG_PULSE_US 500000u

/** The patterns 1 to 3 have as many pulses as their number, each followed by as long a pause. */
uint32_t cue_length_us(uint8_t pattern)
{
    return pattern == PL_CUE_LONG ? LONG_PULSE_US : (2u * pattern - 1u) * PULSE_US;
}

bool cue_is_on(uint8_t pattern, uint32_t elapsed_us)
{
    if (elapsed_us >= cue_length_us(pattern)) {
        return false;
    }
    return pattern == PL_CUE_LONG || elapsed_us / PULSE_US % 2 == 0;
}
