import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { ChaosHubProcess } from './chaosHubProcess.ts';
import type { ChaosReport } from './chaosReport.ts';
import { differing } from './folds.ts';
import { recordedFolds } from './recordedFolds.ts';
import { storedFolds } from './storedFolds.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Of the session. */
  readonly seconds: number;
  /** Times real time. */
  readonly speed: number;
  readonly serverKills: number;
  readonly hubKills: number;
  /** How long each freezing of the server takes, s. */
  readonly freezesS: readonly number[];
  /** How often what was acknowledged is forgotten, so that it is sent again. */
  readonly resends: number;
  readonly progress?: (line: string) => void;
}

export interface ChaosOutcome {
  /** Series and fields that are not as recorded, in a line each. */
  readonly differing: readonly string[];
  readonly series: number;
  readonly points: number;
  readonly parts: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly linesSent: number;
  readonly mostMemoryMb: number;
  readonly longestWriteMs: number;
  readonly latestMs: number;
}

type Deed = 'killServer' | 'killHub' | 'freeze' | 'resend';

const DATABASE = 'chaos';
const LONGEST_OUTAGE_MS = 2500;
const PATIENCE_MS = 60_000;

/**
 * Records and uploads a session to a real server while server and hub are killed, the server is
 * frozen and acknowledgements are forgotten, at random; then holds every point in the database against
 * the recordings.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-chaos-'));
  const server = await InfluxServer.create();
  const run = new ChaosRun(options, folder, server);
  try {
    return await run.run();
  } finally {
    await run.dispose();
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

class ChaosRun {
  readonly #options: ChaosOptions;
  readonly #folder: string;
  readonly #server: InfluxServer;
  readonly #random: () => number;
  /** Freezings that are left, s. */
  readonly #freezesS: number[];
  #hub: ChaosHubProcess | null = null;
  #atS = 0;
  /** Where the hub that runs went on. */
  #fromS = 0;
  #last: ChaosReport | null = null;
  #parts = 0;
  #leftOut = 0;
  #linesSent = 0;
  #mostMemoryMb = 0;
  #longestWriteMs = 0;
  #latestMs = 0;

  constructor(options: ChaosOptions, folder: string, server: InfluxServer) {
    this.#options = options;
    this.#folder = folder;
    this.#server = server;
    this.#random = seededRandom(options.seed);
    this.#freezesS = [...options.freezesS];
  }

  async run(): Promise<ChaosOutcome> {
    await this.#server.start();
    await this.#server.query(`CREATE DATABASE ${DATABASE}`);
    this.#startHub();
    const deeds = this.#deeds();
    for (const [i, deed] of deeds.entries()) {
      await this.#reach(((i + 0.3 + 0.7 * this.#random()) / deeds.length) * this.#options.seconds);
      this.#options.progress?.(`${this.#atS.toFixed(0)} s: ${deed} (${i + 1} of ${deeds.length})`);
      await this.#do(deed);
    }
    await this.#until(() => this.#last?.done === true, 'everything uploaded');
    this.#endHub();
    this.#options.progress?.('comparing');
    const recorded = await recordedFolds(this.#folder);
    const stored = await storedFolds(this.#server.url, DATABASE);
    return {
      differing: differing(recorded, stored),
      series: recorded.size,
      points: recorded.points,
      parts: this.#parts,
      leftOut: this.#leftOut,
      refused: await this.#refused(),
      linesSent: this.#linesSent,
      mostMemoryMb: this.#mostMemoryMb,
      longestWriteMs: this.#longestWriteMs,
      latestMs: this.#latestMs,
    };
  }

  async dispose(): Promise<void> {
    await this.#hub?.kill();
  }

  /** In random order. */
  #deeds(): Deed[] {
    const { serverKills, hubKills, freezesS, resends } = this.#options;
    const deeds: Deed[] = [
      ...Array<Deed>(serverKills).fill('killServer'),
      ...Array<Deed>(hubKills).fill('killHub'),
      ...Array<Deed>(freezesS.length).fill('freeze'),
      ...Array<Deed>(resends).fill('resend'),
    ];
    return deeds
      .map((deed) => ({ deed, at: this.#random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ deed }) => deed);
  }

  async #do(deed: Deed): Promise<void> {
    switch (deed) {
      case 'killServer':
        await this.#server.kill();
        await sleep(this.#random() * LONGEST_OUTAGE_MS);
        await this.#server.start();
        break;
      case 'freeze':
        this.#server.freeze();
        await sleep(1000 * (this.#freezesS.shift() ?? 1));
        this.#server.thaw();
        break;
      case 'killHub':
        await this.#killHub();
        this.#startHub();
        break;
      case 'resend':
        await this.#killHub();
        await this.#forgetAcknowledged();
        this.#startHub();
    }
  }

  #startHub(): void {
    const { seconds, speed } = this.#options;
    const options = {
      folder: this.#folder,
      host: this.#server.url,
      database: DATABASE,
      fromS: this.#atS,
      toS: seconds,
      speed,
    };
    if (this.#atS < seconds) this.#parts++;
    this.#last = null;
    this.#fromS = this.#atS;
    this.#hub = new ChaosHubProcess(options, (report) => {
      this.#last = report;
      this.#atS = report.atS;
      this.#mostMemoryMb = Math.max(this.#mostMemoryMb, report.memoryMb);
      this.#longestWriteMs = Math.max(this.#longestWriteMs, report.longestWriteMs);
      this.#latestMs = Math.max(this.#latestMs, report.latestMs);
    });
    this.#hub.start();
  }

  async #killHub(): Promise<void> {
    await this.#hub?.kill();
    this.#endHub();
  }

  #endHub(): void {
    this.#leftOut += this.#last?.leftOut ?? 0;
    this.#linesSent += this.#last?.linesSent ?? 0;
  }

  /** As a hub does that was killed between acknowledgement and cursor, and worse. */
  async #forgetAcknowledged(): Promise<void> {
    const uploads = join(this.#folder, '.plumbline', 'uploads');
    for (const name of await readdir(uploads).catch(() => [])) {
      const path = join(uploads, name);
      if (this.#random() < 0.5) await rm(path);
      else await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40));
    }
  }

  async #refused(): Promise<number> {
    const path = join(this.#folder, '.plumbline', 'refused-lines.txt');
    const text = await readFile(path, 'utf8').catch(() => '');
    // Each stands behind a comment with what the server said.
    return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  }

  #reach(atS: number): Promise<void> {
    const { seconds } = this.#options;
    return this.#until(
      () => {
        // A hub that has recorded nothing yet leaves no part behind when it is killed.
        const hasBegun = this.#last !== null && (this.#atS > this.#fromS || this.#fromS >= seconds);
        return hasBegun && this.#atS >= atS;
      },
      `second ${atS.toFixed(0)}`,
    );
  }

  /** @throws Error when nothing at all goes on meanwhile */
  async #until(condition: () => boolean, what: string): Promise<void> {
    let before = '';
    let stillSinceMs = performance.now();
    while (!condition()) {
      const now = `${this.#atS} ${this.#last?.linesSent}`;
      if (now !== before) stillSinceMs = performance.now();
      before = now;
      const ended = this.#hub?.exitCode ?? null;
      if (ended !== null && ended !== 0) throw new Error(`the hub ended with code ${ended}`);
      if (performance.now() - stillSinceMs > PATIENCE_MS) {
        throw new Error(`not reached: ${what}; the hub told last ${JSON.stringify(this.#last)}`);
      }
      await sleep(20);
    }
  }
}
