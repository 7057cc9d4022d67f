import type { InertialStream } from '../../../src/protocols/metaMotion/index.ts';

interface Delivery {
  readonly bytes: Uint8Array;
  readonly arrivalUs: number;
}

export interface DeliveryOptions {
  readonly rateHz: number;
  readonly packed: boolean;
  /** How much the sensor's own rate differs: phases to the radio's events do not stand still. */
  readonly rateError: number;
  /** Notifications of each stream. */
  readonly notifications: number;
  /** Between connection events, µs. */
  readonly intervalUs: number;
  /** How much later than the acceleration a sample of angular rate is ready, µs; may be negative. */
  readonly angularRateLaterUs?: number;
  /** Which notification does not come. */
  readonly isLost?: (stream: InertialStream, notification: number) => boolean;
  /** Nothing arrives in between; what waited then comes at once, µs. */
  readonly stall?: { readonly fromUs: number; readonly untilUs: number };
}

const REGISTERS = {
  acceleration: { module: 0x03, single: 0x04, packed: 0x1c },
  angularRate: { module: 0x13, single: 0x05, packed: 0x07 },
} as const;

/**
 * What a board with a BMI160 sends and when it arrives: each notification at the first connection event
 * after its last sample, in order of readiness. The counts of a sample are its number, modulo 2¹⁵.
 */
export function deliveriesOf(options: DeliveryOptions): Delivery[] {
  const { angularRateLaterUs = 0, isLost = () => false } = options;
  const streams = [
    { stream: 'acceleration', laterUs: 0 },
    { stream: 'angularRate', laterUs: angularRateLaterUs },
  ] as const;
  const samples = options.packed ? 3 : 1;
  const periodUs = 1e6 / (options.rateHz * (1 + options.rateError));
  return streams
    .flatMap(({ stream, laterUs }) =>
      Array.from({ length: options.notifications }, (_, n) => ({
        stream,
        n,
        readyUs: 1e6 + ((n + 1) * samples - 1) * periodUs + laterUs,
      })),
    )
    .filter(({ stream, n }) => !isLost(stream, n))
    .sort((a, b) => a.readyUs - b.readyUs)
    .map(({ stream, n, readyUs }) => ({
      bytes: notificationOf(stream, n * samples, options.packed),
      arrivalUs: arrivalOf(readyUs, options),
    }));
}

function arrivalOf(readyUs: number, { intervalUs, stall }: DeliveryOptions): number {
  const eventUs = Math.ceil(readyUs / intervalUs) * intervalUs;
  return stall && eventUs >= stall.fromUs && eventUs < stall.untilUs ? stall.untilUs : eventUs;
}

function notificationOf(stream: InertialStream, first: number, packed: boolean): Uint8Array {
  const { module, single, packed: three } = REGISTERS[stream];
  const bytes = new Uint8Array(packed ? 20 : 8);
  const view = new DataView(bytes.buffer);
  bytes.set([module, packed ? three : single]);
  for (let at = 2; at < bytes.length; at += 2) {
    view.setInt16(at, (first + Math.floor((at - 2) / 6)) % 32768, true);
  }
  return bytes;
}
