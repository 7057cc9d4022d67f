"""Asks a running hub how it is, shows the knee angles once a second and writes each repetition into
reps.csv; then fetches the report of the newest recording into report.json.

    python3 api.py [address of the hub] [repetitions to wait for]

HTTP needs nothing besides Python 3. The stream needs the package websockets; without it nothing is
watched, and the rest is done. A hub that was started with --lan wants a token, which is taken from
PLUMBLINE_TOKEN.
"""

import csv
import json
import os
import struct
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone

try:
    from websockets.sync.client import connect
except ImportError:
    connect = None

HUB = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8040"
WANTED = int(sys.argv[2]) if len(sys.argv) > 2 else 3
TOKEN = os.environ.get("PLUMBLINE_TOKEN")
HEADERS = {"Authorization": f"Bearer {TOKEN}"} if TOKEN else {}


def main():
    health = ask("health")
    print(f"{health['status']}: {health['software']}")
    for fault in health["faults"]:
        print(fault)
    if connect is None:
        print("Nothing is watched without the package websockets: pip install websockets")
    else:
        watch(WANTED)
    fetch_report()


def ask(path):
    request = urllib.request.Request(f"{HUB}/api/v1/{path}", headers=HEADERS)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{refused.code}: {json.load(refused)['error']}")
    except urllib.error.URLError as unreached:
        sys.exit(f"The hub cannot be reached at {HUB}: {unreached.reason}")


def watch(repetitions):
    """Returns once so many repetitions are written down."""
    address = HUB.replace("http", "ws", 1) + "/api/v1/stream"
    options = {"additional_headers": HEADERS, "compression": None, "max_size": None}
    with connect(address, subprotocols=["plumbline.v1"], **options) as socket, open(
        "reps.csv", "w", newline=""
    ) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow("ended number side flexion_deg headline unit band quality counted".split())
        layout, headline, sequence, acknowledged, told = None, None, 0, 0.0, 0.0
        while repetitions > 0:
            # Who does not say four times a second how far it has read is skipped.
            if time.monotonic() - acknowledged > 0.2:
                acknowledged = time.monotonic()
                socket.send(json.dumps({"type": "ack", "sequence": sequence}))
            try:
                data = socket.recv(timeout=0.1)
            except TimeoutError:
                continue
            if isinstance(data, bytes):
                sequence, time_us, channels = newest_of(data, layout)
                if time.monotonic() - told >= 1:
                    told = time.monotonic()
                    angles = ", ".join(knee(channels, side) for side in ("right", "left"))
                    print(instant(time_us), angles, flush=True)
                continue
            message = json.loads(data)
            # Types that are not known here are passed over: later hubs may have more.
            if message["type"] in ("hello", "layout"):
                layout = message["layout"]
            if message["type"] == "hello":
                headline = message["headline"]
                simulated = ", simulated" if message["simulated"] else ""
                print(f"{message['mode']} {message['session']}{simulated}", flush=True)
                print(message["disclaimer"])
            if message["type"] == "error":
                print(message["message"], file=sys.stderr)
            if message["type"] == "event" and message["event"]["type"] == "rep":
                rows.writerows(rows_of(message["event"]["rep"], headline))
                repetitions -= 1


def newest_of(data, layout):
    """Sequence, time and channels of the last frame of a batch, each channel with its quality word."""
    _, _, count, _, first = struct.unpack_from("<BBHII", data)
    at = 16 + (count - 1) * layout["frameBytes"]
    (time_us,) = struct.unpack_from("<d", data, at)
    at += 16
    columns = layout["qualityColumns"]
    qualities = dict(zip(columns, struct.unpack_from(f"<{len(columns)}H", data, at)))
    at += 2 * len(columns)
    values = struct.unpack_from(f"<{len(layout['channels'])}f", data, at)
    channels = {}
    for channel, value in zip(layout["channels"], values):
        bits = qualities[channel["quality"]]
        words = [word for i, word in enumerate(layout["qualityFlags"]) if bits & (1 << i)]
        channels[channel["name"]] = value, words[-1] if words else "ok"
    return (first + count - 1) % 2**32, time_us, channels


def knee(channels, side):
    """Never a value without the word for its quality; one that cannot be stated is NaN."""
    if f"{side}_knee_flexion_deg" not in channels:
        return f"{side} knee without sensors"
    value, word = channels[f"{side}_knee_flexion_deg"]
    return f"{side} knee {'unknown' if value != value else f'{value:.1f}°'} {word}"


def rows_of(rep, headline):
    for leg in rep["legs"]:
        value = leg["headlineAtPeakFlexion"]
        yield [
            instant(rep["endUs"]),
            rep["number"],
            leg["side"],
            f"{leg['peakFlexionDeg']:.1f}",
            "" if value is None else f"{value:.1f}",
            headline["unit"],
            leg["band"] or "",
            leg["quality"],
            str(rep["counted"]).lower(),
        ]


def instant(time_us):
    """Of microseconds since the Unix epoch."""
    told = datetime.fromtimestamp(time_us / 1e6, timezone.utc)
    return told.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fetch_report():
    recordings = ask("recordings")["recordings"]
    # The newest first; one that goes on cannot be reported on yet.
    finished = [recording["id"] for recording in recordings if recording["finished"]]
    if not finished:
        sys.exit("There is no recording that is finished.")
    newest = finished[0]
    report = ask(f"recordings/{urllib.parse.quote(newest, safe='')}/report.json")
    with open("report.json", "w") as file:
        json.dump(report, file, indent=2)
    reps = [rep for part in report["sets"] for rep in part["reps"]]
    counted = sum(rep["counted"] for rep in reps)
    print(f"{newest}: {counted} of {len(reps)} repetitions counted, see report.json")


main()
