import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Hold } from '../../src/model/hold.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { REAL_DATA_FOLDER, REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { bothLegs, timeOfRow } from '../validate/mocap/bothLegs.ts';
import { readMocapTrial } from '../validate/mocap/mocapTrial.ts';
import { hubTimeUs } from '../validate/mocap/wornRun.ts';

const RATE_HZ = 100;
/** When the right foot is off the floor, s of the recording. */
const STANCES_S = [
  [1.99, 2.86],
  [3.31, 4.19],
  [4.53, 5.53],
  [5.85, 6.87],
  [7.36, 8.35],
  [8.91, 11.15],
] as const;

function holdsIn(folder: string, name: string) {
  const trial = readMocapTrial(join(REAL_DATA_FOLDER, folder), name);
  const { inputs, settings, playback } = bothLegs(trial, 'balance', 1);
  const pipeline = new Pipeline(settings);
  const holds: Hold[] = [];
  for (const input of inputs) {
    for (const event of pipeline.push(input).events) {
      if (event.type === 'hold') holds.push(event.hold);
    }
  }
  return { holds, playback };
}

describe.skipIf(!REAL_DATA_PRESENT)(`holds of recorded people${REAL_DATA_NOTE}`, () => {
  it('are the six stances on the left leg, however the other one swings', () => {
    const { holds, playback } = holdsIn('other-mocap', 'welk007_RHJC1_leftstance');
    expect(holds.map(({ side }) => side)).toEqual(Array(STANCES_S.length).fill('left'));
    holds.forEach((hold, i) => {
      const [upUs, downUs] = STANCES_S[i].map((t) => hubTimeUs(timeOfRow(playback, t * RATE_HZ)));
      // Measured within 0.08 s.
      expect(Math.abs(hold.startUs - upUs) / 1e6).toBeLessThan(0.2);
      expect(Math.abs(hold.endUs - downUs) / 1e6).toBeLessThan(0.2);
    });
  });

  it.each([
    ['opencap-mocap', 'squats1'],
    ['opencap-mocap', 'DJ1'],
    ['opencap-mocap', 'walking1'],
    ['other-mocap', 'k_DLS01'],
    ['other-mocap', 'u_DJ1'],
  ])('are none in %s %s', (folder, name) => {
    expect(holdsIn(folder, name).holds).toEqual([]);
  });
});
