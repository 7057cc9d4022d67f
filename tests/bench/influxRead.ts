import { performance } from 'node:perf_hooks';
import { InfluxReader } from '../../src/influx/read/influxReader.ts';
import { type BodyColumn, readBody } from '../../src/influx/read/readBody.ts';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { LEG_MEASURES } from '../../src/model/bodyFrame.ts';
import type { Found } from './influxBench.ts';
import { median } from './median.ts';
import { START_US } from './pacedSession.ts';

const ROWS = 3600 * 100;
const REQUEST_ROWS = 10_000;
const RUNS = 3;
const CHANNELS = LEG_MEASURES.slice(0, 14).map(({ column }) => column);

/** An hour of one leg, as arrays. */
export async function readHour(
  config: InfluxConfig,
  progress: (line: string) => void,
): Promise<Found> {
  progress(`writing and reading an hour of ${CHANNELS.length} channels at 100 Hz`);
  await writeHour(config);
  const runsS: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const fromMs = performance.now();
    const reader = await InfluxReader.connect(config);
    let rows = 0;
    for await (const { timeUs } of readBody(reader, 'hour', ['right'], CHANNELS as BodyColumn[])) {
      rows += timeUs.length;
    }
    reader.close();
    if (rows !== ROWS) throw new Error(`${rows} rows were read, ${ROWS} were written`);
    runsS.push((performance.now() - fromMs) / 1000);
  }
  const all = runsS.map((s) => s.toFixed(1)).join(', ');
  return { 'influx.hour_of_body_read_s': { value: median(runsS), note: `median of ${all}` } };
}

/** In 32-bit numbers, as frames are recorded: their text is what makes the answer long. */
async function writeHour({ host, bucket }: InfluxConfig): Promise<void> {
  for (let from = 0; from < ROWS; from += REQUEST_ROWS) {
    let body = '';
    for (let i = from; i < from + REQUEST_ROWS; i++) {
      const fields = CHANNELS.map(
        (name, c) => `${name}=${Math.fround(40 * Math.sin(i / 80 + c) + 0.1 * Math.sin(i * i))}`,
      );
      body += `body,session=hour,side=right ${fields.join(',')} ${START_US + i * 10_000}000\n`;
    }
    const written = await fetch(`${host}/write?db=${bucket}&precision=ns`, {
      method: 'POST',
      body,
    });
    if (written.status !== 204) throw new Error(await written.text());
  }
}
