"""Decoder of the Plumbline sensor protocol, version 1, written from PROTOCOL.md alone.

Its author had not seen the codecs beside it, so that it proves the document: whatever it reads as they do
can be read from that page. Mend it only from the page.

Every ``decode_*`` function is pure: bytes in, a plain dict out, or ``ProtocolError``.
Unknown bits of flags, capabilities and faults are passed on as received; nothing here acts on them.
"""

from __future__ import annotations

import json
import math
import re
import struct
import sys
from typing import Any, Dict, Optional, Tuple, Union

Fields = Dict[str, Any]
Number = Union[int, float]

VERSION = 1
MAX_MESSAGE_BYTES = 512
CLOCK_MODULUS_US = 1 << 32

LENGTH = "length"
UNSUPPORTED_VERSION = "unsupportedVersion"
UNKNOWN_LAYOUT = "unknownLayout"
OUT_OF_RANGE = "outOfRange"
INVALID_TEXT = "invalidText"
UNKNOWN_OPCODE = "unknownOpcode"

STREAM_HEADER = struct.Struct("<BBHII")
FLAG_MAGNETOMETER = 0x01
FLAGS_LAYOUT = 0x0E  # bits 1 to 3 would change the layout

INFO_HEADER = struct.Struct("<BBHffHHIIfI")
OPTION_MAGNETOMETER = 0x01
CAPABILITY_MAGNETOMETER = 0x01
MAX_TEXT_BYTES = 32
TEXT = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._+-]*")

STATUSES = ("ok", "unknownCommand", "malformed", "outOfRange", "notNow", "unsupported", "gone", "failed")
PATTERNS = {1: "short", 2: "double", 3: "triple", 4: "long"}
BATTERY_UNKNOWN = 255
TEMPERATURE_UNKNOWN = -32768

# opcode: (kind, layout of the request's parameters, layout of the answer after `ok`)
COMMANDS: Dict[int, Tuple[str, struct.Struct, struct.Struct]] = {
    opcode: (kind, struct.Struct("<" + parameters), struct.Struct("<" + answer))
    for opcode, kind, parameters, answer in (
        (1, "start", "", ""),
        (2, "stop", "", ""),
        (3, "configure", "HHHB", ""),
        (4, "identify", "B", ""),
        (5, "cue", "BB", "I"),
        (6, "sync", "", "II"),
        (7, "status", "", "BBhIIIB"),
        (8, "resend", "IH", "IH"),
        (9, "powerOff", "", ""),
    )
}


