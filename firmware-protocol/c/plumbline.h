/**
 * The Plumbline sensor protocol, version 1: everything of the codec.
 *
 * Pure functions from bytes to structs and back, as PROTOCOL.md lays them down. They allocate
 * nothing, keep no state, call nothing but memcpy, and read bytes one by one, so that neither byte
 * order nor alignment of the machine matters.
 */
#ifndef PLUMBLINE_H
#define PLUMBLINE_H

#include "pl_info.h"
#include "pl_request.h"
#include "pl_response.h"
#include "pl_result.h"
#include "pl_stream.h"
#include "pl_sync.h"
#include "pl_text.h"
#include "pl_uuids.h"
#include "pl_version.h"

#endif
