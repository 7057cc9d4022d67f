import type { SensorId } from '../model/sensor.ts';
import type { PacketError } from '../protocols/index.ts';

const REPEAT_AFTER_US = 10_000_000;

/** Tells of packets that cannot be read once in ten seconds, not a hundred times in one. */
export class UnreadablePackets {
  readonly #sensors = new Map<SensorId, { toldUs: number; untold: number }>();

  /** The sentence to tell now; null while the last one still stands. */
  note(sensorId: SensorId, error: PacketError, arrivalUs: number): string | null {
    const known = this.#sensors.get(sensorId);
    if (known && arrivalUs - known.toldUs < REPEAT_AFTER_US) {
      known.untold++;
      return null;
    }
    this.#sensors.set(sensorId, { toldUs: arrivalUs, untold: 0 });
    const others = known?.untold ?? 0;
    return others === 0 ? error.message : `${error.message} So did ${others} before it.`;
  }
}
