import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { findInfluxd } from './programs.ts';

const START_TIMEOUT_MS = 30_000;

const queryResult = z.object({
  results: z.array(
    z.object({
      error: z.string().optional(),
      series: z
        .array(
          z.object({
            columns: z.array(z.string()),
            values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
          }),
        )
        .optional(),
    }),
  ),
});

export type InfluxRow = Record<string, string | number | boolean | null>;

export interface InfluxUser {
  readonly name: string;
  readonly password: string;
}

/**
 * A real InfluxDB 1.x server of a test's own: its data in a temporary folder, listening on the
 * loopback only. Its port stays the same when it is killed and started again.
 */
export class InfluxServer {
  readonly url: string;
  readonly #folder: string;
  readonly #user: InfluxUser | null;
  #process: ChildProcess | null = null;

  private constructor(folder: string, port: number, user: InfluxUser | null) {
    this.url = `http://127.0.0.1:${port}`;
    this.#folder = folder;
    this.#user = user;
  }

  /** Prepares a server without starting it. With `user`, it accepts only that login. */
  static async create(user: InfluxUser | null = null): Promise<InfluxServer> {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-influxd-'));
    const [port, backupPort] = await freePorts(2);
    writeFileSync(join(folder, 'influxd.conf'), configFile(folder, port, backupPort, user));
    return new InfluxServer(folder, port, user);
  }

  /** Resolves when the server answers. */
  async start(): Promise<void> {
    const influxd = findInfluxd();
    if (influxd === null) throw new Error('influxd 1.x is not on the PATH');
    const child = spawn(influxd, ['-config', join(this.#folder, 'influxd.conf')], {
      stdio: 'ignore',
    });
    this.#process = child;
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`influxd ended with code ${child.exitCode}`);
      if (Date.now() > deadlineMs) throw new Error(`influxd gave no answer on ${this.url}`);
      await sleep(50);
    }
    if (this.#user !== null) await this.#createUser(this.#user);
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** As a power cut would end it. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Stops its process: it accepts connections and answers nothing until `thaw`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Goes on where it was frozen. */
  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Ends the server and deletes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * Rows of one InfluxQL statement, times as RFC 3339 text with nanoseconds.
   * @throws with what the server said
   */
  async query(statement: string, database = ''): Promise<InfluxRow[]> {
    const response = await fetch(`${this.url}/query?${new URLSearchParams({ db: database })}`, {
      method: 'POST',
      headers: this.#login(),
      body: new URLSearchParams({ q: statement }),
    });
    if (!response.ok) throw new Error(`${statement}: ${response.status} ${await response.text()}`);
    const { results } = queryResult.parse(await response.json());
    if (results[0]?.error) throw new Error(`${statement}: ${results[0].error}`);
    return (results[0]?.series ?? []).flatMap(({ columns, values }) =>
      values.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
    );
  }

  #login(): Record<string, string> {
    if (this.#user === null) return {};
    const { name, password } = this.#user;
    return { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` };
  }

  /** Before the first user exists, the server accepts this one statement from anybody. */
  async #createUser({ name, password }: InfluxUser): Promise<void> {
    await this.query(`CREATE USER "${name}" WITH PASSWORD '${password}' WITH ALL PRIVILEGES`);
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ping`)).ok;
    } catch {
      return false;
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

function configFile(folder: string, port: number, backupPort: number, user: InfluxUser | null) {
  return `reporting-disabled = true
bind-address = "127.0.0.1:${backupPort}"

[meta]
  dir = "${folder}/meta"

[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false

[monitor]
  store-enabled = false

[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
  auth-enabled = ${user !== null}
`;
}

/** Ports that were free just now; held together, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer());
  await Promise.all(holders.map((one) => once(one.listen(0, '127.0.0.1'), 'listening')));
  const ports = holders.map((one) => {
    const address = one.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
  await Promise.all(holders.map((one) => once(one.close(), 'close')));
  return ports;
}
