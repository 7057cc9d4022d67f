import { describe, expect, it } from 'vitest';
import { LEG_MEASURES } from '../../../src/model/bodyFrame.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { simulateHalfKneelingSession } from '../../../src/simulator/tasks/halfKneelingSession.ts';
import { simulateHingeSession } from '../../../src/simulator/tasks/hingeSession.ts';
import { simulateKneeToWallSession } from '../../../src/simulator/tasks/kneeToWallSession.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';
import { simulateLungeSession } from '../../../src/simulator/tasks/lungeSession.ts';
import { simulateSingleLegSession } from '../../../src/simulator/tasks/singleLegSession.ts';
import { simulateStepDownSession } from '../../../src/simulator/tasks/stepDownSession.ts';
import { simulateStepUpSession } from '../../../src/simulator/tasks/stepUpSession.ts';

const TASKS = {
  landing: (given: Partial<SessionOptions>) => simulateLandingSession({ ...given, landings: 1 }),
  gait: (given: Partial<SessionOptions>) => simulateGaitSession({ ...given, strides: 3 }),
  balance: (given: Partial<SessionOptions>) =>
    simulateBalanceSession({ ...given, holds: 1, holdS: 6, touchDowns: 1 }),
  'single-leg squat': (given: Partial<SessionOptions>) =>
    simulateSingleLegSession({ ...given, reps: 1 }),
  'step-down': (given: Partial<SessionOptions>) => simulateStepDownSession({ ...given, reps: 1 }),
  'step-up': (given: Partial<SessionOptions>) => simulateStepUpSession({ ...given, reps: 1 }),
  lunge: (given: Partial<SessionOptions>) => simulateLungeSession({ ...given, reps: 1 }),
  hinge: (given: Partial<SessionOptions>) => simulateHingeSession({ ...given, reps: 1 }),
  'half-kneeling': (given: Partial<SessionOptions>) =>
    simulateHalfKneelingSession({ ...given, holds: 1, holdS: 3 }),
  'knee-to-wall': (given: Partial<SessionOptions>) =>
    simulateKneeToWallSession({ ...given, trials: 1 }),
};

/** Everything imperfect at once. */
const ALL = {
  softTissue: 1,
  magnetometer: true,
  magneticDisturbanceUt: 20,
  strapTurnDeg: { left_shank: [1, 2, 3] },
} as const;

function countsFrom(feeds: readonly ImuFeed[], fromS: number): number[] {
  return feeds.flatMap((feed) => {
    const out = new Int16Array(6);
    const magnetic = new Int16Array(3);
    const first = Math.round(fromS * feed.sensor.rateHz);
    return Array.from({ length: 150 }, (_, i) => {
      feed.read(first + i, out);
      feed.readMagnetic?.(magnetic, (first + i) / feed.sensor.rateHz);
      return [...out, ...magnetic];
    }).flat();
  });
}

describe.each(Object.entries(TASKS))('a simulated %s session', (_task, simulate) => {
  it('gives the same counts for the same seed and others for another', () => {
    const startS = simulate({}).events[0].timeS - 0.5;
    const counts = (seed: number) => countsFrom(simulate({ ...ALL, seed }).feeds, startS);
    const first = counts(5);
    expect(counts(5)).toEqual(first);
    expect(counts(6)).not.toEqual(first);
  });

  it('calibrates as a squat session does: the same counts until the task begins', () => {
    const squats = simulateSquatSession({ rateHz: 100 });
    const { feeds } = simulate({ rateHz: 100 });
    for (const [i, feed] of feeds.entries()) {
      const [a, b] = [new Int16Array(6), new Int16Array(6)];
      for (let index = 0; index < (squats.reps[0].startS - 0.1) * 100; index += 29) {
        feed.read(index, a);
        squats.feeds[i].read(index, b);
        expect(a).toEqual(b);
      }
    }
  });

  it('knows every measure but the uncertainties and what its moment does not define', () => {
    const session = simulate({});
    const blankable = ['fppaDeg', 'ankleEversionPlantedDeg'];
    for (let t = session.events[0].timeS - 1; t < session.durationS; t += 0.05) {
      for (const leg of session.truthAt(t)) {
        for (const { key } of LEG_MEASURES) {
          if (/Sd(Deg|M)$/.test(key) || blankable.includes(key)) continue;
          expect(leg.measures[key]).not.toBeNaN();
        }
      }
    }
  });

  it('ends in quiet standing', () => {
    const session = simulate({ swayDeg: 0 });
    for (const leg of session.truthAt(session.durationS - 1)) {
      expect(leg.measures.kneeFlexionDeg).toBeCloseTo(0, 9);
      expect(leg.measures.shankTiltDeg).toBeCloseTo(0, 9);
    }
  });
});

