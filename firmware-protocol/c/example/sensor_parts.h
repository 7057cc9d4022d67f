/** What the files of the sensor share among themselves. */
#ifndef SENSOR_PARTS_H
#define SENSOR_PARTS_H

#include "sensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Samples per notification at the present MTU, 0 when it holds none; whether with the block. */
uint8_t sensor_packing(const sensor *self, bool *magnetometer);

/** The first live sample will be the next one taken. */
void sensor_begin_live(sensor *self);

/** Whether a notification can be sent: the MTU holds a sample and Stream is subscribed. */
bool sensor_can_send(const sensor *self);

/** Ends streaming and a resend. */
void sensor_end_stream(sensor *self);

/** Gives up the samples, live or to be sent again, that the radio was too slow for. */
void sensor_give_up_late(sensor *self, uint32_t now_us);

bool sensor_is_connected(const sensor *self);

/** Ends the wait for a confirmation as well. */
void sensor_forget_responses(sensor *self);

/** Requests that the hub knows no response to. */
uint8_t sensor_open_requests(const sensor *self);

/** Carries the request out, if it can and may be, and fills in status and answer. */
void sensor_handle_request(sensor *self, const pl_request *request, uint32_t now_us,
                           pl_response *response);

#ifdef __cplusplus
}
#endif

#endif
