import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlacementStore } from '../../../src/hub/placementStore.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { HubProcess } from '../../endToEnd/plumblineProcess.ts';
import { Child } from './child.ts';
import { HubWatch } from './hubWatch.ts';
import {
  type AirTruth,
  type ClientsOptions,
  type ClientsReport,
  type FromAir,
  type FromClients,
  personOptions,
  type ToAir,
  type ToClients,
} from './messages.ts';

/** The person stands and squats to calibrate within half a minute. */
const CALIBRATION_S = 90;
/** JSON has no infinity. */
const NEVER_S = 1e9;

/** What ends each part of a world, in the order in which they began. */
type Ends = readonly (() => unknown)[];

export interface HubWorldOptions {
  readonly seed: number;
  /** How many good clients each process of clients holds. */
  readonly clients: readonly number[];
  /** When the air becomes restless, s after its start; default never. */
  readonly unrestFromS?: number;
  /** Before the program of the hub, as `--cpu-prof` for Node. */
  readonly nodeFlags?: readonly string[];
}

/**
 * The built hub with default settings, the air with its seven sensors, and clients: each in a process of its
 * own, so that what one takes of the machine can be told from what the others do.
 */
export class HubWorld {
  readonly folder: string;
  readonly hub: HubProcess;
  readonly watch: HubWatch;
  readonly air: Child<ToAir, FromAir>;
  readonly #clients: readonly Child<ToClients, FromClients>[];
  readonly #ends: Ends;

  private constructor(
    folder: string,
    hub: HubProcess,
    air: Child<ToAir, FromAir>,
    clients: readonly Child<ToClients, FromClients>[],
    ends: Ends,
  ) {
    this.folder = folder;
    this.hub = hub;
    this.air = air;
    this.#clients = clients;
    this.#ends = ends;
    this.watch = new HubWatch(hub.url, hub.pid);
  }

  /** Where a part does not come up, those before it are ended. */
  static async start(options: HubWorldOptions): Promise<HubWorld> {
    const ends: (() => unknown)[] = [];
    try {
      return await HubWorld.#begin(options, ends);
    } catch (error) {
      await inReverse(ends);
      throw error;
    }
  }

  /** @param ends takes what ends each part, as soon as it is there */
  static async #begin(
    { seed, clients, unrestFromS = NEVER_S, nodeFlags = [] }: HubWorldOptions,
    ends: (() => unknown)[],
  ): Promise<HubWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-soak-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const placements = new PlacementStore(folder);
    for (const { sensor, placement } of simulateSquatSession(personOptions(seed)).feeds) {
      await placements.set(sensor.id, placement);
    }
    const socket = join(folder, 'air.sock');
    const air = new Child<ToAir, FromAir>('./airProcess', { socket, seed, unrestFromS });
    ends.push(() => air.stop());
    await air.next('ready');
    const hub = await HubProcess.start(
      ['--port', '0', '--recordings', folder, '--air-socket', socket],
      {},
      nodeFlags,
    );
    ends.push(() => hub.kill());
    const children = clients.map((good, index) => {
      const options = { url: hub.streamUrl, good, coach: index === 0 } satisfies ClientsOptions;
      const child = new Child<ToClients, FromClients>('./clientsProcess', options);
      ends.push(() => child.stop());
      return child;
    });
    const world = new HubWorld(folder, hub, air, children, ends);
    await Promise.all(children.map((child) => child.next('connected')));
    world.watch.start();
    return world;
  }

  /** What all clients saw since the last time, and what they took of the machine together. */
  async clientsReport(): Promise<ClientsReport> {
    const reports = await Promise.all(
      this.#clients.map((child) => {
        const report = child.next('report');
        child.tell({ type: 'mark' });
        return report;
      }),
    );
    return reports.reduce(together);
  }

  /**
   * Resolves when the person is calibrated: how much the hub does differs before.
   * @returns what the clients saw until then
   */
  async calibrated(): Promise<ClientsReport> {
    let report = await this.clientsReport();
    while (!report.calibrated) {
      if (this.watch.atS > CALIBRATION_S) throw new Error(`no calibration in ${CALIBRATION_S} s`);
      await sleep(1000);
      report = together(report, await this.clientsReport());
    }
    return report;
  }

  /** Two bad clients come, or go. */
  setBad(on: boolean): void {
    this.#clients[0]?.tell({ type: 'bad', on });
  }

  /** Switches the sensors off. @returns what the air gave until then */
  airTruth(): Promise<AirTruth> {
    const truth = this.air.next('truth');
    this.air.tell({ type: 'quiet' });
    return truth;
  }

  /** Files that the hub has finished. */
  async recordings(): Promise<string[]> {
    const names = await readdir(this.folder);
    return names.filter((name) => name.endsWith('.mcap')).map((name) => join(this.folder, name));
  }

  async dispose(): Promise<void> {
    this.watch.stop();
    await inReverse(this.#ends);
  }
}

async function inReverse(ends: Ends): Promise<void> {
  for (const end of ends.toReversed()) await end();
}

function together(a: ClientsReport, b: ClientsReport): ClientsReport {
  return {
    type: 'report',
    latenciesMs: a.latenciesMs.concat(b.latenciesMs),
    insideMs: a.insideMs.concat(b.insideMs),
    skipped: a.skipped + b.skipped,
    unexplained: a.unexplained + b.unexplained,
    ended: a.ended + b.ended,
    events: a.events + b.events,
    calibrated: a.calibrated || b.calibrated,
    setsEnded: a.setsEnded + b.setsEnded,
    badEndedS: [...a.badEndedS, ...b.badEndedS],
    badLeft: a.badLeft + b.badLeft,
    cpuS: a.cpuS + b.cpuS,
    seconds: Math.max(a.seconds, b.seconds),
  };
}
