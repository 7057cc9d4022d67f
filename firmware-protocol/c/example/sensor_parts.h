/** What the files of the sensor share among themselves. */
#ifndef SENSOR_PARTS_H
#define SENSOR_PARTS_H

#include "sensor.h"

/** Samples per notification at the present MTU, 0 when it holds none; whether with the block. */
uint8_t sensor_packing(const sensor *self, bool *magnetometer);

/** The first live sample will be the next one taken. */
void sensor_begin_live(sensor *self);

/** Gives up the live samples that the radio was too slow for. */
void sensor_skip_stale(sensor *self, uint32_t now_us);

/** Carries the request out, as far as it is allowed, and fills in status and answer. */
void sensor_handle_request(sensor *self, const pl_request *request, uint32_t now_us,
                           pl_response *response);

#endif
