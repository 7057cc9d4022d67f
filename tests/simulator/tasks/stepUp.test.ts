import { describe, expect, it } from 'vitest';
import { norm, subtract } from '../../../src/geometry/vector.ts';
import type { StepUpOptions } from '../../../src/simulator/tasks/stepUpOptions.ts';
import { simulateStepUpSession } from '../../../src/simulator/tasks/stepUpSession.ts';
import { ankleOf, hipOf, timesBetween } from './motionChecks.ts';

const CLEAN = { noise: 'none', mounting: 'identity', swayDeg: 0, calibrationReps: 0 } as const;
const SIDES = ['right', 'left'] as const;

function stepUps(given: Partial<StepUpOptions>) {
  const session = simulateStepUpSession({ ...CLEAN, reps: 2, ...given });
  const { side } = session.options;
  const lead = SIDES.indexOf(side);
  const timesOf = (type: string) =>
    session.events.filter((event) => event.type === type).map(({ timeS }) => timeS);
  return { session, side, lead, other: SIDES[1 - lead], timesOf };
}

describe.each([{}, { side: 'left', boxHeightM: 0.3 }, { boxHeightM: 0.15, heightM: 2 }] as const)(
  'simulated step-ups (%j)',
  (given) => {
    const { session, side, lead, other, timesOf } = stepUps(given);
    const { boxHeightM } = session.options;
    const flexion = (t: number) => session.truthAt(t)[lead].measures.kneeFlexionDeg;

    it('start with the knee bent by more than 50°, go up to straight, and back as far', () => {
      const [tops, ends] = [timesOf('repBottom'), timesOf('moveEnd')];
      for (const [i, startS] of timesOf('moveStart').entries()) {
        expect(flexion(startS)).toBeGreaterThan(50);
        expect(flexion(startS)).toBeLessThan(95);
        expect(flexion(tops[i])).toBeCloseTo(0, 9);
        expect(flexion(ends[i])).toBeCloseTo(flexion(startS), 9);
        const way = timesBetween(startS, tops[i], 0.02).map(flexion);
        for (let k = 1; k < way.length; k++) expect(way[k]).toBeLessThan(way[k - 1] + 1e-9);
      }
    });

    it('carry the body up by the box, both feet on it at the top, the hips level', () => {
      const [startS, topS] = [timesOf('moveStart')[0], timesOf('repBottom')[0]];
      const floorM = ankleOf(session.bonesAt(1), side)[1];
      const heights = (t: number) => [side, other].map((of) => ankleOf(session.bonesAt(t), of)[1]);
      expect(heights(startS)[0] - floorM).toBeCloseTo(boxHeightM, 9);
      expect(heights(startS)[1] - floorM).toBeCloseTo(0, 9);
      for (const height of heights(topS)) expect(height - floorM).toBeCloseTo(boxHeightM, 9);
      const { thighLengthM, hipWidthM } = session.person;
      for (const t of timesBetween(1, session.durationS, 0.05)) {
        const [right, left] = SIDES.map((of) => hipOf(session.bonesAt(t), thighLengthM, of));
        expect(norm(subtract(right, left))).toBeCloseTo(hipWidthM, 9);
        expect(right[1]).toBeCloseTo(left[1], 9);
        expect(heights(t)[1] - floorM).toBeGreaterThan(-1e-9);
      }
    });
  },
);

describe('the knee of a step-up', () => {
  it('goes in under load as far as asked, a third of the way up and down, in turn', () => {
    const { session, timesOf } = stepUps({ kneeValgusDeg: [10, 4] });
    const ends = timesOf('moveEnd');
    for (const [i, startS] of timesOf('moveStart').entries()) {
      const valgus = timesBetween(startS, ends[i], 0.01).map(
        (t) => session.truthAt(t)[0].measures.kneeValgusDeg,
      );
      // Read every 10 ms; the knee passes its furthest at less than 40 °/s².
      expect(Math.abs(Math.max(...valgus) - [10, 4][i % 2])).toBeLessThan(0.1);
      expect(valgus[0]).toBeCloseTo(0, 9);
    }
    const projected = stepUps({ fppaDeg: [15], toeOutDeg: { right: 0, left: 0 } });
    const [startS] = projected.timesOf('moveStart');
    const [topS] = projected.timesOf('repBottom');
    const fppa = timesBetween(startS, topS, 0.005).map(
      (t) => projected.session.truthAt(t)[0].measures.fppaDeg,
    );
    // With flat feet to the front nothing but the angle asked for shows in the frontal plane.
    expect(Math.abs(Math.max(...fppa) - 15)).toBeLessThan(0.3);
  });
});
