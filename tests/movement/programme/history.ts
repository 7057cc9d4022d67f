import type { AssessmentId } from '../../../src/model/assessment.ts';
import { ASSESSMENT_TASKS } from '../../../src/model/assessment.ts';
import type { Hold } from '../../../src/model/hold.ts';
import type { Rep, RepLeg } from '../../../src/model/movement.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import type { ProgrammeNote } from '../../../src/model/programmeNote.ts';
import { bandWord } from '../../../src/movement/bands/band.ts';
import type {
  ProgrammeSession,
  SessionPart,
  WorkSet,
} from '../../../src/movement/programme/history.ts';
import { assessmentOfStep } from '../../../src/movement/programme/programme.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../../src/movement/thresholds.ts';
import { repLeg, repOf } from '../reps.ts';

const START_US = Date.UTC(2026, 0, 5, 18) * 1000;
const DAY_US = 24 * 3600 * 1e6;

/** The knees of one rep, in the unit of the headline; one number for both. */
export type Knees = number | { readonly right: number; readonly left: number };

/** Squats with these knees at the bottom, deep enough for every step but for what is given. */
export function squats(knees: readonly Knees[], given: Partial<RepLeg> = {}): WorkSet {
  const headline = headlineOf('bilateralSquat', DEFAULT_THRESHOLDS);
  const reps: Rep[] = knees.map((knee, i) =>
    repOf(i + 1, {
      legs: SIDES.map((side) => {
        const value = typeof knee === 'number' ? knee : knee[side];
        return repLeg(side, {
          headlineAtPeakFlexion: value,
          band: bandWord(value, headline.bandEdges),
          depthClass: 'deep',
          ...given,
        });
      }),
    }),
  );
  return { reps, holds: [] };
}

export function hold(side: Side, given: Partial<Hold> = {}): Hold {
  return {
    kind: 'balance',
    number: 1,
    side,
    startUs: 0,
    endUs: 20e6,
    holdS: 20.5,
    endedBy: 'footDown',
    touchDowns: 0,
    shankLeanRmsDeg: 0.8,
    shankLeanRangeDeg: 3,
    shankLeanMeanRateDps: 2,
    shankTiltRmsDeg: 0.9,
    shankTiltRangeDeg: 3,
    shankTiltMeanRateDps: 2,
    ellipseDeg2: 9,
    inZonePct: 95,
    meanKneeValgusDeg: 1,
    footRollRmsDeg: null,
    peakShankTiltDeg: null,
    heelDown: null,
    quality: 'ok',
    confidence: 1,
    ...given,
  };
}

/** Two good holds a leg, but for what is given. */
export function holds(given: Partial<Hold> = {}): WorkSet {
  return { reps: [], holds: SIDES.flatMap((side) => [hold(side, given), hold(side, given)]) };
}

export function stepPart(step: string, ...sets: WorkSet[]): SessionPart {
  return partOf(step, assessmentOfStep(step) ?? 'rntSquat', sets);
}

export function testPart(assessment: AssessmentId, ...sets: WorkSet[]): SessionPart {
  return { ...partOf(null, assessment, sets), feedbackOff: true };
}

function partOf(step: string | null, assessment: AssessmentId, sets: WorkSet[]): SessionPart {
  const task = ASSESSMENT_TASKS[assessment];
  return {
    startUs: 0,
    step,
    assessment,
    task,
    headline: headlineOf(task, DEFAULT_THRESHOLDS),
    feedbackOff: false,
    sets,
  };
}

/** A session so many days after the first, without pain and without a hand but for what is noted. */
export function session(
  day: number,
  parts: readonly SessionPart[],
  note: ProgrammeNote = {},
  ...later: ProgrammeNote[]
): ProgrammeSession {
  const startUs = START_US + day * DAY_US;
  const first = { painBefore: 0, painDuring: 0, painAfter: 0, support: false, ...note };
  return {
    id: `day-${day}`,
    startUs,
    simulated: false,
    parts: parts.map((part) => ({ ...part, startUs: startUs + 60e6 })),
    notes: [
      { timeUs: startUs, note: first },
      ...later.map((each, i) => ({ timeUs: startUs + (i + 10) * 60e6, note: each })),
    ],
  };
}

export function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
