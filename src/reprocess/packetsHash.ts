import { createHash } from 'node:crypto';
import type { Packet } from '../model/sensor.ts';
import type { Recording } from '../recording/reader.ts';

/**
 * SHA-256 over the packets of a recording in their order, each as serial, arrival and length in text
 * and then its bytes: who has the same has the same raw data.
 */
export class PacketsHash {
  readonly #hash = createHash('sha256');

  add({ sensorId, arrivalUs, bytes }: Packet): void {
    this.#hash.update(`${sensorId} ${arrivalUs} ${bytes.length}\n`).update(bytes);
  }

  /** In hex; to be asked once. */
  hex(): string {
    return this.#hash.digest('hex');
  }
}

/** Reads all packets of `recording` once. */
export async function packetsHashOf(recording: Recording): Promise<string> {
  const hash = new PacketsHash();
  for await (const batch of recording.batches(['packet']))
    for (const { packet } of batch) hash.add(packet);
  return hash.hex();
}
