import { describe, expect, it } from 'vitest';
import { LEG_MEASURES } from '../../../src/model/bodyFrame.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';

const TASKS = {
  landing: (given: Partial<SessionOptions>) => simulateLandingSession({ ...given, landings: 1 }),
  gait: (given: Partial<SessionOptions>) => simulateGaitSession({ ...given, strides: 3 }),
  balance: (given: Partial<SessionOptions>) =>
    simulateBalanceSession({ ...given, holds: 1, holdS: 6, touchDowns: 1 }),
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
    return Array.from({ length: 300 }, (_, i) => {
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
      for (let index = 0; index < (squats.reps[0].startS - 0.1) * 100; index += 7) {
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
