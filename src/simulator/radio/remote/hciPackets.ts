import { PACKET } from '../hci.ts';

/** Where the length of a packet stands behind its type, and in how many bytes; by type, as H4 has it. */
const LENGTHS: Readonly<Record<number, { readonly at: number; readonly bytes: 1 | 2 }>> = {
  [PACKET.command]: { at: 3, bytes: 1 },
  [PACKET.acl]: { at: 3, bytes: 2 },
  [PACKET.event]: { at: 2, bytes: 1 },
};

/** Cuts a stream of bytes into HCI packets: H4, the framing of Bluetooth adapters on a serial line. */
export class HciPackets {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * The packets that `bytes` completes.
   * @throws RangeError at a type of packet that H4 does not know: nothing behind it can be read
   */
  push(bytes: Buffer): Buffer[] {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const packets: Buffer[] = [];
    let at = 0;
    for (;;) {
      const end = endOfPacket(all, at);
      if (end === null) break;
      packets.push(all.subarray(at, end));
      at = end;
    }
    this.#rest = all.subarray(at);
    return packets;
  }
}

/** null while the packet that begins at `at` is not whole. */
function endOfPacket(bytes: Buffer, at: number): number | null {
  const type = bytes[at];
  if (type === undefined) return null;
  const length = LENGTHS[type];
  if (length === undefined) {
    throw new RangeError(
      `an HCI packet of type ${type}; valid are ${Object.keys(LENGTHS).join(', ')}`,
    );
  }
  const body = at + length.at + length.bytes;
  if (bytes.length < body) return null;
  const end = body + bytes.readUIntLE(at + length.at, length.bytes);
  return end <= bytes.length ? end : null;
}
