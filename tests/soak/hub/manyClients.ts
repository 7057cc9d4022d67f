import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../../src/signal/statistics.ts';
import type { Results } from '../results.ts';
import { HubWorld } from './hubWorld.ts';
import { lossesOf } from './losses.ts';

const CLIENTS = [50, 50];
const WARM_S = 10;
const SEED = 5;

/** A hundred pages on one hub. */
export async function soakManyClients(results: Results, seconds = 60): Promise<void> {
  const world = await HubWorld.start({ seed: SEED, clients: CLIENTS });
  try {
    await world.calibrated();
    await sleep(1000 * WARM_S);
    await world.clientsReport();
    const cpuS = world.watch.cpuS();
    const fromS = world.watch.atS;
    await sleep(1000 * seconds);
    const hubShare = (100 * (world.watch.cpuS() - cpuS)) / (world.watch.atS - fromS);
    const report = await world.clientsReport();
    const truth = await world.airTruth();
    await sleep(1000);
    await world.hub.interrupt();
    const losses = await lossesOf(await world.recordings(), truth, SEED);
    const { latenciesMs } = report;
    results.told('frames decoded by all clients', latenciesMs.length, '1');
    const name = 'instant of a frame to client';
    results.told(`${name}, p50`, percentile(latenciesMs, 50), 'ms');
    results.told(`${name}, p95`, percentile(latenciesMs, 95), 'ms');
    results.atMost(`${name}, p99`, percentile(latenciesMs, 99), 80, 'ms');
    results.told('last packet of a frame to client, p99', percentile(report.insideMs, 99), 'ms');
    results.told('frames skipped', report.skipped, '1');
    results.exactly('frames missing without a word', report.unexplained, 0);
    results.exactly('connections that ended', report.ended, 0);
    results.exactly('samples the air delivered and not recorded', losses.lost, 0);
    results.told('hub, share of a core', hubShare, '%');
    results.told('clients, share of a core', (100 * report.cpuS) / report.seconds, '%');
  } finally {
    await world.dispose();
  }
}