class ProtocolError(ValueError):
    """A message that cannot be read; ``code`` is one of the document's error words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _require(condition: bool, code: str) -> None:
    if not condition:
        raise ProtocolError(code)


def _require_range(value: int, low: int, high: int) -> None:
    _require(low <= value <= high, OUT_OF_RANGE)


def _require_version(data: bytes) -> None:
    _require(len(data) > 0, LENGTH)
    _require(data[0] == VERSION, UNSUPPORTED_VERSION)


def decode_stream(data: bytes) -> Fields:
    """Decode one notification of Stream.

    ``deviceTimeUs`` is the sensor's clock at the first sample in µs (modulo 2^32), ``firstIndex`` its
    sample index (modulo 2^32), ``sequence`` the notification's number (modulo 2^16). ``counts`` holds
    acceleration x y z, angular rate x y z per sample, ``magneticCounts`` x y z per sample, all in raw
    counts, to be multiplied with the scales of Info (m/s², rad/s, µT). -32768 on all three magnetic
    axes means that there is no new reading.
    """
    _require_version(data)
    _require(len(data) >= STREAM_HEADER.size, LENGTH)
    _, flags, sequence, first_index, device_time_us = STREAM_HEADER.unpack_from(data)
    _require(not flags & FLAGS_LAYOUT, UNKNOWN_LAYOUT)

    magnetometer = bool(flags & FLAG_MAGNETOMETER)
    n, rest = divmod(len(data) - STREAM_HEADER.size, 18 if magnetometer else 12)
    _require(n >= 1 and rest == 0 and len(data) <= MAX_MESSAGE_BYTES, LENGTH)
    inertial = struct.Struct(f"<{6 * n}h")
    magnetic = struct.Struct(f"<{3 * n if magnetometer else 0}h")
    return {
        "flags": flags,
        "sequence": sequence,
        "firstIndex": first_index,
        "deviceTimeUs": device_time_us,
        "counts": list(inertial.unpack_from(data, STREAM_HEADER.size)),
        "magneticCounts": list(magnetic.unpack_from(data, STREAM_HEADER.size + inertial.size)),
    }


def _read_text(data: bytes, offset: int) -> Tuple[str, int]:
    """Read the text at ``offset`` (bytes); return it and the offset behind it."""
    _require(offset < len(data), LENGTH)
    begin, end = offset + 1, offset + 1 + data[offset]
    _require(end <= len(data), LENGTH)
    text = bytes(data[begin:end])
    _require(len(text) <= MAX_TEXT_BYTES and TEXT.fullmatch(text) is not None, INVALID_TEXT)
    return text.decode("ascii"), end


def decode_info(data: bytes) -> Fields:
    """Decode Info.

    The scales are the worth of one count: ``accelerationScaleMps2`` in m/s², ``angularRateScaleRadps``
    in rad/s, ``magneticScaleUt`` in µT. The ranges are ± g and ± °/s, ``rateHz`` is nominal, in Hz,
    ``ringDepthSamples`` in samples. Bytes behind the known fields are ignored.
    """
    _require_version(data)
    _require(INFO_HEADER.size <= len(data) <= MAX_MESSAGE_BYTES, LENGTH)
    (_, options, rate, acceleration_scale, angular_rate_scale, acceleration_range, angular_rate_range,
     ring_depth, capabilities, magnetic_scale, run) = INFO_HEADER.unpack_from(data)
    _require_range(rate, 60, 400)
    for scale in (acceleration_scale, angular_rate_scale):
        _require(math.isfinite(scale) and scale > 0, OUT_OF_RANGE)
    for full_scale in (acceleration_range, angular_rate_range):
        _require_range(full_scale, 1, 65535)
    may_be_zero = not capabilities & CAPABILITY_MAGNETOMETER
    _require(math.isfinite(magnetic_scale) and (magnetic_scale > 0 or (may_be_zero and magnetic_scale == 0)),
             OUT_OF_RANGE)
    serial, offset = _read_text(data, INFO_HEADER.size)
    firmware, _ = _read_text(data, offset)
    return {
        "serial": serial,
        "firmware": firmware,
        "rateHz": rate,
        "accelerationScaleMps2": acceleration_scale,
        "angularRateScaleRadps": angular_rate_scale,
        "accelerationRangeG": acceleration_range,
        "angularRateRangeDps": angular_rate_range,
        "ringDepthSamples": ring_depth,
        "capabilities": capabilities,
        "magnetometerOn": bool(options & OPTION_MAGNETOMETER),
        # A negative zero is read as 0; the sum of both is +0.
        "magneticScaleUt": magnetic_scale + 0.0,
        "run": run,
    }


def decode_request(data: bytes) -> Fields:
    """Decode a request written to Control into ``tag`` and ``command``.

    Units are in the names: Hz, ± g, ± °/s, seconds, percent; ``firstIndex`` and ``count`` in samples.
    """
    _require(len(data) >= 2, LENGTH)
    opcode, tag = data[0], data[1]
    _require(opcode in COMMANDS, UNKNOWN_OPCODE)
    kind, layout, _ = COMMANDS[opcode]
    _require(len(data) == 2 + layout.size, LENGTH)
    parameters = layout.unpack_from(data, 2)

    command: Fields = {"kind": kind}
    if kind == "configure":
        rate, acceleration_range, angular_rate_range, options = parameters
        _require_range(rate, 60, 400)
        _require_range(acceleration_range, 1, 65535)
        _require_range(angular_rate_range, 1, 65535)
        _require_range(options, 0, 1)
        command.update(rateHz=rate, accelerationRangeG=acceleration_range,
                       angularRateRangeDps=angular_rate_range, magnetometer=options == 1)
    elif kind == "identify":
        (duration_s,) = parameters
        _require_range(duration_s, 1, 30)
        command.update(durationS=duration_s)
    elif kind == "cue":
        pattern, strength_percent = parameters
        _require(pattern in PATTERNS, OUT_OF_RANGE)
        _require_range(strength_percent, 1, 100)
        command.update(pattern=PATTERNS[pattern], strengthPercent=strength_percent)
    elif kind == "resend":
        first_index, count = parameters
        _require_range(count, 1, 65535)
        command.update(firstIndex=first_index, count=count)
    return {"tag": tag, "command": command}


def decode_response(data: bytes) -> Fields:
    """Decode an indication of Control into ``opcode``, ``tag``, ``status`` and ``answer``.

    ``answer`` is None unless the status is ``ok`` and the command has one. Times are readings of the
    sensor's clock in µs (modulo 2^32), the temperature is in 0.01 °C, indices and counts in samples.
    Bytes behind the known fields are ignored.
    """
    _require(len(data) >= 3, LENGTH)
    opcode, tag, status = data[0], data[1], data[2]
    _require(status < len(STATUSES), OUT_OF_RANGE)
    answer = _decode_answer(opcode, data) if STATUSES[status] == "ok" else None
    return {"opcode": opcode, "tag": tag, "status": STATUSES[status], "answer": answer}


def _decode_answer(opcode: int, data: bytes) -> Optional[Fields]:
    """Decode what follows the status ``ok`` of a whole response (units as in ``decode_response``)."""
    _require(opcode in COMMANDS, UNKNOWN_OPCODE)
    kind, _, layout = COMMANDS[opcode]
    _require(len(data) >= 3 + layout.size, LENGTH)
    fields = layout.unpack_from(data, 3)

    if kind == "cue":
        return {"kind": kind, "startedUs": fields[0]}
    if kind == "sync":
        return {"kind": kind, "receivedUs": fields[0], "answeredUs": fields[1]}
    if kind == "status":
        state, battery, temperature, next_index, oldest_index, skipped, faults = fields
        _require_range(state, 0, 1)
        _require(battery <= 100 or battery == BATTERY_UNKNOWN, OUT_OF_RANGE)
        return {
            "kind": kind,
            "streaming": state == 1,
            "batteryPercent": None if battery == BATTERY_UNKNOWN else battery,
            "temperatureCentiC": None if temperature == TEMPERATURE_UNKNOWN else temperature,
            "nextIndex": next_index,
            "oldestIndex": oldest_index,
            "skippedSamples": skipped,
            "faults": faults,
        }
    if kind == "resend":
        first_index, count = fields
        _require_range(count, 1, 65535)
        return {"kind": kind, "firstIndex": first_index, "count": count}
    return None


def sync_offset(asked_us: Number, heard_us: Number, received_us: Number,
                answered_us: Number) -> Optional[Dict[str, Number]]:
    """Relate the clocks by one sync exchange; all arguments and results are in µs.

    ``asked_us`` and ``heard_us`` are the hub's clock (t1, t4; it does not wrap), ``received_us`` and
    ``answered_us`` the sensor's (t2, t3; modulo 2^32). ``receivedAtUs`` is the hub's time at the reading
    ``received_us``, wrong by at most half of ``roundTripUs``; it ends in .5 when the round trip is odd.
    None when the sensor claims to have held the answer longer than the hub waited.
    """
    round_trip_us = (heard_us - asked_us) - (answered_us - received_us) % CLOCK_MODULUS_US
    if round_trip_us < 0:
        return None
    half_us = round_trip_us / 2 if round_trip_us % 2 else round_trip_us // 2
    return {"receivedAtUs": asked_us + half_us, "roundTripUs": round_trip_us}


DECODERS = {
    "stream": decode_stream,
    "info": decode_info,
    "request": decode_request,
    "response": decode_response,
}
EXCHANGE = ("askedUs", "heardUs", "receivedUs", "answeredUs")
INVALID_INPUT = "invalidInput"  # of the command line alone: the JSON line itself cannot be understood


def _is_time(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 2 ** 63


def _answer_line(line: str) -> Fields:
    """Answer one JSON line of the command line."""
    try:
        task = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": INVALID_INPUT}
    if not isinstance(task, dict):
        return {"error": INVALID_INPUT}
    message = task.get("message")
    if message == "sync":
        exchange = task.get("exchange")
        if not isinstance(exchange, dict) or not all(_is_time(exchange.get(key)) for key in EXCHANGE):
            return {"error": INVALID_INPUT}
        return {"value": sync_offset(*(exchange[key] for key in EXCHANGE))}
    if not isinstance(message, str) or message not in DECODERS:
        return {"error": INVALID_INPUT}
    try:
        data = bytes.fromhex(task.get("hex"))
    except (TypeError, ValueError):
        return {"error": INVALID_INPUT}
    try:
        return {"value": DECODERS[message](data)}
    except ProtocolError as error:
        return {"error": error.code}


def main() -> int:
    """Read JSON lines from stdin and print one JSON line for each; blank lines are passed over."""
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip()
        if line:
            print(json.dumps(_answer_line(line), allow_nan=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
