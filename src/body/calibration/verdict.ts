import type { Calibration, CalibrationVerdict, LegCalibration } from '../../model/calibration.ts';
import type { LegCalibrationResult } from './calibrateLeg.ts';
import {
  GOOD_BIAS_DPS,
  GOOD_FORCE_SD_MPS2,
  GOOD_RATE_SD_DPS,
  isStill,
  type StillnessFigures,
} from './quietStanding.ts';

interface Finding {
  readonly verdict: CalibrationVerdict;
  readonly reason: string;
}

const MAX_SWAYED_SHARE = 1 / 3;
/** Less than the three seconds asked for, by a little: frames may be missing. */
const LEAST_STANDING_S = 2.5;
const FAR_APART_US = 60e6;

/** An offset in time between two sensors that is certainly larger than this costs degrees, ms. */
const TOLERATED_OFFSET_MS = 5;

const RANK: Record<CalibrationVerdict, number> = { good: 0, usable: 1, redo: 2 };

/** Judges a calibration; every verdict short of good comes with its reason and what to do. */
export function judge(
  legs: readonly LegCalibrationResult[],
  standing: readonly StillnessFigures[],
  facts: Pick<Calibration, 'method' | 'standingS' | 'standing' | 'movement'>,
): { verdict: CalibrationVerdict; reasons: string[] } {
  const findings = [
    ...judgeFacts(facts),
    ...legs.flatMap((leg) => judgeLeg(leg, facts.method !== 'assessedMovement')),
    ...judgeStillness(standing),
    ...standing.flatMap(judgeStanding),
  ];
  let verdict: CalibrationVerdict = 'good';
  for (const finding of findings) {
    if (RANK[finding.verdict] > RANK[verdict]) verdict = finding.verdict;
  }
  return { verdict, reasons: [...new Set(findings.map(({ reason }) => reason))] };
}

function judgeFacts({
  method,
  standingS,
  standing,
  movement,
}: Pick<Calibration, 'method' | 'standingS' | 'standing' | 'movement'>): Finding[] {
  const findings: Finding[] = [];
  if (method === 'assessedMovement') {
    findings.push({
      verdict: 'redo',
      reason:
        'the axes come from the assessed movement itself; stand still for 3 s and squat five times before what is to be assessed',
    });
  }
  if (standingS < LEAST_STANDING_S) {
    findings.push({
      verdict: 'usable',
      reason: `there are only ${standingS.toFixed(1)} s of standing; stand still for 3 s`,
    });
  }
  const apartUs = Math.max(movement.fromUs - standing.toUs, standing.fromUs - movement.toUs);
  if (apartUs > FAR_APART_US) {
    findings.push({
      verdict: 'usable',
      reason: `standing and movement lie ${Math.round(apartUs / 1e6)} s apart, in which headings drift; stand still right before the movement`,
    });
  }
  return findings;
}

/** @param refinable false where refining was not even tried */
function judgeLeg(
  { leg, axisToVerticalDeg, axisDisagreementDeg }: LegCalibrationResult,
  refinable: boolean,
): Finding[] {
  const findings: Finding[] = [];
  const say = (verdict: CalibrationVerdict, reason: string): void => {
    findings.push({ verdict, reason: `${leg.side} leg: ${reason}` });
  };
  if (leg.axisShare === 0) {
    say('redo', 'it turned too slowly to find the axis of the knee; squat a little quicker');
    return findings;
  }
  if (leg.flexionRangeDeg < 40) {
    say(
      'redo',
      `the knee bent only ${leg.flexionRangeDeg.toFixed(0)}°; squat deeper, to 60° or more`,
    );
  } else if (refinable && leg.refinement === 'none') {
    say('usable', 'the flexion axis could not be refined; squat slowly to 70°, knees over toes');
  }
  if (leg.axisShare < 0.83) {
    say(
      'redo',
      `only ${percent(leg.axisShare)} of the movement was knee flexion; move slowly and straight`,
    );
  } else if (leg.axisShare < 0.9) {
    say('usable', `${percent(leg.axisShare)} of the movement was knee flexion; 90 % is good`);
  }
  if (leg.headingConsistency < 0.6) {
    say(
      'redo',
      'thigh and shank do not agree on the movement; check that both straps are tight and on one leg',
    );
  }
  const outOfStep = outOfStepReason(leg);
  if (outOfStep !== null) say('usable', outOfStep);
  const offSquare = Math.abs(axisToVerticalDeg - 90);
  if (offSquare > 15) {
    say(
      'redo',
      `the flexion axis lies ${offSquare.toFixed(0)}° off level; check the placement of the sensors`,
    );
  } else if (offSquare > 8) {
    say('usable', `the flexion axis lies ${offSquare.toFixed(0)}° off level; below 8° is good`);
  }
  if (axisDisagreementDeg > 20) {
    say(
      'usable',
      `thigh and shank turned about axes ${axisDisagreementDeg.toFixed(0)}° apart; squat straight, knees over toes`,
    );
  }
  return findings;
}

/** null where both sensors are in step, or nobody can tell. */
function outOfStepReason(leg: LegCalibration): string | null {
  const { sensorOffsetMs, sensorOffsetSdMs, sensorOffsetAppliedMs } = leg;
  const ms = Math.abs(sensorOffsetMs ?? 0);
  if (ms - 2 * (sensorOffsetSdMs ?? 0) <= TOLERATED_OFFSET_MS) return null;
  const which = (sensorOffsetMs ?? 0) > 0 ? 'shank' : 'thigh';
  const done = sensorOffsetAppliedMs ? 'it was set right' : 'it is too long to be set right';
  return `the ${which} sensor is ${ms.toFixed(0)} ms behind the other, and ${done}; below 5 ms is good, so link both sensors again or synchronise them`;
}

/** A single sway spoils a second of the standing, not the vertical and the bias. */
function judgeStillness(standing: readonly StillnessFigures[]): Finding[] {
  const swayed = standing.filter((figures) => !isStill(figures)).length;
  if (swayed <= MAX_SWAYED_SHARE * standing.length) return [];
  return [
    {
      verdict: 'redo',
      reason: `${percent(swayed / standing.length)} of the standing was not still; stand still for 3 s, or name another stretch`,
    },
  ];
}

function judgeStanding(figures: StillnessFigures): Finding[] {
  const findings: Finding[] = [];
  if (figures.rateSdDps > GOOD_RATE_SD_DPS || figures.forceSdMps2 > GOOD_FORCE_SD_MPS2) {
    findings.push({
      verdict: 'usable',
      reason: 'the standing was not quite still; hold on to something',
    });
  }
  if (figures.biasDps > GOOD_BIAS_DPS) {
    findings.push({
      verdict: 'usable',
      reason: `a gyroscope is off by ${figures.biasDps.toFixed(1)} °/s; let the sensor warm up or have it serviced`,
    });
  }
  return findings;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
