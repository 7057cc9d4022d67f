import type { DecodedBlock, Packet, SensorDescription } from '../../model/sensor.ts';
import { type PacketDecoder, readPacket } from '../packetDecoder.ts';
import { hexOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import { FrameStream } from './frameStream.ts';
import type { Frame, MotionFrame } from './frames.ts';

const MAX_COUNT = 32767;

/** A stream of frames, one sample in each frame of motion. */
export function witMotionDecoder(sensor: SensorDescription): PacketDecoder {
  return new WitMotionDecoder(sensor);
}

class WitMotionDecoder implements PacketDecoder {
  readonly #sensor: SensorDescription;
  readonly #stream = new FrameStream();

  constructor(sensor: SensorDescription) {
    this.#sensor = sensor;
  }

  decode(packet: Packet): readonly DecodedBlock[] {
    const frames = readPacket(packet, (bytes) => this.#framesOf(bytes));
    const motion = frames.filter((frame) => frame.kind === 'motion');
    return motion.length === 0 ? [] : [blockOf(packet, this.#sensor, motion)];
  }

  #framesOf(bytes: Uint8Array): Frame[] {
    const stream = this.#stream;
    const couldFollow = stream.begunBytes > 0;
    const skippedBefore = stream.skippedBytes;
    const frames = stream.push(bytes);
    if (couldFollow || stream.skippedBytes - skippedBefore < bytes.length) return frames;
    throw new WireError('stream', 'a frame that begins with 55 61 or 55 71', hexOf(bytes));
  }
}

function blockOf(
  { sensorId }: Packet,
  { accelerationScaleMps2, angularRateScaleRadps }: SensorDescription,
  frames: readonly MotionFrame[],
): DecodedBlock {
  const count = frames.length;
  const acceleration = new Float64Array(3 * count);
  const angularRate = new Float64Array(3 * count);
  let clipped = false;
  frames.forEach(({ counts }, sample) => {
    for (let axis = 0; axis < 3; axis++) {
      acceleration[3 * sample + axis] = counts[axis]! * accelerationScaleMps2;
      angularRate[3 * sample + axis] = counts[3 + axis]! * angularRateScaleRadps;
    }
    clipped ||= counts.some((value) => Math.abs(value) >= MAX_COUNT);
  });
  return {
    sensorId,
    firstIndex: null,
    count,
    deviceTimeUs: null,
    acceleration,
    angularRate,
    clipped,
  };
}
