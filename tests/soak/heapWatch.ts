import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

const MB = 2 ** 20;

/** Bytes in use after everything unreachable was collected. */
export function heapAfterCollection(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

/** How much the heap grows from its first readings to its last. */
export class HeapWatch {
  readonly #bytes: number[] = [];

  note(): void {
    this.#bytes.push(heapAfterCollection());
  }

  /** Median of the last third of the readings less that of the first, MB. */
  get gainedMb(): number {
    const third = Math.max(1, Math.floor(this.#bytes.length / 3));
    return (median(this.#bytes.slice(-third)) - median(this.#bytes.slice(0, third))) / MB;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
