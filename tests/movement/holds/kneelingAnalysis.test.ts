import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { KneelingAnalysis } from '../../../src/movement/holds/kneelingAnalysis.ts';
import { Play, type Posture, STANDING } from './posture.ts';

const FRONT: Posture = { thighTiltDeg: 85, shankTiltDeg: 5 };
const BEHIND: Posture = { thighTiltDeg: 0, shankTiltDeg: 90 };
const BOTH = { right: STANDING, left: STANDING };
const LEFT_IN_FRONT = { right: BEHIND, left: FRONT };
const DOWN_S = 1.5;

function play(): Play {
  return new Play(new KneelingAnalysis({ ...DEFAULT_SETTINGS, task: 'halfKneeling' }));
}

/** From standing to kneeling for 0 to 1, moving as fast as that takes. */
function between(share: (timeS: number) => number) {
  return (timeS: number) => {
    const u = share(timeS);
    const rates = { shankRateDps: 60, thighRateDps: 60 };
    return {
      right: { ...rates, shankTiltDeg: 90 * u },
      left: { ...rates, thighTiltDeg: 85 * u, shankTiltDeg: 5 * u },
    };
  };
}

describe('a half-kneeling hold', () => {
  it('is the time of rest in the posture, of the leg in front', () => {
    const played = play()
      .for(2, BOTH)
      .for(
        DOWN_S,
        between((timeS) => timeS / DOWN_S),
      )
      .for(15, LEFT_IN_FRONT)
      .for(
        DOWN_S,
        between((timeS) => 1 - timeS / DOWN_S),
      )
      .for(1, BOTH);
    const [hold, ...rest] = played.holds();
    expect(rest).toEqual([]);
    expect(hold).toMatchObject({ kind: 'halfKneeling', side: 'left', number: 1, endedBy: 'rise' });
    // The mean square over half a second is below 25² once 60 °/s fills less than 0.09 s of it.
    expect(Math.abs(hold.startUs / 1e6 - 3.5)).toBeLessThan(0.1);
    expect(Math.abs(hold.endUs / 1e6 - 18.5)).toBeLessThan(0.02);
    expect(hold).toMatchObject({ quality: 'ok', confidence: 1, touchDowns: 0, heelDown: null });
    expect(hold.shankLeanRmsDeg).toBeCloseTo(0, 9);
    expect(played.rejections()).toEqual([]);
  });

  it('is none on a chair, in a squat or with the knee bent too little', () => {
    const squat: Posture = { thighTiltDeg: 70, shankTiltDeg: 30 };
    const shallow: Posture = { thighTiltDeg: 50, shankTiltDeg: 5 };
    const played = play()
      .for(4, { right: FRONT, left: FRONT })
      .for(4, { right: squat, left: squat })
      .for(4, { right: BEHIND, left: shallow });
    expect(played.events).toEqual([]);
  });

  it('goes on through a wobble, ends where it does not rest again, and with the data', () => {
    const wobbling = { right: BEHIND, left: { ...FRONT, shankRateDps: 60 } };
    const gone = { right: BEHIND, left: { missing: true } };
    const played = play().for(1, BOTH).for(4, LEFT_IN_FRONT).for(0.3, wobbling);
    played.for(4, LEFT_IN_FRONT).for(3, wobbling).for(3, LEFT_IN_FRONT).for(0.5, gone);
    expect(played.holds()).toMatchObject([
      { startUs: 1e6, endUs: 9.29e6, endedBy: 'step' },
      { endUs: 15.29e6, endedBy: 'dataLost' },
    ]);
  });

  it('of one leg alone is half as sure; one that never rested is told', () => {
    const played = play()
      .for(1, { left: STANDING })
      .for(5, { left: FRONT })
      .for(1, { left: STANDING });
    played.for(2, { left: { ...FRONT, thighRateDps: 40 } }).for(1, { left: STANDING });
    expect(played.holds()).toMatchObject([{ side: 'left', confidence: 0.5, holdS: 4.99 }]);
    expect(played.rejections()).toMatchObject([
      { startUs: 7e6, endUs: 9e6, reason: 'the left leg was not at rest in the posture for 0.5 s' },
    ]);
  });
});
