import { performance } from 'node:perf_hooks';
import { RecordingError, systemCode } from '../../recording/recordingError.ts';
import { backoffMs } from './backoff.ts';

interface Failed {
  readonly failures: number;
  readonly notBeforeMs: number;
}

/** Recordings whose last reading failed, and when each is tried again, by the name of its file. */
export class FailedReads {
  readonly #each = new Map<string, Failed>();

  has(name: string): boolean {
    return this.#each.has(name);
  }

  /** Whether it failed a moment ago, in a way that may pass. */
  isEarly(name: string): boolean {
    const failed = this.#each.get(name);
    return failed !== undefined && performance.now() < failed.notBeforeMs;
  }

  note(name: string, isPassing: boolean): void {
    const failures = (this.#each.get(name)?.failures ?? 0) + 1;
    const notBeforeMs = isPassing ? performance.now() + backoffMs(failures, Math.random) : 0;
    this.#each.set(name, { failures, notBeforeMs });
  }

  /** @returns whether it had failed */
  clear(name: string): boolean {
    return this.#each.delete(name);
  }

  keys(): Iterable<string> {
    return this.#each.keys();
  }
}

/**
 * Whether the same file may be read another time: what is wrong is not in it, but with the machine, such as
 * a disk that is full.
 */
export function mayPass(error: unknown): boolean {
  return !(error instanceof RecordingError) || systemCode(error.cause) !== null;
}
