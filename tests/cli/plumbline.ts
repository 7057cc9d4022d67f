import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
export const MAIN = join(PROJECT, 'dist', 'src', 'cli', 'main.js');
const SAID_WITHIN_MS = 20_000;

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the process, as the shell takes it; default that of the tests. */
  readonly umask?: string;
}

/** A command that runs: what it has said so far, and its end. */
export class Running {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #ended: Promise<number | null>;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#ended = once(child, 'close').then(([code]) => code as number | null);
  }

  async end(): Promise<Run> {
    const code = await this.#ended;
    return { code, stdout: this.stdout, stderr: this.stderr };
  }

  /** Resolves when stdout matches; rejects with all that was said when it never does. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = Date.now() + SAID_WITHIN_MS;
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      if (this.child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${pattern} was not said:\n${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The built command line as a process of its own, without the caller's InfluxDB settings. */
export function begin(args: readonly string[], { cwd, env, umask }: RunOptions = {}): Running {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not built: run "npm run build" first`);
  const words = [process.execPath, MAIN, ...args];
  const shell = ['/bin/sh', '-c', `umask ${umask}; exec "$0" "$@"`];
  const [program, ...rest] = umask === undefined ? words : [...shell, ...words];
  const child = spawn(program, rest, {
    cwd: cwd ?? tmpdir(),
    env: { ...withoutInflux(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return new Running(child);
}

export function plumbline(args: readonly string[], options?: RunOptions): Promise<Run> {
  return begin(args, options).end();
}

/** A hub on a free port that has come up. */
export async function beginHub(
  args: readonly string[],
  options?: RunOptions,
): Promise<Running & { readonly url: string }> {
  const hub = begin(['start', '--port', '0', ...args], options);
  const [, url] = await hub.says(/^Open (http:\S+)/m);
  return Object.assign(hub, { url });
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function withoutInflux(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INFLUX_')));
}
