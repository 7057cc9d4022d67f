import type { DecodedBlock, Packet, SensorDescription } from '../../model/sensor.ts';
import { type PacketDecoder, readPacket, refusingDecoder } from '../packetDecoder.ts';
import { WireError } from '../wireError.ts';
import { isClipped } from './clipped.ts';
import { DataJoiner } from './dataJoiner.ts';
import { decodeDataMessage, type MeasuredSamples } from './dataMessage.ts';
import {
  BODY_LAYOUTS,
  type BodyLayout,
  type MeasurementName,
  measurementOf,
} from './measurements.ts';
import { decodeNotification } from './notifications.ts';
import { PairByTime, type PairedSamples } from './pairByTime.ts';

/** Several samples per notification; the layout is the measurements that feed a body, such as 'IMU6'. */
export function movesenseDecoder(sensor: SensorDescription): PacketDecoder {
  const { layout = 'none', rateHz } = sensor;
  if (isBodyLayout(layout)) return new MovesenseDecoder(BODY_LAYOUTS[layout], rateHz);
  const valid = Object.keys(BODY_LAYOUTS).join(', ');
  return refusingDecoder(
    `its layout ${layout} does not tell specific force and angular rate; valid are ${valid}`,
  );
}

function isBodyLayout(layout: string): layout is BodyLayout {
  return Object.hasOwn(BODY_LAYOUTS, layout);
}

/** Data of measurements that are not in the layout, and replies, hold no samples of it. */
class MovesenseDecoder implements PacketDecoder {
  readonly #joiners: ReadonlyMap<MeasurementName, DataJoiner>;
  readonly #pairs: PairByTime;

  constructor(measurements: readonly MeasurementName[], rateHz: number) {
    this.#joiners = new Map(measurements.map((name) => [name, new DataJoiner(name)]));
    this.#pairs = new PairByTime(rateHz);
  }

  decode(packet: Packet): readonly DecodedBlock[] {
    return readPacket(packet, (bytes) =>
      this.#samplesOf(bytes).flatMap((samples) => this.#blocksOf(packet, samples)),
    );
  }

  #samplesOf(bytes: Uint8Array): MeasuredSamples[] {
    const { kind, reference, data } = decodeNotification(bytes);
    const name = measurementOf(reference);
    const joiner = name === null ? undefined : this.#joiners.get(name);
    if (name === null || joiner === undefined || kind === 'reply') return [];
    const messages = kind === 'data' ? joiner.data(data) : [joiner.continuation(data)];
    return readableOf(name, messages);
  }

  #blocksOf(packet: Packet, samples: MeasuredSamples): DecodedBlock[] {
    const { timestampMs, count, acceleration, angularRate, magneticField } = samples;
    if (acceleration && angularRate) {
      const together = { deviceTimeUs: 1000 * timestampMs, count, acceleration, angularRate };
      return [{ ...blockOf(packet, together), ...(magneticField && { magneticField }) }];
    }
    return this.#pairs.push(samples).map((pair) => blockOf(packet, pair));
  }
}

function blockOf({ sensorId }: Packet, samples: PairedSamples): DecodedBlock {
  const { deviceTimeUs, count, acceleration, angularRate } = samples;
  const clipped = isClipped(acceleration, angularRate);
  return { sensorId, firstIndex: null, count, deviceTimeUs, acceleration, angularRate, clipped };
}

/** One message that cannot be read does not take another one with it. */
function readableOf(name: MeasurementName, messages: readonly Uint8Array[]): MeasuredSamples[] {
  const readable: MeasuredSamples[] = [];
  let fault: WireError | null = null;
  for (const message of messages) {
    try {
      readable.push(decodeDataMessage(name, message));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      fault = error;
    }
  }
  if (fault !== null && readable.length === 0) throw fault;
  return readable;
}
