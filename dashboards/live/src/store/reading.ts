import {
  LEG_MEASURES,
  type LegFrame,
  type LegMeasure,
  type QuantityGroup,
} from '../../../../src/model/bodyFrame.ts';
import {
  type CustomMeasure,
  customGroups,
  qualityOver,
} from '../../../../src/model/customMeasures.ts';
import type { Headline } from '../../../../src/model/movement.ts';
import { hasFlag, type QualityBits, qualityWord } from '../../../../src/model/quality.ts';
import { QUALITY_TEXT } from '../../../../src/model/qualityText.ts';

/** A value a person may look at, and how far to trust it. */
export interface Reading {
  /** `blank`: show no digits. `dimmed`: show them as not trustworthy, with the reason. */
  readonly state: 'ok' | 'dimmed' | 'blank';
  readonly value: number;
  /** Half width of the 95 % interval in the unit of `value`; NaN where none is stated. */
  readonly error: number;
  /** Why the state is not `ok`; empty when it is. */
  readonly reason: string;
}

/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.96;

const CM_PER_M = 100;

const SD_OF: Partial<Record<LegMeasure, LegMeasure>> = {
  kneeFlexionDeg: 'kneeFlexionSdDeg',
  kneeValgusDeg: 'kneeValgusSdDeg',
  fppaDeg: 'fppaSdDeg',
  kneeMedialDeviationM: 'kneeMedialDeviationSdM',
  kneeOverToeDeg: 'kneeOverToeSdDeg',
  shankLeanDeg: 'shankLeanSdDeg',
  thighLeanDeg: 'thighLeanSdDeg',
  ankleDorsiflexionDeg: 'ankleDorsiflexionSdDeg',
  ankleEversionDeg: 'ankleEversionSdDeg',
  footRollDeg: 'footRollSdDeg',
};

const GROUP_OF = new Map<LegMeasure, QuantityGroup>(
  LEG_MEASURES.map(({ key, group }) => [key, group]),
);
const UNIT_OF = new Map<LegMeasure, 'deg' | 'm'>(LEG_MEASURES.map(({ key, unit }) => [key, unit]));

/** Reads one measure of a leg with its error and state; metres are shown in centimetres. */
export function readMeasure(leg: LegFrame, measure: LegMeasure): Reading {
  const factor = UNIT_OF.get(measure) === 'm' ? CM_PER_M : 1;
  const sdKey = SD_OF[measure];
  const bits = leg.quality[GROUP_OF.get(measure) ?? 'projection'];
  const value = leg.measures[measure] * factor;
  const error = sdKey ? leg.measures[sdKey] * factor * Z_95 : Number.NaN;
  return { value, error, ...stateOf(value, bits) };
}

/** Reads a custom measure of a leg, which has no stated error. */
export function readCustom(leg: LegFrame, measure: CustomMeasure, index: number): Reading {
  const value = leg.custom[index] ?? Number.NaN;
  const bits = qualityOver(leg.quality, customGroups(measure));
  return { value, error: Number.NaN, ...stateOf(value, bits) };
}

export function readHeadline(leg: LegFrame, headline: Headline): Reading {
  return readMeasure(leg, headline.measure);
}

function stateOf(value: number, bits: QualityBits): Pick<Reading, 'state' | 'reason'> {
  const word = qualityWord(bits);
  const reason = word === 'ok' ? '' : QUALITY_TEXT[word];
  if (hasFlag(bits, 'stale') || hasFlag(bits, 'uncalibrated')) return { state: 'blank', reason };
  if (Number.isNaN(value)) return { state: 'blank', reason: reason || 'not measurable here' };
  return { state: word === 'ok' ? 'ok' : 'dimmed', reason };
}
