import type { Buffer } from 'node:buffer';

export interface L2capFrame {
  readonly channel: number;
  readonly payload: Uint8Array;
}

const CONTINUING = 1;

/** Joins the ACL packets of one connection into L2CAP frames. */
export class L2capAssembler {
  #bytes = new Uint8Array(0);

  /** The frame that `packet` completes, or null while more must come. */
  push(packet: Buffer): L2capFrame | null {
    const continuing = (packet.readUInt16LE(1) >> 12) & 3;
    const data = packet.subarray(5);
    this.#bytes = Uint8Array.from([...(continuing === CONTINUING ? this.#bytes : []), ...data]);
    if (this.#bytes.length < 4) return null;
    const view = new DataView(this.#bytes.buffer);
    const length = view.getUint16(0, true);
    if (this.#bytes.length < 4 + length) return null;
    const payload = this.#bytes.slice(4, 4 + length);
    this.#bytes = new Uint8Array(0);
    return { channel: view.getUint16(2, true), payload };
  }
}
