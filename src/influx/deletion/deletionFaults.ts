import { performance } from 'node:perf_hooks';
import { withoutPath } from '../../recording/withoutPath.ts';
import { UploadError } from '../server/uploadError.ts';
import { backoffMs } from '../upload/backoff.ts';
import { UndeletableError } from './deleteLines.ts';
import type { ReadRequest } from './requestFiles.ts';

/** A right that is missing, or another server, is put there by a person. */
const REFUSED_AGAIN_MS = 600_000;

/** Why requests for deletion were not followed, and when they are tried again. */
export class DeletionFaults {
  /** Sentences of those that the server refuses, by their id. */
  readonly #refused = new Map<string, string>();
  #refusedAtMs = 0;
  #failures = 0;
  #notBeforeMs = 0;
  #waitsBecause: string | null = null;

  /** In a sentence; null when nothing stands against any. */
  get problem(): string | null {
    return this.#waitsBecause ?? [...this.#refused.values()][0] ?? null;
  }

  /** Whether all wait, for the server is away. */
  get isPutOff(): boolean {
    return this.#waitsBecause !== null;
  }

  /** Whether it is too early to try again. */
  get isEarly(): boolean {
    return performance.now() < this.#notBeforeMs;
  }

  /** Whether the server refuses this one, by the id of its recording. */
  isRefused(id: string): boolean {
    return this.#refused.has(id);
  }

  note({ id, request }: ReadRequest, error: unknown): void {
    if (error instanceof UndeletableError) {
      this.#refused.set(id, `${error.message}: ${whatStays(request)}`);
      this.#refusedAtMs = performance.now();
      return;
    }
    this.#failures += 1;
    this.#notBeforeMs = performance.now() + backoffMs(this.#failures, Math.random);
    this.#waitsBecause =
      error instanceof UploadError
        ? error.message
        : `a deletion in the database cannot be noted: ${withoutPath(error)}`;
  }

  /** One was followed. */
  clear(): void {
    this.#failures = 0;
    this.#waitsBecause = null;
  }

  /** Forgets what is not asked for any more, and after a while what was refused. `ids`: of all there are. */
  keepOnly(ids: ReadonlySet<string>): void {
    const isLongAgo = performance.now() - this.#refusedAtMs > REFUSED_AGAIN_MS;
    for (const id of this.#refused.keys()) if (isLongAgo || !ids.has(id)) this.#refused.delete(id);
    if (ids.size === 0) this.clear();
  }
}

function whatStays({ session, subject, again }: ReadRequest['request']): string {
  const what = again ? `stays there under ${subject}` : 'was deleted here and stays there';
  return `session ${session} ${what}; to put that right, delete the bucket there, make it anew, remove .plumbline/uploads, which uploads all that is still recorded, and take its file out of .plumbline/deletions`;
}
