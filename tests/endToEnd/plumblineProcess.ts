import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DASHBOARD_FOLDER, PROJECT_FOLDER } from '../../src/cli/projectFolder.ts';

const PROGRAM = join(PROJECT_FOLDER, 'dist', 'src', 'cli', 'main.js');
const DASHBOARD = join(DASHBOARD_FOLDER, 'index.html');
const START_TIMEOUT_MS = 30_000;
const ADDRESS = /^Open (http:\/\/\S+)/m;

/** How a process ended. */
export interface Ending {
  /** null when a signal ended it. */
  readonly code: number | null;
  /** From the signal to the end of the process. */
  readonly tookMs: number;
}

/** A hub as a user runs it: the built program, in a process of its own. */
export class HubProcess {
  /** Where it said the dashboard is. */
  readonly url: string;
  /** All it printed until then. */
  readonly greeting: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, greeting: string, url: string) {
    this.#child = child;
    this.greeting = greeting;
    this.url = url;
  }

  /** Resolves when it has printed its address; throws with its output when it ends before. */
  static async start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    nodeFlags: readonly string[] = [],
  ): Promise<HubProcess> {
    const child = spawnPlumbline(['start', ...args], env, nodeFlags);
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    const deadlineMs = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const url = ADDRESS.exec(output)?.[1];
      if (url !== undefined) return new HubProcess(child, output, url);
      if (child.exitCode !== null || performance.now() > deadlineMs) {
        child.kill('SIGKILL');
        throw new Error(`plumbline start ${args.join(' ')} did not come up:\n${output}`);
      }
      await sleep(20);
    }
  }

  get streamUrl(): string {
    return `${this.url.replace('http', 'ws')}/api/v1/stream`;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the hub has no process');
    return pid;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** As Ctrl-C ends it. */
  interrupt(): Promise<Ending> {
    return this.#end('SIGINT');
  }

  /** As a supervisor ends it. */
  terminate(): Promise<Ending> {
    return this.#end('SIGTERM');
  }

  /** As a power cut ends it. Does nothing to one that has ended. */
  kill(): Promise<Ending> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<Ending> {
    const startedMs = performance.now();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill(signal);
      await ended;
    }
    return { code: this.#child.exitCode, tookMs: performance.now() - startedMs };
  }
}

/** Runs one command to its end. */
export async function runPlumbline(
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawnPlumbline(args, {});
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  await once(child, 'close');
  return { code: child.exitCode, output: output.trim() };
}

function spawnPlumbline(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeFlags: readonly string[] = [],
): ChildProcess {
  const missing = [PROGRAM, DASHBOARD].find((path) => !existsSync(path));
  if (missing) throw new Error(`${missing} is missing: run "npm run build" first`);
  return spawn(process.execPath, [...nodeFlags, PROGRAM, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
