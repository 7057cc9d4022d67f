import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../src/model/placement.ts';
import { hasFlag } from '../../src/model/quality.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { REAL_DATA_FOLDER, REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { bothLegs } from '../validate/mocap/bothLegs.ts';
import { type MocapTrial, readMocapTrial } from '../validate/mocap/mocapTrial.ts';
import { hubTimeUs } from '../validate/mocap/wornRun.ts';

/** A foot is surely lifted with its ankle this much higher than in standing. */
const LIFTED_M = 0.1;

/** Shares of frames, once the person moves, in which the foot counts as not planted. */
function notPlanted(folder: string, name: string) {
  const trial = readMocapTrial(join(REAL_DATA_FOLDER, folder), name);
  const { inputs, settings, playback } = bothLegs(trial, DEFAULT_SETTINGS.task, 1);
  const pipeline = new Pipeline(settings);
  const counts = { standing: [0, 0], lifted: [0, 0] };
  for (const input of inputs) {
    for (const { timeUs, legs } of pipeline.push(input).frames) {
      const timeS = (timeUs - hubTimeUs(0)) / 1e6;
      if (timeS < playback.standingS) continue;
      const row = Math.round(playback.rowAt(timeS));
      for (const { side, quality } of legs) {
        const isLifted = risenM(trial, side, row, playback.standingRow) > LIFTED_M;
        const count = counts[isLifted ? 'lifted' : 'standing'];
        count[hasFlag(quality.ankle, 'footNotPlanted') ? 0 : 1]++;
      }
    }
  }
  const share = ([flagged, other]: readonly number[]) => flagged / (flagged + other);
  return { standing: share(counts.standing), lifted: share(counts.lifted) };
}

function risenM(trial: MocapTrial, side: Side, row: number, standingRow: number): number {
  const [, heightM] = trial.legs[side].ankleCentre;
  return heightM[row] - heightM[standingRow];
}

describe.skipIf(!REAL_DATA_PRESENT)(`the planted foot of recorded people${REAL_DATA_NOTE}`, () => {
  it.each([
    ['opencap-mocap', 'squats1'],
    // Fast and 120° deep; judged at the sensor, 13 % of it would count as lifted.
    ['other-mocap', 'k_DLS01'],
  ])('stands in %s %s', (folder, name) => {
    expect(notPlanted(folder, name).standing).toBeLessThan(0.01);
  });

  it('is seen lifted where one leg swings about', () => {
    expect(notPlanted('other-mocap', 'welk007_RHJC1_leftstance').lifted).toBeGreaterThan(0.97);
  });
});