describe('options of tasks out of range', () => {
  it.each([
    [
      () => simulateLandingSession({ jumpHeightM: 0.05 }),
      /jumpHeightM is 0.05; allowed are 0.1 to/,
    ],
    [() => simulateLandingSession({ valgus: [] }), /valgus is an empty list/],
    [() => simulateGaitSession({ strideS: 3 }), /strideS is 3; allowed are 0.8 to 1.8 seconds/],
    [
      () => simulateBalanceSession({ holdS: 8, touchDowns: 3 }),
      /touchDowns is 3; allowed are whole numbers from 0 to 2/,
    ],
    [
      () => simulateSingleLegSession({ thighTiltDeg: 90 }),
      /thighTiltDeg is 90; allowed are 10 to 80/,
    ],
    [
      () => simulateSingleLegSession({ shankTiltDeg: 5, thighTiltDeg: 10, stanceFlexionDeg: 18 }),
      /stanceFlexionDeg is 18; allowed are 0 to 15 degrees, the bottom/,
    ],
    [() => simulateSingleLegSession({ reps: 0 }), /reps is 0; allowed are whole numbers from 1 to/],
    [
      () => simulateSingleLegSession({ wobbleDeg: 9 }),
      /wobbleDeg is 9; allowed are 0 to 6 degrees/,
    ],
    [
      () => simulateStepDownSession({ boxHeightM: 0.4 }),
      /boxHeightM is 0.4; allowed are 0.1 to 0.25/,
    ],
    [
      () => simulateStepDownSession({ boxHeightM: 0.25, heightM: 1.4 }),
      /boxHeightM is 0.25; allowed for a person of 1.40 m are up to 0.23 m/,
    ],
    [
      () => simulateStepUpSession({ boxHeightM: 0.1 }),
      /boxHeightM is 0.1; allowed are 0.15 to 0.3/,
    ],
    [
      () => simulateStepUpSession({ boxHeightM: 0.3, heightM: 1.2 }),
      /boxHeightM is 0.3; allowed for a person of 1.20 m are up to 0.23 m/,
    ],
    [() => simulateLungeSession({ shankTiltDeg: 40 }), /shankTiltDeg is 40; allowed are 0 to 25/],
    [() => simulateHingeSession({ thighTiltDeg: 60 }), /thighTiltDeg is 60; allowed are 15 to 40/],
    [() => simulateHalfKneelingSession({ holdS: 1 }), /holdS is 1; allowed are 3 to 120 seconds/],
    [
      () => simulateKneeToWallSession({ sides: [] }),
      /sides is an empty list; it needs at least one/,
    ],
    [
      () => simulateKneeToWallSession({ shankTiltDeg: { right: 38, left: 60 } }),
      /shankTiltDeg.left is 60; allowed are 15 to 50/,
    ],
    [() => simulateGaitSession({ softTissue: 3 }), /softTissue is 3; allowed are 0 to 2/],
    [
      () => simulateGaitSession({ strapTurnDeg: { pelvis: [0, 40, 0] } }),
      /strapTurnDeg.pelvis is 40; allowed are 0 to 30 degrees/,
    ],
    [
      () => simulateGaitSession({ headingDriftDegps: { pelvis: 11 } }),
      /headingDriftDegps.pelvis is 11; allowed are -10 to 10/,
    ],
  ])('are refused in a sentence (%#)', (simulate, message) => {
    expect(simulate).toThrow(RangeError);
    expect(simulate).toThrow(message);
  });
});
