import type { DecodedBlock, Packet, TimedSamples } from '../model/sensor.ts';
import { PacketError } from './packetError.ts';
import { WireError } from './wireError.ts';

/** Packets of one link to samples: what one notification began, a later one may complete. */
export interface PacketDecoder {
  /**
   * The samples that this packet completes, oldest first; none where it completes none.
   * @throws PacketError when the bytes are not what the sensor's driver sends; the next packet is
   * read as if this one had not come
   */
  decode(packet: Packet): readonly (DecodedBlock | TimedSamples)[];
}

/** What `read` makes of the packet's bytes; a WireError of it becomes the sensor's PacketError. */
export function readPacket<T>({ sensorId, bytes }: Packet, read: (bytes: Uint8Array) => T): T {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new PacketError(sensorId, error.message, { cause: error });
  }
}

/** The decoder of a link whose sensor was told to send what holds no samples, and why it does not. */
export function refusingDecoder(reason: string): PacketDecoder {
  return {
    decode: ({ sensorId }) => {
      throw new PacketError(sensorId, reason);
    },
  };
}
