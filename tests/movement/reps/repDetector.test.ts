import { describe, expect, it } from 'vitest';
import type { RepPhase } from '../../../src/model/movement.ts';
import { rejectionReason } from '../../../src/movement/reps/rejectionReason.ts';
import { RepDetector } from '../../../src/movement/reps/repDetector.ts';
import type { FlexionSpan } from '../../../src/movement/reps/repOutcome.ts';
import { DEFAULT_THRESHOLDS, repSettingsFor } from '../../../src/movement/thresholds.ts';
import { Random } from '../../../src/simulator/random.ts';

const RATE_HZ = 100;
const EPOCH_US = 1_000_000_000;
const SETTINGS = repSettingsFor('bilateralSquat', DEFAULT_THRESHOLDS);
/** Acceptance of the movement specification, s. */
const TIME_TOLERANCE_S = 0.15;

interface Bend {
  readonly startS: number;
  readonly peakDeg: number;
  readonly descentS: number;
  readonly holdS: number;
  readonly ascentS: number;
}

/** Bends of varied depth and tempo, each after a stand of varied length. */
function bends(random: Random, count: number, peakDeg: readonly [number, number]): Bend[] {
  let nowS = 3;
  return Array.from({ length: count }, () => {
    const bend = {
      startS: nowS,
      peakDeg: random.uniform(...peakDeg),
      descentS: random.uniform(0.5, 3.5),
      holdS: random.uniform(0, 1),
      ascentS: random.uniform(0.5, 2),
    };
    nowS = endOf(bend) + random.uniform(0.8, 2);
    return bend;
  });
}

function endOf({ startS, descentS, holdS, ascentS }: Bend): number {
  return startS + descentS + holdS + ascentS;
}

function flexionAt(bend: Bend, timeS: number): number {
  const down = (timeS - bend.startS) / bend.descentS;
  const up = (timeS - bend.startS - bend.descentS - bend.holdS) / bend.ascentS;
  return bend.peakDeg * (smooth(down) - smooth(up));
}

function smooth(u: number): number {
  return (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, u)))) / 2;
}

/** When the bend passes `deg` between an upright instant and its bottom, s. */
function crossing(bend: Bend, uprightS: number, deg: number): number {
  let above = bend.startS + bend.descentS;
  let below = uprightS;
  for (let i = 0; i < 30; i++) {
    const middle = (above + below) / 2;
    if (flexionAt(bend, middle) > deg) above = middle;
    else below = middle;
  }
  return above;
}

function isRep(span: FlexionSpan | null): boolean {
  return span !== null && rejectionReason(span, SETTINGS) === null;
}

/** First-order noise of 1° and sway of 1.5° at 0.3 Hz, as in the specification's simulation. */
function detect(course: readonly Bend[], random: Random, standingDeg: number): FlexionSpan[] {
  const detector = new RepDetector(SETTINGS, RATE_HZ);
  const found: FlexionSpan[] = [];
  const memory = 0.9;
  let noise = 0;
  let current = 0;
  const frames = Math.round((endOf(course[course.length - 1]) + 2) * RATE_HZ);
  for (let i = 0; i < frames; i++) {
    const timeS = i / RATE_HZ;
    if (current + 1 < course.length && timeS >= course[current + 1].startS) current++;
    noise = memory * noise + Math.sqrt(1 - memory * memory) * random.gaussian();
    const sway = 1.5 * Math.sin(2 * Math.PI * 0.3 * timeS);
    const span = detector.step(
      standingDeg + flexionAt(course[current], timeS) + sway + noise,
      EPOCH_US + timeS * 1e6,
    );
    if (span && isRep(span)) found.push(span);
  }
  return found;
}

