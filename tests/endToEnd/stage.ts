import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { InfluxServer } from '../tools/influxServer.ts';
import { launchBrowser } from '../web/page.ts';
import { PageWatch } from './pageWatch.ts';
import { HubProcess } from './plumblineProcess.ts';
import { type Connection, StreamWatcher } from './streamWatcher.ts';

export const DATABASE = 'knees';

/**
 * What the simulated person shows, degrees of projection angle, in turn. At their depth 24 and
 * more put a knee over 5.5 cm in, 8 and less under 2.5 cm: clear of the cue's 4 cm on both sides.
 */
export const FPPA_DEG: readonly number[] = [26, 0, 24, 8, 28];

/**
 * The parts of a real set-up, each in a process of its own but for the client: hub over its
 * virtual radio, database, browser with the hub's dashboard, and a client on the stream.
 */
export class Stage {
  readonly folder: string;
  readonly influx: InfluxServer;
  #hub: HubProcess | null = null;
  #browser: Browser | null = null;
  #watcher: StreamWatcher | null = null;

  private constructor(folder: string, influx: InfluxServer) {
    this.folder = folder;
    this.influx = influx;
  }

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-stage-'));
    const influx = await InfluxServer.create();
    await influx.start();
    await influx.query(`CREATE DATABASE ${DATABASE}`);
    return new Stage(folder, influx);
  }

  get hub(): HubProcess {
    if (!this.#hub) throw new Error('the hub was never started');
    return this.#hub;
  }

  get watcher(): StreamWatcher {
    if (!this.#watcher) throw new Error('no client is watching');
    return this.#watcher;
  }

  /** Virtual sensors unless `args` say otherwise; a later hub takes the port of the first. */
  async startHub(
    args: readonly string[] = ['--virtual-sensors', '--fppa', FPPA_DEG.join()],
  ): Promise<HubProcess> {
    const port = String(this.#hub?.port ?? 0);
    this.#hub = await HubProcess.start(['--port', port, '--recordings', this.folder, ...args], {
      INFLUX_HOST: this.influx.url,
      INFLUX_BUCKET: DATABASE,
      INFLUX_HUB: 'stage',
    });
    return this.#hub;
  }

  /** A client that stays, whichever hub is on the port. */
  watch(): StreamWatcher {
    this.#watcher = new StreamWatcher(this.hub.streamUrl);
    this.#watcher.start();
    return this.#watcher;
  }

  async openPage(): Promise<PageWatch> {
    this.#browser ??= await launchBrowser();
    return PageWatch.open(this.#browser, this.hub.url);
  }

  /** As a power cut of the database machine, `downMs` long. */
  async cutInflux(downMs: number): Promise<void> {
    await this.influx.kill();
    await sleep(downMs);
    await this.influx.start();
  }

  /** Paths of the recordings, oldest first. */
  async recordings(): Promise<string[]> {
    const names = await readdir(this.folder);
    return names
      .filter((name) => name.endsWith('.mcap'))
      .sort()
      .map((name) => join(this.folder, name));
  }

  /** Ends whatever runs and deletes what it wrote. */
  async strike(): Promise<void> {
    this.#watcher?.stop();
    await this.#browser?.close();
    await this.#hub?.kill();
    await this.influx.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Polls until `condition` holds. @throws Error that says what was waited for */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs: number,
): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await sleep(20);
  }
}

/** Frames per second as they arrived, from the first to the last. */
export function frameRateHz({ frames }: Connection): number {
  const first = frames[0];
  const last = frames[frames.length - 1];
  return (1000 * (frames.length - 1)) / (last.receivedMs - first.receivedMs);
}
