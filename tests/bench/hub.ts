import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../src/signal/statistics.ts';
import { HubWorld } from '../soak/hub/hubWorld.ts';
import { atMost } from '../tools/figures/bound.ts';
import type { Figure } from '../tools/figures/row.ts';
import { InfluxServer } from '../tools/influxServer.ts';
import { findInfluxd } from '../tools/programs.ts';
import type { Bench } from './bench.ts';

const CLIENTS = 8;
const WARM_S = 10;
const MEASURED_S = 60;
const SEED = 1;
const DATABASE = 'bench';

/** The short form of `npm run soak`: the whole hub where nothing goes wrong. */
export const HUB: Bench = {
  name: 'hub',
  trial: `7 simulated sensors × 120 Hz at 7.5 ms, recording, InfluxDB, ${CLIENTS} clients, ${MEASURED_S} s`,
  measure: async (progress) => {
    if (findInfluxd() === null) {
      progress('influxd 1.x is not on the PATH: measured without uploading');
      return measured(progress, { note: 'without uploading' });
    }
    const server = await InfluxServer.create();
    try {
      await server.start();
      await server.query(`CREATE DATABASE ${DATABASE}`);
      Object.assign(process.env, { INFLUX_HOST: server.url, INFLUX_BUCKET: DATABASE });
      return await measured(progress, {});
    } finally {
      await server.dispose();
    }
  },
};

async function measured(
  progress: (line: string) => void,
  note: { readonly note?: string },
): Promise<Figure[]> {
  const world = await HubWorld.start({ seed: SEED, clients: [CLIENTS] });
  try {
    progress('the person calibrates');
    await world.calibrated();
    await sleep(1000 * WARM_S);
    await world.clientsReport();
    progress(`measuring ${MEASURED_S} s`);
    const cpuS = world.watch.cpuS();
    const fromS = world.watch.atS;
    await sleep(1000 * MEASURED_S);
    const share = (100 * (world.watch.cpuS() - cpuS)) / (world.watch.atS - fromS);
    const { latenciesMs, insideMs } = await world.clientsReport();
    const ms = (metric: string, value: number, target: number | null) => ({
      ...{ metric, value, unit: 'ms', target: target === null ? null : atMost(target) },
      ...note,
    });
    return [
      ms('hub.frame_to_client_ms_p50', percentile(latenciesMs, 50), 45),
      ms('hub.frame_to_client_ms_p99', percentile(latenciesMs, 99), 80),
      ms('hub.last_packet_to_client_ms_p50', percentile(insideMs, 50), null),
      ms('hub.last_packet_to_client_ms_p99', percentile(insideMs, 99), null),
      { metric: 'hub.share_of_a_core', value: share, unit: '%', target: atMost(25), ...note },
    ];
  } finally {
    await world.dispose();
  }
}
