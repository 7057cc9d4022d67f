import type { DecodedBlock, Packet, SensorDescription } from '../../model/sensor.ts';
import { type PacketDecoder, readPacket, refusingDecoder } from '../packetDecoder.ts';
import { WireError } from '../wireError.ts';
import { CHIPS, type Chip, MODULE, READ } from './modules.ts';
import { decodeNotification, type InertialCounts, inertialCountsIn } from './notifications.ts';
import { PairByArrival, type PairedCounts } from './pairByArrival.ts';

const MAX_COUNT = 32767;
const MODULES: readonly number[] = Object.values(MODULE);

/** Accelerometer and gyroscope in notifications of their own; the layout is the inertial chip. */
export function metaMotionDecoder(sensor: SensorDescription): PacketDecoder {
  const { layout = 'none' } = sensor;
  const chip = CHIPS.find((candidate) => candidate === layout);
  if (chip !== undefined) return new MetaMotionDecoder(sensor, chip);
  return refusingDecoder(`its layout ${layout} is no inertial chip; valid are ${CHIPS.join(', ')}`);
}

class MetaMotionDecoder implements PacketDecoder {
  readonly #sensor: SensorDescription;
  readonly #chip: Chip;
  readonly #pairs: PairByArrival;

  constructor(sensor: SensorDescription, chip: Chip) {
    this.#sensor = sensor;
    this.#chip = chip;
    this.#pairs = new PairByArrival(sensor.rateHz);
  }

  decode(packet: Packet): readonly DecodedBlock[] {
    const counts = readPacket(packet, (bytes) => countsIn(this.#chip, bytes));
    if (counts === null) return [];
    const pairs = this.#pairs.push(counts, packet.arrivalUs);
    return pairs.map((pair) => blockOf(packet, this.#sensor, pair));
  }
}

/** null for answers, and for modules other than the two. */
function countsIn(chip: Chip, bytes: Uint8Array): InertialCounts | null {
  const notification = decodeNotification(bytes);
  const { module, register } = notification;
  if (!MODULES.includes(module) && register !== READ) {
    throw new WireError('module', `one of ${MODULES.join(', ')}`, module);
  }
  return inertialCountsIn(chip, notification);
}

function blockOf(
  { sensorId }: Packet,
  { accelerationScaleMps2, angularRateScaleRadps }: SensorDescription,
  { samples, acceleration, angularRate }: PairedCounts,
): DecodedBlock {
  return {
    sensorId,
    firstIndex: null,
    count: samples,
    deviceTimeUs: null,
    acceleration: Float64Array.from(acceleration, (count) => count * accelerationScaleMps2),
    angularRate: Float64Array.from(angularRate, (count) => count * angularRateScaleRadps),
    clipped: acceleration.some(endsRange) || angularRate.some(endsRange),
  };
}

function endsRange(count: number): boolean {
  return Math.abs(count) >= MAX_COUNT;
}
