import { SIDES } from '../../model/placement.ts';
import { assessmentOf } from '../assessments/assessments.ts';
import { isValid, repsOf } from '../metrics/legReps.ts';
import type { ProgrammeSession, SessionPart } from './history.ts';
import { BAND_OF, type Programme } from './programme.ts';
import type { Graduation } from './programmeCourse.ts';

const DAY_US = 24 * 3600 * 1e6;
/** As of any gate: fewer reps with sound data say nothing. */
const QUALITY_OK_PCT_MIN = 80;

interface Test {
  readonly session: ProgrammeSession;
  /** null where it could not be judged. */
  readonly passed: boolean | null;
  readonly sentence: string;
}

/** The squats that end the programme: without cues, twice in turn, some days apart. */
export function graduationOf(
  sessions: readonly ProgrammeSession[],
  { graduation }: Programme,
): Graduation {
  const tests = sessions.flatMap((session) => testOf(session, graduation) ?? []);
  let good: Test[] = [];
  let done = false;
  for (const test of tests) {
    if (test.passed === false) good = [];
    if (test.passed) good.push(test);
    done ||= areApart(good, graduation);
  }
  if (tests.length === 0) {
    const names = graduation.test.map((id) => assessmentOf(id).name);
    return { done, reasons: [`no test without cues yet: ${names.join(' or ')}`] };
  }
  return { done, reasons: tests.map(({ sentence }) => sentence) };
}

/** So many of them, each some days after the one before. */
function areApart(
  good: readonly Test[],
  { sessions, minDaysApart }: Programme['graduation'],
): boolean {
  let count = 0;
  let lastUs = Number.NEGATIVE_INFINITY;
  for (const { session } of good) {
    if (session.startUs - lastUs < minDaysApart * DAY_US) continue;
    lastUs = session.startUs;
    count++;
  }
  return count >= sessions;
}

function testOf(session: ProgrammeSession, graduation: Programme['graduation']): Test | null {
  const parts = session.parts.filter(
    ({ step, assessment, sets }) =>
      step === null &&
      assessment !== null &&
      graduation.test.includes(assessment) &&
      sets.some(({ reps }) => reps.length > 0),
  );
  const silent = parts.filter(({ feedbackOff }) => feedbackOff);
  if (silent.length > 0) return silent.map((part) => testOfPart(session, part, graduation))[0];
  return parts.length === 0
    ? null
    : { session, passed: null, sentence: 'a test with cues on does not count' };
}

function testOfPart(
  session: ProgrammeSession,
  { sets }: SessionPart,
  { repsNeutral: [wanted, of], bothLegs }: Programme['graduation'],
): Test {
  const legs = SIDES.map((side) => {
    const reps = sets.flatMap((set) => repsOf(set.reps, side));
    const valid = reps.filter(isValid);
    const inLine = valid.filter(({ leg }) => leg.band === BAND_OF.neutral);
    return { side, reps: reps.length, valid: valid.length, inLine: inLine.length };
  }).filter(({ reps }) => bothLegs || reps > 0);
  const told = legs.map(({ side, inLine, valid }) => `${side} ${inLine} of ${valid}`).join(', ');
  const unsound = legs.find(
    ({ reps, valid }) => valid < of || 100 * valid < QUALITY_OK_PCT_MIN * reps,
  );
  if (unsound) {
    const { side, valid, reps } = unsound;
    const sentence = `not assessed: ${valid} of ${reps} reps of the ${side} had sound data, wanted ${of} and ${QUALITY_OK_PCT_MIN} %`;
    return { session, passed: null, sentence };
  }
  const passed = legs.every(({ inLine, valid }) => inLine * of >= wanted * valid);
  const sentence = `reps in line: ${told}, wanted ${wanted} of ${of}`;
  return { session, passed, sentence };
}
