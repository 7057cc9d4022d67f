import { describe, expect, it } from 'vitest';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { KneeToWallAnalysis } from '../../../src/movement/holds/kneeToWallAnalysis.ts';
import { Play, type Posture } from './posture.ts';

const START: Posture = { shankTiltDeg: 8, thighTiltDeg: 5 };
const TRIAL_S = 4;

function play(): Play {
  return new Play(new KneeToWallAnalysis({ ...DEFAULT_SETTINGS, task: 'weightBearingLunge' }));
}

/** Out to a tilt and back; the leg behind tilts its shank as far, its thigh stays behind. */
function trial(front: Side, toDeg: number, more: (timeS: number) => Posture = () => ({})) {
  return (timeS: number) => {
    const u = Math.sin((Math.PI * timeS) / TRIAL_S) ** 2;
    const shankTiltDeg = 8 + (toDeg - 8) * u;
    const behind: Posture = { shankTiltDeg, thighTiltDeg: -10 };
    const ahead: Posture = { shankTiltDeg, thighTiltDeg: 5 + 25 * u, ...more(timeS) };
    return front === 'right' ? { right: ahead, left: behind } : { right: behind, left: ahead };
  };
}

const both = { right: START, left: { ...START, thighTiltDeg: -10 } };

describe('the knee to the wall', () => {
  it.each(SIDES)(
    'tells every trial of the %s leg by its largest tilt, none of the other',
    (side) => {
      const played = play().for(2, both);
      for (const toDeg of [38, 41, 40]) played.for(TRIAL_S, trial(side, toDeg));
      const holds = played.for(2, both).holds();
      expect(holds.map((hold) => hold.side)).toEqual([side, side, side]);
      expect(holds.map(({ number }) => number)).toEqual([1, 2, 3]);
      // What a low-pass of 6 Hz takes of the top of a movement of 0.25 Hz is far below this.
      holds.forEach((hold, i) => {
        expect(hold.peakShankTiltDeg).toBeCloseTo([38, 41, 40][i], 1);
      });
      expect(holds[0]).toMatchObject({ kind: 'kneeToWall', endedBy: 'rise', heelDown: 'assumed' });
      expect(holds[0]).toMatchObject({ confidence: 0.5, shankLeanRmsDeg: null });
      // From 3° above where it was, 0.4 s into the movement, to half the way back.
      expect(Math.abs(holds[0].startUs / 1e6 - 2.4)).toBeLessThan(0.1);
      expect(Math.abs(holds[0].endUs / 1e6 - 5)).toBeLessThan(0.1);
    },
  );

  it('counts only what a foot sensor saw with the heel down', () => {
    const heelUpFromDeg = 36;
    const seen = (toDeg: number) => (timeS: number) => {
      const u = Math.sin((Math.PI * timeS) / TRIAL_S) ** 2;
      const tilt = 8 + (toDeg - 8) * u;
      return { ankleDorsiflexionDeg: tilt > heelUpFromDeg ? tilt - 15 : tilt };
    };
    const played = play()
      .for(1, both)
      .for(TRIAL_S, trial('right', 45, seen(45)));
    const [hold] = played.for(1, both).holds();
    expect(hold).toMatchObject({ heelDown: 'seen', confidence: 1 });
    expect(hold.peakShankTiltDeg).toBeCloseTo(heelUpFromDeg, -0.5);
  });

  it('tells nothing of a step into the stance, nor of the heel that is up behind', () => {
    const step = (timeS: number) => ({
      right: { shankTiltDeg: 8 + 18 * Math.sin((Math.PI * timeS) / 0.6), thighTiltDeg: 20 },
      left: both.left,
    });
    const played = play().for(2, both).for(0.6, step).for(2, both);
    expect(played.events).toEqual([]);
    const behind = (timeS: number) => {
      const { right, left } = trial('right', 40)(timeS);
      return { right, left: { ...left, ankle: qualityBit('footNotPlanted') } };
    };
    played.for(TRIAL_S, behind).for(1, both);
    expect(played.events).toHaveLength(1);
  });

  it('rejects a trial whose foot was never planted', () => {
    const lifted = () => ({ ankle: qualityBit('footNotPlanted') });
    const played = play()
      .for(1, both)
      .for(TRIAL_S, trial('right', 40, lifted))
      .for(1, both);
    expect(played.holds()).toEqual([]);
    expect(played.rejections()).toMatchObject([{ kind: 'kneeToWall', side: 'right' }]);
  });

  it('takes small sways for none, and keeps its trial through one at the wall', () => {
    const sway = (timeS: number) => ({
      right: { ...START, shankTiltDeg: 12 + 7 * Math.sin(timeS) },
      left: both.left,
    });
    const atTheWall = (timeS: number) => ({
      right: { shankTiltDeg: 40 + 3 * Math.sin(2 * timeS), thighTiltDeg: 30 },
      left: both.left,
    });
    const played = play().for(20, sway).for(2, both);
    expect(played.events).toEqual([]);
    expect(played.for(6, atTheWall).for(2, both).holds()).toHaveLength(1);
  });

  it('serves a leg alone', () => {
    const alone = (timeS: number) => ({ left: trial('left', 35)(timeS).left });
    const played = play().for(1, { left: START }).for(TRIAL_S, alone).for(1, { left: START });
    expect(played.holds()).toMatchObject([{ side: 'left', number: 1 }]);
  });
});
