import { describe, expect, it } from 'vitest';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

const TEMPO = { descentS: [0.5, 3.5], holdS: [0, 1], ascentS: [0.5, 2], pauseS: [0, 4] } as const;

function meanFlexionDeg(session: ReturnType<typeof simulateSquatSession>, timeS: number): number {
  const legs = session.truthAt(timeS);
  return legs.reduce((sum, { measures }) => sum + measures.kneeFlexionDeg / legs.length, 0);
}

describe('squats of asked depths and tempo', () => {
  const session = simulateSquatSession({ reps: 6, depthsDeg: [90, 20, 110], tempo: TEMPO });

  it('bend both knees as deep as asked, dips among them, in turn', () => {
    for (const [i, { bottomS }] of session.reps.entries()) {
      for (const leg of session.truthAt(bottomS)) {
        expect(leg.measures.kneeFlexionDeg).toBeCloseTo([90, 20, 110][i % 3], 6);
      }
    }
  });

  it('take from the ranges what each rep takes, another for every rep and the same again', () => {
    const again = simulateSquatSession({ reps: 6, depthsDeg: [90, 20, 110], tempo: TEMPO });
    expect(again.reps).toEqual(session.reps);
    const lasting = session.reps.map(({ startS, endS }) => endS - startS);
    for (const s of lasting) {
      expect(s).toBeGreaterThanOrEqual(1);
      expect(s).toBeLessThanOrEqual(6.5);
    }
    expect(new Set(lasting).size).toBe(lasting.length);
  });

  it('leave depth and tempo of other squats as they were: the draws are their own', () => {
    const plain = simulateSquatSession({ reps: 3 });
    const deep = simulateSquatSession({ reps: 3, depthsDeg: [100] });
    expect(deep.reps[0].startS).toBe(plain.reps[0].startS);
  });
});

describe('what is true of squats', () => {
  it('is told of each of them, by the mean of both knees and beside the exact start and end', () => {
    const session = simulateSquatSession({ reps: 2, sets: 2, fppaDeg: [15], affectedSide: 'left' });
    const of = (type: string) => session.events.filter((event) => event.type === type);
    expect(of('moveStart').map(({ timeS }) => timeS)).toEqual(session.reps.map((r) => r.startS));
    expect(of('moveEnd').map(({ timeS }) => timeS)).toEqual(session.reps.map((r) => r.endS));
    expect(of('repBottom').map(({ timeS }) => timeS)).toEqual(session.reps.map((r) => r.bottomS));
    for (const [i, { timeS }] of of('repStart').entries()) {
      const fromDeg = meanFlexionDeg(session, session.reps[i].startS);
      // Instants are halved down to below 0.1 µs, where a knee of 200 °/s turns by 1e-5°.
      expect(meanFlexionDeg(session, timeS) - fromDeg).toBeCloseTo(5, 4);
    }
    for (const [i, { timeS }] of of('repEnd').entries()) {
      const { startS, bottomS } = session.reps[i];
      const fromDeg = meanFlexionDeg(session, startS);
      const wayDeg = meanFlexionDeg(session, bottomS) - fromDeg;
      const left = meanFlexionDeg(session, timeS) - fromDeg;
      expect(left).toBeCloseTo(Math.max(10, 0.15 * wayDeg), 4);
    }
    for (const event of session.events) expect(event).toMatchObject({ side: null });
  });

  it('has a start and an end but no rep where the knees bend by less than the rule asks', () => {
    const session = simulateSquatSession({ reps: 1, depthsDeg: [8] });
    expect(session.events.map(({ type }) => type)).toEqual(['moveStart', 'moveEnd']);
  });

  it('is nothing where no squats are done', () => {
    expect(simulateSquatSession({ reps: 0 }).events).toEqual([]);
  });
});

describe('depths and tempo out of range', () => {
  it.each([
    [{ depthsDeg: [] }, 'depthsDeg is an empty list; it needs at least one angle in degrees'],
    [{ depthsDeg: [90, 140] }, 'depthsDeg[1] is 140; allowed are 2 to 125 degrees'],
    [
      { tempo: { ...TEMPO, descentS: [0.1, 1] } },
      'tempo.descentS[0] is 0.1; allowed are 0.4 to 10 seconds',
    ],
    [{ tempo: { ...TEMPO, pauseS: [3, 1] } }, 'tempo.pauseS[1] is 1; allowed are 3 to 60 seconds'],
  ] as const)('%j are refused in a sentence', (options, message) => {
    expect(() => simulateSquatSession(options)).toThrow(new RangeError(message));
  });
});
