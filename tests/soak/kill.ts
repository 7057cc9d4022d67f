import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecording } from '../../src/recording/reader.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { percentile } from '../../src/signal/statistics.ts';
import { killedAfter } from '../recording/killedRun.ts';
import { seededRandom } from '../recording/session.ts';
import type { Results } from './results.ts';

const KILLS = 50;
const SENSORS = 7;
/** Recorded before the kill, ms. */
const SHORTEST_MS = 300;
const LONGEST_MS = 4000;

/** SIGKILL at 50 random instants of a recorder of 7 sensors at 120 Hz, as the design bounds it. */
export async function soakKill(results: Results): Promise<void> {
  const random = seededRandom(3);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-kill-'));
  const lostMs: number[] = [];
  let torn = 0;
  let unequal = 0;
  try {
    for (let i = 0; i < KILLS; i++) {
      const path = join(folder, `${i}.mcap`);
      const takenUs = await killedAfter(SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS), path);
      const report = await recoverRecording(path);
      if (report.tornBytes > 0) torn++;
      const recording = await openRecording(path);
      lostMs.push((takenUs - recording.endUs) / 1000);
      // Every instant has a packet of each sensor and a frame, so a hole would show.
      const frames = recording.counts.get('/body') ?? 0;
      for (let sensor = 0; sensor < SENSORS; sensor++) {
        if (recording.counts.get(`/packets/PL-${sensor}`) !== frames) unequal++;
      }
      if (report.messages !== (SENSORS + 1) * frames) unequal++;
      await recording.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  results.exactly('kill -9 of a recorder, 7 × 120 Hz: recovered', lostMs.length, KILLS);
  results.atMost('kill -9: most lost', Math.max(...lostMs), 300, 'ms');
  results.told('kill -9: lost, median', percentile(lostMs, 50), 'ms');
  results.exactly('kill -9: counts that do not fit each other', unequal, 0);
  results.told('kill -9: files with a torn end', torn, '1');
}
