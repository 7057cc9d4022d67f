import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ChaosHubOptions, ChaosReport } from './chaosReport.ts';

const PROGRAM = fileURLToPath(new URL('./chaosHub.ts', import.meta.url));

/**
 * All that the hub may keep alive: a backlog in memory would end it. What the process takes of the machine
 * is more, for garbage is collected when there is some.
 */
export const HEAP_MB = 96;

/** A hub in a process of its own, which can be killed as a power cut would. */
export class ChaosHubProcess {
  readonly #options: ChaosHubOptions;
  readonly #told: (report: ChaosReport) => void;
  #child: ChildProcess | null = null;
  #closed: Promise<unknown> = Promise.resolve();

  constructor(options: ChaosHubOptions, told: (report: ChaosReport) => void) {
    this.#options = options;
    this.#told = told;
  }

  start(): void {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_MB}`,
        '--import',
        'tsx',
        PROGRAM,
        JSON.stringify(this.#options),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    createInterface({ input: child.stdout }).on('line', (line) => this.#told(JSON.parse(line)));
    this.#closed = once(child, 'close');
    this.#child = child;
  }

  /** null while it runs and when it was killed. */
  get exitCode(): number | null {
    return this.#child?.exitCode ?? null;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#closed;
  }
}
