#ifndef PL_VERSION_H
#define PL_VERSION_H

/** The protocol version this codec speaks; a change of layout raises it. */
#define PL_PROTOCOL_VERSION 1

/** The longest attribute value Bluetooth allows, hence the longest message, bytes. */
#define PL_MESSAGE_BYTES_MAX 512

/** The nominal sampling rates that Info and `configure` may name, Hz. */
#define PL_RATE_HZ_MIN 60
#define PL_RATE_HZ_MAX 400

#endif
