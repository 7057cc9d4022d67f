import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIDES, type Side } from '../../src/model/placement.ts';
import { REAL_DATA_FOLDER, REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { playedTrial } from '../validate/mocap/mocapFigures.ts';
import { readMocapTrial } from '../validate/mocap/mocapTrial.ts';
import { PlayedTrial } from './playedTrial.ts';

/** Acceptance of depths against optics, degrees. */
const DEPTH_DEG = 3;
/** In each recording, and so in each way through it, to or fro. */
const REPS = 5;
const LEGS: readonly (readonly Side[])[] = [['right'], ['left'], SIDES];

function played(set: string, trial: string, isOfReps = true): PlayedTrial {
  const recorded = readMocapTrial(join(REAL_DATA_FOLDER, set), trial);
  return new PlayedTrial(playedTrial(recorded, { reps: isOfReps, heelRises: false }));
}

describe.skipIf(!REAL_DATA_PRESENT)(`people's squats${REAL_DATA_NOTE}`, () => {
  it.each([
    ['opencap-mocap', 'squats1'],
    ['other-mocap', 'k_DLS01'],
  ])('%s/%s are counted on either leg and on both, and as deep as they were', (set, name) => {
    const trial = played(set, name);
    for (const legs of LEGS) {
      const reps = trial.reps('bilateralSquat', legs, 1, 2);
      const passes = trial.passesS;
      expect(passes.length).toBeGreaterThan(1);
      for (const [fromS, toS] of passes) {
        const own = reps.filter((rep) => trial.bottomS(rep) > fromS && trial.bottomS(rep) < toS);
        expect(own.length, `${legs} from ${fromS} s`).toBe(REPS);
        for (const rep of own) {
          for (const { side, peakFlexionDeg } of rep.legs) {
            expect(Math.abs(peakFlexionDeg - trial.flexionDeg(side, rep))).toBeLessThan(DEPTH_DEG);
          }
        }
      }
    }
  });

  it('of both legs are no reps on one leg', () => {
    const trial = played('opencap-mocap', 'squats1');
    for (const task of ['singleLegSquat', 'stepDown', 'lunge', 'stepUp'] as const) {
      expect(trial.reps(task, SIDES, 1, 2), task).toEqual([]);
    }
  });

  it('are none in walking, whatever the task but a hinge', () => {
    const trial = played('opencap-mocap', 'walking1', false);
    for (const legs of LEGS) expect(trial.reps('bilateralSquat', legs, 1, 2)).toEqual([]);
    for (const task of ['singleLegSquat', 'stepDown', 'lunge'] as const) {
      expect(trial.reps(task, SIDES, 1, 2), task).toEqual([]);
    }
  });

  it('are none in standing on one leg while the other hip moves', () => {
    const trial = played('other-mocap', 'welk007_RHJC1_leftstance', false);
    expect(trial.reps('singleLegSquat', SIDES, 1, 2)).toEqual([]);
  });
});
