import type { Calibration } from '../../model/calibration.ts';
import {
  type LegSegment,
  type Placement,
  placementOf,
  SIDES,
  type Side,
} from '../../model/placement.ts';
import type { SubjectSettings } from '../../model/settings.ts';
import type { Assessment, Wear } from './assessments.ts';
import { bodySentences } from './bodyFacts.ts';

/** What is counted over a second is off by a packet, and a sensor's own clock by a hundredth. */
const RATE_SHARE = 0.95;

const HOW_TO_CALIBRATE = 'stand still, then do five easy squats';

/** A sensor as far as it matters here. */
export interface WornSensor {
  readonly placement: Placement;
  /** As it streams now, or as it was set. */
  readonly rateHz: number;
}

export interface Readiness {
  /** `partly`: something of it works, not all. */
  readonly state: 'ready' | 'partly' | 'notReady';
  /** What to do for all of it, one sentence each; empty when ready. */
  readonly missing: readonly string[];
  /** What works as things are, one sentence each. */
  readonly works: readonly string[];
  /** What to have in mind all the same, one sentence each. */
  readonly mind: readonly string[];
  /** Legs of which figures will be had. */
  readonly legs: readonly Side[];
}

/** What is known besides the sensors. */
export interface ReadyFacts {
  /** Verdict of the calibration in force, null without one; absent before a session has begun. */
  readonly calibration?: Calibration['verdict'] | null;
  /** Of the person; absent where no settings are known. */
  readonly subject?: SubjectSettings;
}

/**
 * What an assessment needs, against the sensors that are worn and what else is known. A rate that is
 * too low stops nothing: what is slow is measured all the same, and the figures of fast moments are
 * not assessed. Without a calibration nothing is.
 */
export function readiness(
  assessment: Assessment,
  sensors: readonly WornSensor[],
  { calibration, subject }: ReadyFacts = {},
): Readiness {
  const rates = new Map(sensors.map(({ placement, rateHz }) => [placement, rateHz]));
  const [fullest] = assessment.wear;
  const best = assessment.wear.find((way) => isWorn(way, rates)) ?? null;
  const legs = best === null ? [] : legsWith(best, rates);
  const slow = slowSentences(assessment, best ?? fullest, rates);
  const calibrated = calibrationSentences(calibration);
  const missing = [...placementSentences(fullest, rates), ...slow, ...calibrated.missing];
  const mind = [...calibrated.mind, ...bodySentences(assessment, subject)];
  if (best === null || calibration === null) {
    return { state: 'notReady', missing, works: [], mind, legs };
  }
  const works = [
    `this gives ${best.gives}${best.legs === 'one' ? ` (${legs.join(' and ')})` : ''}`,
    ...(slow.length > 0 ? [slowWorks(assessment)] : []),
  ];
  return { state: missing.length === 0 ? 'ready' : 'partly', missing, works, mind, legs };
}

function calibrationSentences(
  verdict: ReadyFacts['calibration'],
): Pick<Readiness, 'missing' | 'mind'> {
  switch (verdict) {
    case undefined:
      return { missing: [], mind: [`calibrate when the session begins: ${HOW_TO_CALIBRATE}`] };
    case null:
      return { missing: [`calibrate: ${HOW_TO_CALIBRATE}`], mind: [] };
    case 'redo':
      return {
        missing: [`calibrate again, the last was not sound: ${HOW_TO_CALIBRATE}`],
        mind: [],
      };
    case 'usable':
      return { missing: [], mind: ['the calibration is usable, not good: its checks say why'] };
    case 'good':
      return { missing: [], mind: [] };
  }
}

function isWorn(way: Wear, rates: ReadonlyMap<Placement, number>): boolean {
  const legs = legsWith(way, rates).length;
  return way.legs === 'both' ? legs === 2 : legs > 0;
}

function legsWith({ segments }: Wear, rates: ReadonlyMap<Placement, number>): Side[] {
  return SIDES.filter((side) => segments.every((segment) => rates.has(placementOf(side, segment))));
}

/** Of one leg alone the leg that already wears more is completed. */
function placementSentences(way: Wear, rates: ReadonlyMap<Placement, number>): string[] {
  const lacks = (side: Side) =>
    way.segments.filter((segment) => !rates.has(placementOf(side, segment)));
  const wanted =
    way.legs === 'both'
      ? SIDES
      : [...SIDES].sort((a, b) => lacks(a).length - lacks(b).length).slice(0, 1);
  return wanted.flatMap((side) => lacks(side).map((segment) => wearSentence(side, segment)));
}

function wearSentence(side: Side, segment: LegSegment): string {
  return `wear a sensor on the ${side} ${segment}`;
}

function slowSentences(
  { rateHz, task }: Assessment,
  { segments }: Wear,
  rates: ReadonlyMap<Placement, number>,
): string[] {
  const who = task === 'landing' ? 'landings need' : 'this needs';
  return SIDES.flatMap((side) =>
    segments.flatMap((segment) => {
      const rate = rates.get(placementOf(side, segment));
      if (rate === undefined || rate >= RATE_SHARE * rateHz) return [];
      return `${who} ${rateHz} samples/s or more; the ${side} ${segment} sends ${Math.round(rate)}`;
    }),
  );
}

function slowWorks({ task }: Assessment): string {
  return task === 'landing'
    ? 'depth, peaks and jump height are measured all the same; contact and impact are not assessed'
    : 'what is slow is measured all the same, and marked as of a low rate';
}
