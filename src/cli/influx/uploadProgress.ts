import { performance } from 'node:perf_hooks';
import type { FilesUploaded } from '../../influx/upload/uploadFiles.ts';
import { CliError } from '../cliError.ts';

const EVERY_MS = 200;
/** How long a server may be away before it is given up: at first, and when it had taken something. */
const PATIENCE_MS = { atFirst: 10_000, later: 60_000 };

/** How far an upload is, as one line that is written over, and what came of it. */
export class UploadProgress {
  readonly #quiet: boolean;
  readonly #names: readonly string[];
  readonly #durationsS: ReadonlyMap<string, number | null>;
  /** How far each is, from 0 to 1. */
  readonly #shares = new Map<string, number>();
  /** Seconds of recordings that this run uploaded. */
  #doneS = 0;
  readonly #startMs = performance.now();
  #lines = 0;
  #shownMs = Number.NEGATIVE_INFINITY;
  #isShown = false;
  #waitingSinceMs: number | null = null;
  #told: string | null = null;

  /** `durationsS`: of each, null where it is not known. */
  constructor(names: readonly string[], durationsS: readonly (number | null)[], quiet: boolean) {
    this.#names = names;
    this.#quiet = quiet;
    this.#durationsS = new Map(names.map((name, i) => [name, durationsS[i] ?? null]));
  }

  /** @param from which part of it the database has now, `to`, from 0 to 1 */
  at(name: string, from: number, to: number, lines: number): void {
    this.#doneS += (this.#durationsS.get(name) ?? 0) * (to - from);
    this.#shares.set(name, to);
    this.#lines = lines;
    const now = performance.now();
    if (this.#quiet || !process.stderr.isTTY || now - this.#shownMs < EVERY_MS) return;
    this.#shownMs = now;
    this.#isShown = true;
    process.stderr.write(`\r\x1b[K${this.#line((now - this.#startMs) / 1000)}`);
  }

  /** Tells why it waits, and gives up when that has lasted. */
  waits(because: string | null, given: AbortController): void {
    if (because === null) {
      this.#waitingSinceMs = null;
      return;
    }
    const now = performance.now();
    this.#waitingSinceMs ??= now;
    if (this.#told !== because && !this.#quiet) {
      this.end();
      console.error(`waiting: ${because}`);
    }
    this.#told = because;
    const patienceMs = this.#lines === 0 ? PATIENCE_MS.atFirst : PATIENCE_MS.later;
    if (now - this.#waitingSinceMs > patienceMs && !given.signal.aborted) {
      given.abort(
        new CliError(
          `${this.#quiet ? `${because}; ` : ''}given up for now: what is uploaded is noted, and the same command without --again goes on there`,
        ),
      );
    }
  }

  end(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
    this.#isShown = false;
  }

  summary({ linesSent, linesRefused }: FilesUploaded, elapsedS: number): string {
    const what = this.#names.length === 1 ? this.#names[0] : `${this.#names.length} recordings`;
    if (linesSent + linesRefused === 0) {
      return `${what}: noted as uploaded already; "plumbline influx verify" looks, --again sends it anew`;
    }
    const parts = [
      `${linesSent} lines in ${elapsedS.toFixed(1)} s`,
      ...speedOf(this.#doneS, elapsedS),
      ...(linesRefused > 0 ? [`${linesRefused} refused`] : []),
    ];
    return `${what}: ${parts.join(', ')}`;
  }

  #line(elapsedS: number): string {
    const totalS = [...this.#durationsS.values()].reduce<number>((sum, s) => sum + (s ?? 0), 0);
    const leftS = totalS - this.#atS();
    const speed = this.#doneS / elapsedS;
    const eta = speed > 0 && totalS > 0 ? [`${Math.ceil(leftS / speed)} s to go`] : [];
    return [`${this.#lines} lines`, ...speedOf(this.#doneS, elapsedS), ...eta].join(', ');
  }

  #atS(): number {
    let sum = 0;
    for (const [name, share] of this.#shares) sum += (this.#durationsS.get(name) ?? 0) * share;
    return sum;
  }
}

function speedOf(doneS: number, elapsedS: number): string[] {
  return doneS > 0 && elapsedS > 0 ? [`${(doneS / elapsedS).toFixed(0)} × real time`] : [];
}
