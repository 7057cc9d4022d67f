import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReplayFeed } from '../../src/hub/replaySession.ts';
import { snapshotText } from '../../src/hub/snapshotText.ts';
import { headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { Player } from '../../src/recording/player.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { Random } from '../../src/simulator/random.ts';
import type { Figure } from '../tools/figures/row.ts';
import type { Bench } from './bench.ts';
import { HOUR_S, recordHour } from './hourRecording.ts';

const SEEKS = 100;
const RATES = [0.5, 1, 2, 4];
const RATE_S = 30;

/** A recording of an hour replayed as the hub does it, without the wire. */
export const REPLAY_SPEED: Bench = {
  name: 'replay',
  trial: '1 h of 4 sensors × 100 Hz',
  measure: async (progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      progress('recording an hour');
      const path = await recordHour(folder);
      progress(`${SEEKS} seeks`);
      const seeks = await seekFigures(path);
      progress(`${RATES.join(', ')} times, ${RATE_S} s`);
      const errors = await Promise.all(RATES.map((rate) => rateErrorPct(path, rate)));
      return [
        ...seeks,
        { metric: 'replay.rate_error_pct', value: Math.max(...errors), unit: '%', target: 1 },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function opened(path: string): Promise<{ feed: ReplayFeed; player: Player }> {
  const recording = await openRecording(path);
  const player = await Player.open(recording);
  const { settings } = recording.metadata;
  const headline = headlineOf(settings.task, thresholdsOf(settings));
  return { feed: new ReplayFeed({ id: 'hour', recording, player, headline }), player };
}

/** From the command to the first frame, the snapshot made as text as for clients. */
async function seekFigures(path: string): Promise<Figure[]> {
  const openMs = performance.now();
  const { feed } = await opened(path);
  const openedMs = performance.now() - openMs;
  let snapshotBytes = 0;
  feed.on('snapshot', (snapshot) => {
    snapshotBytes = Math.max(snapshotBytes, snapshotText(snapshot).length);
  });
  await feed.start();
  const random = new Random(1, 'seeks');
  const tookMs: number[] = [];
  for (let seek = 0; seek < SEEKS; seek++) {
    const positionS = random.uniform(0, HOUR_S - 10);
    const shown = new Promise<void>((resolve) => {
      const off = feed.on('frame', () => {
        off();
        resolve();
      });
    });
    const beganMs = performance.now();
    await feed.control({ type: 'replay', action: 'seek', positionS });
    await shown;
    tookMs.push(performance.now() - beganMs);
  }
  await feed.stop();
  tookMs.sort((a, b) => a - b);
  const quantile = (share: number) => tookMs[Math.ceil(share * tookMs.length) - 1];
  return [
    { metric: 'replay.seek_ms_p95', value: quantile(0.95), unit: 'ms', target: 100 },
    { metric: 'replay.seek_ms_p50', value: quantile(0.5), unit: 'ms', target: null },
    { metric: 'replay.open_ms', value: openedMs, unit: 'ms', target: null },
    { metric: 'replay.snapshot_kb_max', value: snapshotBytes / 1e3, unit: 'kB', target: null },
  ];
}

/** How far the frames are from the pace that was asked for. */
async function rateErrorPct(path: string, rate: number): Promise<number> {
  const { feed } = await opened(path);
  await feed.start();
  await feed.control({ type: 'replay', action: 'seek', positionS: 100 });
  await feed.control({ type: 'replay', action: 'speed', speed: rate });
  const span = await new Promise<{ mediaS: number; playedS: number }>((resolve) => {
    let first: { arrivalUs: number; atMs: number } | null = null;
    feed.on('frame', ({ arrivalUs }) => {
      const atMs = performance.now();
      first ??= { arrivalUs, atMs };
      const playedS = (atMs - first.atMs) / 1000;
      if (playedS >= RATE_S) resolve({ mediaS: (arrivalUs - first.arrivalUs) / 1e6, playedS });
    });
  });
  await feed.stop();
  return 100 * Math.abs(span.mediaS / (span.playedS * rate) - 1);
}
