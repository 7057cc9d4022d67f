import { describe, expect, it } from 'vitest';
import { norm, subtract } from '../../../src/geometry/vector.ts';
import type { Side } from '../../../src/model/placement.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import { simulateHalfKneelingSession } from '../../../src/simulator/tasks/halfKneelingSession.ts';
import { simulateHingeSession } from '../../../src/simulator/tasks/hingeSession.ts';
import { simulateKneeToWallSession } from '../../../src/simulator/tasks/kneeToWallSession.ts';
import { simulateLungeSession } from '../../../src/simulator/tasks/lungeSession.ts';
import type { TaskSession } from '../../../src/simulator/tasks/taskSession.ts';
import { ankleOf, hipOf, kneeOf, timesBetween } from './motionChecks.ts';

const CLEAN = { noise: 'none', mounting: 'identity', swayDeg: 0, calibrationReps: 0 } as const;
const SIDES = ['right', 'left'] as const;

function timesOf({ events }: TaskSession<SessionOptions>, type: string): number[] {
  return events.filter((event) => event.type === type).map(({ timeS }) => timeS);
}

function measuresAt(session: TaskSession<SessionOptions>, timeS: number, side: Side) {
  return session.truthAt(timeS)[SIDES.indexOf(side)].measures;
}

/** The hips keep their distance at all times, level. */
function expectRigidHips(session: TaskSession<SessionOptions>): void {
  const { thighLengthM, hipWidthM } = session.person;
  for (const t of timesBetween(1, session.durationS, 0.05)) {
    const [right, left] = SIDES.map((side) => hipOf(session.bonesAt(t), thighLengthM, side));
    expect(Math.abs(norm(subtract(right, left)) - hipWidthM)).toBeLessThan(1e-9);
  }
}

describe.each([
  { side: 'right' },
  { side: 'left', shankTiltDeg: 5, thighTiltDeg: 80 },
  { side: 'right', shankTiltDeg: 25, thighTiltDeg: 80, fppaDeg: [20], heightM: 1.5 },
  { side: 'left', stepEachRep: true, kneeValgusDeg: [-10] },
] as const)('a simulated lunge (%j)', (given) => {
  const session = simulateLungeSession({ ...CLEAN, reps: 2, ...given });
  const { side } = given;
  const rear = side === 'right' ? 'left' : 'right';

  it('bends both knees; the front shank is the more upright, the front thigh the less', () => {
    for (const t of timesOf(session, 'repBottom')) {
      const [front, back] = [measuresAt(session, t, side), measuresAt(session, t, rear)];
      expect(front.kneeFlexionDeg).toBeGreaterThan(70);
      expect(back.kneeFlexionDeg).toBeGreaterThan(50);
      expect(front.shankTiltDeg).toBeLessThan(back.shankTiltDeg - 30);
      expect(front.thighTiltDeg).toBeGreaterThan(back.thighTiltDeg + 30);
    }
  });

  it('has the rear foot on its toes, its knee above the floor, and steps far ahead', () => {
    for (const t of timesOf(session, 'repBottom')) {
      const bones = session.bonesAt(t);
      const standing = session.bonesAt(1);
      expect(ankleOf(bones, rear)[1] - ankleOf(standing, rear)[1]).toBeGreaterThan(0.05);
      expect(kneeOf(bones, rear)[1]).toBeGreaterThan(0.05);
      const step = ankleOf(bones, side)[0] - ankleOf(bones, rear)[0];
      expect(step / session.person.heightM).toBeGreaterThan(0.3);
      expect(measuresAt(session, t, rear).ankleEversionPlantedDeg).toBeNaN();
      expect(measuresAt(session, t, side).ankleEversionPlantedDeg).not.toBeNaN();
    }
  });

  it('keeps its hips apart and level', () => expectRigidHips(session));
});

describe('what is asked of the front knee of a lunge', () => {
  it('shows at the bottom: the projection angle inside its gate, and the joint angle', () => {
    const projected = simulateLungeSession({ ...CLEAN, reps: 2, fppaDeg: [0, 14] });
    for (const [i, t] of timesOf(projected, 'repBottom').entries()) {
      expect(measuresAt(projected, t, 'right').fppaDeg).toBeCloseTo([0, 14][i], 6);
    }
    const joint = simulateLungeSession({ ...CLEAN, reps: 1, kneeValgusDeg: [9], side: 'left' });
    const [t] = timesOf(joint, 'repBottom');
    expect(measuresAt(joint, t, 'left').kneeValgusDeg).toBeCloseTo(9, 6);
  });
});

