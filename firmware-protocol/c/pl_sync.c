#include "pl_sync.h"

bool pl_sync_offset(const pl_sync_exchange *exchange, pl_clock_offset *offset)
{
    uint32_t held_us = exchange->answered_us - exchange->received_us;
    if (exchange->heard_us < exchange->asked_us ||
        exchange->heard_us - exchange->asked_us < held_us) {
        return false;
    }
    offset->round_trip_us = exchange->heard_us - exchange->asked_us - held_us;
    offset->received_at_us = exchange->asked_us + offset->round_trip_us / 2;
    return true;
}
