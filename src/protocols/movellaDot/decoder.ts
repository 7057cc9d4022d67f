import type { DecodedBlock, Packet, SensorDescription } from '../../model/sensor.ts';
import { type PacketDecoder, readPacket, refusingDecoder } from '../packetDecoder.ts';
import { decodePayload } from './payload.ts';
import { BODY_MODES, PAYLOADS, type PayloadMode } from './payloadModes.ts';
import { motionOf } from './samples.ts';

/** One sample per notification; the payload mode is the description's layout, such as '20'. */
export function movellaDotDecoder(sensor: SensorDescription): PacketDecoder {
  const { layout = 'none', rateHz } = sensor;
  const mode = BODY_MODES.find((candidate) => String(candidate) === layout);
  if (mode === undefined) return refusingDecoder(whyNot(layout));
  return { decode: (packet) => [decodeSample(mode, rateHz, packet)] };
}

function decodeSample(mode: PayloadMode, rateHz: number, packet: Packet): DecodedBlock {
  return readPacket(packet, (bytes) => {
    const payload = decodePayload(mode, bytes);
    const { acceleration, angularRate, clipped } = motionOf(payload, rateHz);
    return {
      sensorId: packet.sensorId,
      firstIndex: null,
      count: 1,
      deviceTimeUs: payload.timestampUs,
      acceleration: Float64Array.from(acceleration),
      angularRate: Float64Array.from(angularRate),
      ...(payload.magneticField && { magneticField: Float64Array.from(payload.magneticField) }),
      clipped,
    };
  });
}

function whyNot(layout: string): string {
  const known = Object.entries(PAYLOADS).find(([mode]) => mode === layout);
  const what = known ? `${layout}, ${known[1].name},` : layout;
  const modes = BODY_MODES.join(', ');
  return `payload mode ${what} does not tell specific force and angular rate; valid are ${modes}`;
}
