import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 30_000;

/** The hub a user starts, as a process of its own, with a recordings folder of its own. */
export class RealHub {
  readonly #flags: readonly string[];
  readonly #lifeMs: number;
  #process: ChildProcess | null = null;
  #recordings = '';
  #url = '';

  /** It ends by itself after `lifeMs`, so that no run of tests leaves one behind. */
  constructor(flags: readonly string[], { lifeMs = 10 * START_MS } = {}) {
    this.#flags = flags;
    this.#lifeMs = lifeMs;
  }

  get url(): string {
    return this.#url;
  }

  get streamUrl(): string {
    return `${this.#url.replace('http', 'ws')}/api/v1/stream`;
  }

  /** The folder of its recordings; empty before the first start. */
  get recordings(): string {
    return this.#recordings;
  }

  /** A hub that was interrupted comes back on the port it had. */
  async start(): Promise<void> {
    this.#recordings ||= await mkdtemp(join(tmpdir(), 'plumbline-web-'));
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const args = ['start', ...this.#flags, '--port', port, '--recordings', this.#recordings];
    const hub = spawn(process.execPath, ['dist/src/cli/main.js', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: this.#lifeMs,
    });
    this.#process = hub;
    this.#url = await announcedUrl(hub);
  }

  /** Ctrl-C. */
  interrupt(): Promise<void> {
    return this.#end('SIGINT');
  }

  /** As when the power goes: it can say and save nothing more. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const hub = this.#process;
    this.#process = null;
    if (!hub || hub.exitCode !== null) return;
    hub.kill(signal);
    await once(hub, 'exit');
  }

  async stop(): Promise<void> {
    await this.interrupt();
    if (this.#recordings) await rm(this.#recordings, { recursive: true, force: true });
  }
}

/** The address the hub prints once it listens. */
async function announcedUrl(hub: ChildProcess): Promise<string> {
  if (!hub.stdout) throw new Error('the hub has no standard output');
  const said: string[] = [];
  const timer = setTimeout(() => hub.kill('SIGKILL'), START_MS);
  try {
    for await (const line of createInterface({ input: hub.stdout })) {
      said.push(line);
      const url = /^Open (http:\S+)/.exec(line)?.[1];
      if (url) return url;
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the hub ended without listening. It said: ${said.join(' ') || 'nothing'}`);
}
