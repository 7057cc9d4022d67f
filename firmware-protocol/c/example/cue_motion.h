#ifndef CUE_MOTION_H
#define CUE_MOTION_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How long a cue of this pl_cue_pattern lasts, µs. */
uint32_t cue_length_us(uint8_t pattern);

/** Whether the motor is on `elapsed_us` after a cue of this pl_cue_pattern began. */
bool cue_is_on(uint8_t pattern, uint32_t elapsed_us);

#ifdef __cplusplus
}
#endif

#endif
