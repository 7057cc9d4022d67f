#include <string.h>

#include "sensor.h"

#define STANDARD_GRAVITY_MPS2 9.80665f
#define RADIANS_PER_DEGREE 0.017453293f
/** Counts of a full range. */
#define FULL_SCALE 32768.0f

/** Copies a text, cut to what Info can hold; Info refuses it if it is not one. */
static void copy_text(char to[PL_TEXT_MAX + 1], const char *from)
{
    size_t length = strlen(from);
    size_t kept = length < PL_TEXT_MAX ? length : PL_TEXT_MAX;
    memcpy(to, from, kept);
    to[kept] = '\0';
}

size_t sensor_info(const sensor *self, uint8_t *bytes)
{
    const sensor_hardware *hardware = self->hardware;
    const pl_configuration *now = &self->configuration;
    bool keeps = (hardware->capabilities & PL_CAPABILITY_RESEND) != 0;
    pl_info info;
    info.rate_hz = now->rate_hz;
    info.acceleration_scale_mps2 = now->acceleration_range_g * STANDARD_GRAVITY_MPS2 / FULL_SCALE;
    info.angular_rate_scale_radps = now->angular_rate_range_dps * RADIANS_PER_DEGREE / FULL_SCALE;
    info.acceleration_range_g = now->acceleration_range_g;
    info.angular_rate_range_dps = now->angular_rate_range_dps;
    info.ring_depth_samples = keeps ? SAMPLE_RING_DEPTH : 0;
    info.capabilities = hardware->capabilities;
    info.magnetometer_on = now->magnetometer;
    info.magnetic_scale_ut = hardware->magnetic_scale_ut;
    info.run = self->run;
    copy_text(info.serial, hardware->serial);
    copy_text(info.firmware, hardware->firmware);
    size_t length = 0;
    pl_info_encode(&info, bytes, PL_INFO_BYTES_MAX, &length);
    return length;
}