describe('the detector of squats', () => {
  it.each([1, 2])('finds each of 50 varied reps and dates them, seed %i', (seed) => {
    const random = new Random(seed, 'reps');
    const course = bends(random, 50, [48, 120]);
    const found = detect(course, random, 4);
    expect(found).toHaveLength(course.length);
    const startErrorsS = found.map(
      (rep, i) => (rep.startUs - EPOCH_US) / 1e6 - crossing(course[i], course[i].startS, 5),
    );
    const endErrorsS = found.map(
      (rep, i) =>
        (rep.endUs - EPOCH_US) / 1e6 -
        crossing(course[i], endOf(course[i]), Math.max(10, 0.15 * course[i].peakDeg)),
    );
    // Slow starts in noise may miss by more; nineteen in twenty may not.
    for (const errors of [startErrorsS, endErrorsS]) {
      const late = errors.filter((error) => Math.abs(error) > TIME_TOLERANCE_S);
      expect(late.length).toBeLessThanOrEqual(0.05 * errors.length);
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(2 * TIME_TOLERANCE_S);
    }
  });

  it('counts none of 40 dips', () => {
    const random = new Random(3, 'dips');
    expect(detect(bends(random, 40, [5, 33]), random, 4)).toEqual([]);
  });

  it('dates no rep before the earliest start that it told until then', () => {
    const course = bends(new Random(4, 'starts'), 10, [48, 120]);
    const detector = new RepDetector(SETTINGS, RATE_HZ);
    let toldUs = Number.NEGATIVE_INFINITY;
    let current = 0;
    let reps = 0;
    for (let i = 0; i < (endOf(course[course.length - 1]) + 2) * RATE_HZ; i++) {
      const timeS = i / RATE_HZ;
      if (current + 1 < course.length && timeS >= course[current + 1].startS) current++;
      const rep = detector.step(flexionAt(course[current], timeS), EPOCH_US + timeS * 1e6);
      if (rep && isRep(rep)) {
        reps++;
        expect(rep.startUs).toBeGreaterThanOrEqual(toldUs);
      }
      toldUs = Math.max(toldUs, detector.earliestStartUs);
    }
    expect(reps).toBe(course.length);
  });

  it('goes through its phases in order and waits at the bottom', () => {
    const detector = new RepDetector(SETTINGS, RATE_HZ);
    const bend = { startS: 2, peakDeg: 90, descentS: 1.5, holdS: 0.5, ascentS: 1.2 };
    const phases: RepPhase[] = [];
    for (let i = 0; i < 7 * RATE_HZ; i++) {
      detector.step(flexionAt(bend, i / RATE_HZ), EPOCH_US + (i / RATE_HZ) * 1e6);
      if (phases[phases.length - 1] !== detector.phase) phases.push(detector.phase);
    }
    expect(phases).toEqual(['standing', 'descent', 'bottom', 'ascent', 'standing']);
  });

  it('takes a wobble of less than 3° at the bottom for one rep, and a second dip for the same', () => {
    const course: Bend = { startS: 2, peakDeg: 90, descentS: 1.5, holdS: 2, ascentS: 1.2 };
    for (const wobbleDeg of [2, 8]) {
      const detector = new RepDetector(SETTINGS, RATE_HZ);
      let reps = 0;
      for (let i = 0; i < 9 * RATE_HZ; i++) {
        const timeS = i / RATE_HZ;
        const held = timeS > 3.5 && timeS < 5.5;
        const wobble = held ? wobbleDeg * Math.sin(2 * Math.PI * (timeS - 3.5)) : 0;
        if (isRep(detector.step(flexionAt(course, timeS) - wobble, EPOCH_US + timeS * 1e6))) reps++;
      }
      expect(reps).toBe(1);
    }
  });

  it('invents no rep across missing data', () => {
    const detector = new RepDetector(SETTINGS, RATE_HZ);
    const bend = { startS: 2, peakDeg: 90, descentS: 1.5, holdS: 0.5, ascentS: 1.2 };
    let reps = 0;
    for (let i = 0; i < 7 * RATE_HZ; i++) {
      if (i === 3 * RATE_HZ) detector.interrupt(EPOCH_US);
      if (i >= 3 * RATE_HZ && i < 5 * RATE_HZ) continue;
      if (isRep(detector.step(flexionAt(bend, i / RATE_HZ), EPOCH_US + (i / RATE_HZ) * 1e6)))
        reps++;
    }
    expect(reps).toBe(0);
    expect(detector.phase).toBe('standing');
  });

  it('dates no rep back to before missing data in its descent', () => {
    const detector = new RepDetector(SETTINGS, RATE_HZ);
    const bend = { startS: 2, peakDeg: 90, descentS: 1.5, holdS: 0.5, ascentS: 1.2 };
    let reps = 0;
    for (let i = 0; i < 7 * RATE_HZ; i++) {
      const timeS = i / RATE_HZ;
      if (i === 2.6 * RATE_HZ) detector.interrupt(EPOCH_US);
      if (timeS >= 2.6 && timeS < 2.9) continue;
      if (isRep(detector.step(flexionAt(bend, timeS), EPOCH_US + timeS * 1e6))) reps++;
    }
    expect(reps).toBe(0);
  });

  it('gives up a squat that is held for longer than a rep may last', () => {
    const detector = new RepDetector(SETTINGS, RATE_HZ);
    const bend = { startS: 2, peakDeg: 90, descentS: 1, holdS: 20, ascentS: 1 };
    let reps = 0;
    for (let i = 0; i < 27 * RATE_HZ; i++) {
      if (isRep(detector.step(flexionAt(bend, i / RATE_HZ), EPOCH_US + (i / RATE_HZ) * 1e6)))
        reps++;
    }
    expect(reps).toBe(0);
    expect(detector.phase).toBe('standing');
  });
});