describe('a simulated hinge', () => {
  const session = simulateHingeSession({
    ...CLEAN,
    reps: 2,
    kneeValgusDeg: [7],
    affectedSide: 'left',
  });

  it('bends the knees by 20 to 35°, sends the hips back and tilts the pelvis', () => {
    for (const t of timesOf(session, 'repBottom')) {
      for (const side of SIDES) {
        const measures = measuresAt(session, t, side);
        expect(measures.kneeFlexionDeg).toBeCloseTo(28, 6);
        expect(Math.abs(measures.shankTiltDeg)).toBeLessThan(1);
        // The thigh against the pelvis: its own tilt, what it takes the pelvis with, and 45°.
        expect(measures.hipFlexionDeg).toBeGreaterThan(75);
      }
      expect(measuresAt(session, t, 'left').kneeValgusDeg).toBeCloseTo(7, 6);
      expect(measuresAt(session, t, 'right').kneeValgusDeg).toBeCloseTo(0, 6);
      const back = session.bonesAt(1).pelvis.origin[0] - session.bonesAt(t).pelvis.origin[0];
      expect(back).toBeGreaterThan(0.15);
    }
  });

  it('is of both legs', () => {
    for (const event of session.events) expect(event).toMatchObject({ side: null });
    expect(timesOf(session, 'repStart')).toHaveLength(2);
  });
});

describe.each(SIDES)('a simulated half-kneeling hold, the %s leg in front', (side) => {
  const session = simulateHalfKneelingSession({ ...CLEAN, side, holds: 2, holdS: 5, unrestDeg: 1 });
  const rear = side === 'right' ? 'left' : 'right';
  const [starts, ends] = [timesOf(session, 'holdStart'), timesOf(session, 'holdEnd')];

  it('lasts as long as asked, with both knees at about a right angle and one on the floor', () => {
    for (const [i, startS] of starts.entries()) {
      expect(ends[i] - startS).toBeCloseTo(5, 9);
      for (const t of timesBetween(startS, ends[i], 0.1)) {
        for (const each of SIDES) {
          expect(measuresAt(session, t, each).kneeFlexionDeg).toBeGreaterThan(75);
          expect(measuresAt(session, t, each).kneeFlexionDeg).toBeLessThan(120);
        }
        const kneeM = kneeOf(session.bonesAt(t), rear)[1];
        // The middle of a knee is some 6 cm above what it kneels on; the unrest moves it a little.
        expect(kneeM).toBeGreaterThan(0.02);
        expect(kneeM).toBeLessThan(0.11);
      }
    }
  });

  it('is quiet but not still: slower than 25 °/s, with the unrest asked for', () => {
    const [startS, endS] = [starts[0], ends[0]];
    const tilts = timesBetween(startS, endS, 0.02).map(
      (t) => measuresAt(session, t, side).shankTiltDeg,
    );
    const mean = tilts.reduce((sum, x) => sum + x, 0) / tilts.length;
    const rms = Math.hypot(...tilts.map((x) => x - mean)) / Math.sqrt(tilts.length);
    // The unrest has its size over the whole stance; 5 s hold two periods of it.
    expect(rms).toBeGreaterThan(0.3);
    expect(rms).toBeLessThan(2);
    for (let i = 1; i < tilts.length; i++) {
      expect(Math.abs(tilts[i] - tilts[i - 1]) / 0.02).toBeLessThan(25);
    }
  });

  it('keeps its hips apart and level', () => expectRigidHips(session));
});

describe('the simulated knee to the wall', () => {
  const shankTiltDeg = { right: 40, left: 31 };
  const session = simulateKneeToWallSession({ ...CLEAN, shankTiltDeg });

  it('tilts each shank as far as asked, three times, the right one first', () => {
    const bottoms = session.events.flatMap((e) => (e.type === 'repBottom' ? [e] : []));
    expect(bottoms.map(({ side }) => side)).toEqual([
      'right',
      'right',
      'right',
      'left',
      'left',
      'left',
    ]);
    for (const { timeS, side } of bottoms) {
      if (side === null) throw new Error('a trial is of one leg');
      const tilt = (t: number) => measuresAt(session, t, side).shankTiltDeg;
      expect(tilt(timeS)).toBeCloseTo(shankTiltDeg[side], 6);
      expect(tilt(timeS - 1.5)).toBeLessThan(tilt(timeS));
      expect(measuresAt(session, timeS, side).ankleEversionPlantedDeg).not.toBeNaN();
      expect(measuresAt(session, timeS, side).ankleDorsiflexionDeg).toBeGreaterThan(25);
    }
    expect(timesOf(session, 'heelUp')).toEqual([]);
  });

  it('keeps its hips apart and level', () => expectRigidHips(session));

  it('lifts the heel near the end if asked, from the instant it tells on', () => {
    const lifting = simulateKneeToWallSession({ ...CLEAN, trials: 2, heelUpDeg: 10 });
    const [heelUps, bottoms] = [timesOf(lifting, 'heelUp'), timesOf(lifting, 'repBottom')];
    expect(heelUps).toHaveLength(4);
    for (const [i, timeS] of heelUps.entries()) {
      const side = i < 2 ? 'right' : 'left';
      const planted = (t: number) => measuresAt(lifting, t, side).ankleEversionPlantedDeg;
      expect(planted(timeS - 0.01)).not.toBeNaN();
      expect(planted(timeS + 0.01)).toBeNaN();
      const rise = (t: number) => ankleOf(lifting.bonesAt(t), side)[1];
      expect(rise(bottoms[i]) - rise(timeS)).toBeGreaterThan(0.015);
    }
  });

  it('is done with one leg alone if asked', () => {
    const { events } = simulateKneeToWallSession({ ...CLEAN, sides: ['left'], trials: 1 });
    for (const event of events) expect(event).toMatchObject({ side: 'left' });
  });
});
