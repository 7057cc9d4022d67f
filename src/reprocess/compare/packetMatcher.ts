import type { Packet, SensorId } from '../../model/sensor.ts';
import type { SensorPackets } from './comparison.ts';

/** So many packets of a sensor wait for their like; beyond that the oldest is taken to have none. */
const MOST_WAITING = 20_000;

export type Origin = 'a' | 'b';

/** Finds the packets that two recordings share, from both streams in turn. */
export class PacketMatcher {
  readonly #sensors = new Map<SensorId, SensorMatcher>();

  add(origin: Origin, packet: Packet): void {
    let sensor = this.#sensors.get(packet.sensorId);
    if (!sensor) {
      sensor = new SensorMatcher();
      this.#sensors.set(packet.sensorId, sensor);
    }
    sensor.add(origin, packet);
  }

  /** Of every sensor, by serial. To be asked once, at the end. */
  finish(): SensorPackets[] {
    return [...this.#sensors]
      .map(([sensorId, sensor]) => ({ sensorId, ...sensor.finish() }))
      .sort((x, y) => (x.sensorId < y.sensorId ? -1 : 1));
  }
}

class SensorMatcher {
  readonly #counts = { a: 0, b: 0, only: { a: 0, b: 0 }, same: 0 };
  /** Packets that have no like yet, oldest first, with how often each came. */
  readonly #waiting = { a: new Map<string, number>(), b: new Map<string, number>() };

  add(origin: Origin, { arrivalUs, bytes }: Packet): void {
    this.#counts[origin]++;
    const key = `${arrivalUs} ${textOf(bytes)}`;
    if (takeOne(this.#waiting[origin === 'a' ? 'b' : 'a'], key)) {
      this.#counts.same++;
      return;
    }
    const own = this.#waiting[origin];
    own.set(key, (own.get(key) ?? 0) + 1);
    if (own.size > MOST_WAITING) this.#giveUp(origin);
  }

  #giveUp(origin: Origin): void {
    for (const [key, times] of this.#waiting[origin]) {
      this.#waiting[origin].delete(key);
      this.#counts.only[origin] += times;
      return;
    }
  }

  finish(): Omit<SensorPackets, 'sensorId'> {
    const byBytes = new Map<string, number>();
    let left = 0;
    for (const [key, times] of this.#waiting.a) {
      const bytes = key.slice(key.indexOf(' '));
      byBytes.set(bytes, (byBytes.get(bytes) ?? 0) + times);
      left += times;
    }
    let moved = 0;
    let right = 0;
    for (const [key, times] of this.#waiting.b) {
      right += times;
      for (let i = 0; i < times; i++) {
        if (takeOne(byBytes, key.slice(key.indexOf(' ')))) moved++;
      }
    }
    const { a, b, same, only } = this.#counts;
    return { a, b, same, moved, onlyA: only.a + left - moved, onlyB: only.b + right - moved };
  }
}

function takeOne(waiting: Map<string, number>, key: string): boolean {
  const times = waiting.get(key);
  if (times === undefined) return false;
  if (times > 1) waiting.set(key, times - 1);
  else waiting.delete(key);
  return true;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
