import { Emitter } from '../../src/model/emitter.ts';
import type { Packet, SensorDescription, SensorId } from '../../src/model/sensor.ts';
import { sensorId } from '../../src/model/sensor.ts';
import type {
  CueDelivery,
  HapticCue,
  SensorSource,
  SensorSourceEvents,
} from '../../src/model/sensorSource.ts';

export function testSensor(serial: string): SensorDescription {
  return {
    id: sensorId(serial),
    driver: 'plumbline',
    name: `Sensor ${serial}`,
    firmware: '1.0.0',
    rateHz: 100,
    accelerationScaleMps2: 0.005,
    angularRateScaleRadps: 0.001,
  };
}

/** A source whose sensors do what the test says. */
export class FakeSource implements SensorSource {
  readonly kind = 'simulated';
  readonly identified: SensorId[] = [];
  readonly cues: { readonly id: SensorId; readonly cue: HapticCue }[] = [];
  readonly #events = new Emitter<SensorSourceEvents>();
  failStart: Error | null = null;
  failCue: Error | null = null;
  running = false;

  on<E extends keyof SensorSourceEvents>(
    event: E,
    listener: (...args: SensorSourceEvents[E]) => void,
  ): () => void {
    return this.#events.on(event, listener);
  }

  emit<E extends keyof SensorSourceEvents>(event: E, ...args: SensorSourceEvents[E]): void {
    this.#events.emit(event, ...args);
  }

  packet(id: SensorId, arrivalUs: number, bytes = Uint8Array.of(1, 2, 3)): Packet {
    const packet = { sensorId: id, arrivalUs, bytes };
    this.emit('packet', packet);
    return packet;
  }

  async start(): Promise<void> {
    if (this.failStart) throw this.failStart;
    this.running = true;
  }

  async stop(): Promise<void> {
    this.running = false;
  }

  async identify(id: SensorId): Promise<void> {
    this.identified.push(id);
  }

  async cue(id: SensorId, cue: HapticCue): Promise<CueDelivery> {
    if (this.failCue) throw this.failCue;
    this.cues.push({ id, cue });
    return { sentUs: 0, acknowledgedUs: 0 };
  }

  async configure(): Promise<void> {}
}
