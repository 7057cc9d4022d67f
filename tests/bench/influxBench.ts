import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import { atLeast } from '../tools/figures/bound.ts';
import type { Figure } from '../tools/figures/row.ts';
import { InfluxServer } from '../tools/influxServer.ts';
import { findInfluxd } from '../tools/programs.ts';
import type { Bench } from './bench.ts';
import { catchUp } from './influxCatchUp.ts';
import { followLive } from './influxLive.ts';
import { readHour } from './influxRead.ts';
import { RATE_HZ } from './pacedSession.ts';

/** What the design wants of the database's side; `value` is set where it was measured. */
const FIGURES = {
  'influx.lines_per_second': { unit: '1/s', target: null },
  'influx.catch_up_realtime_factor': { unit: '×', target: atLeast(10) },
  'influx.lag_ms_p95': { unit: 'ms', target: 1500 },
  'influx.client_cpu_percent': { unit: '%', target: 10 },
  'influx.hour_of_body_read_s': { unit: 's', target: 6 },
} as const satisfies Record<string, Omit<Figure, 'metric' | 'value'>>;

export type InfluxFigure = keyof typeof FIGURES;
export type Found = Partial<
  Record<InfluxFigure, { readonly value: number; readonly note?: string }>
>;

/** Uploading and reading back, with a real server on the same machine. */
export const INFLUX: Bench = {
  name: 'influx',
  trial: `${PLACEMENTS.length} sensors × ${RATE_HZ} Hz, samples and the body, InfluxDB 1.x`,
  measure: async (progress) => {
    if (findInfluxd() === null) {
      progress('influxd 1.x is not on the PATH: nothing is measured');
      return figuresOf({}, 'influxd 1.x is not on the PATH');
    }
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    const server = await InfluxServer.create();
    try {
      await server.start();
      const into = async (bucket: string): Promise<InfluxConfig> => {
        await server.query(`CREATE DATABASE ${bucket}`);
        const detail = { bodyRateHz: null, samples: true };
        return { host: server.url, org: '', bucket, token: '', hub: 'bench', detail };
      };
      return figuresOf(
        {
          ...(await catchUp(join(folder, 'whole'), await into('whole'), progress)),
          ...(await followLive(join(folder, 'live'), await into('live'), progress)),
          ...(await readHour(await into('hour'), progress)),
        },
        'not measured',
      );
    } finally {
      await server.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(found: Found, otherwise: string): Figure[] {
  return (Object.keys(FIGURES) as InfluxFigure[]).map((metric) => {
    const { value = null, note = otherwise } = found[metric] ?? {};
    const isTold = value === null || found[metric]?.note !== undefined;
    return { metric, value, ...FIGURES[metric], ...(isTold && { note }) };
  });
}
