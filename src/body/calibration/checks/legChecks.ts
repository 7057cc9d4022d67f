import type {
  CalibrationCheck,
  CalibrationCheckName,
  LegCalibration,
} from '../../../model/calibration.ts';
import { placementOf } from '../../../model/placement.ts';
import { check, type LegCheck, percent } from './check.ts';
import type { CalibrationFacts, KnownBiases, LegFindings } from './checkInputs.ts';
import { CHECK_LIMITS } from './checkLimits.ts';
import { checkProbes } from './probeChecks.ts';
import { checkSensor } from './sensorChecks.ts';

/** Everything that is checked of one leg: its axes, its probes and its sensors. */
export function checkLeg(
  findings: LegFindings,
  facts: CalibrationFacts,
  known: KnownBiases,
): CalibrationCheck[] {
  const { leg, axisToVerticalDeg, axisDisagreementDeg, probes } = findings;
  const { side } = leg;
  const about = (name: CalibrationCheckName, value: number, reason: string, limit?: number) =>
    check(name, side, value, `${side} leg: ${reason}`, limit);
  const share = percent(leg.axisShare);
  if (leg.axisShare === 0) {
    return [
      about(
        'relativeAxisShare',
        0,
        'it turned too slowly to find the axis of the knee; squat a little quicker',
      ),
    ];
  }
  const offLevelDeg = Math.abs(axisToVerticalDeg - 90);
  const checks = [
    about(
      'flexionRange',
      leg.flexionRangeDeg,
      `the knee bent only ${leg.flexionRangeDeg.toFixed(0)}°; squat deeper, to 60° or more`,
    ),
    about(
      'relativeAxisShare',
      100 * leg.axisShare,
      leg.axisShare < CHECK_LIMITS.relativeAxisShare.redo! / 100
        ? `only ${share} of the movement was knee flexion; move slowly and straight`
        : `${share} of the movement was knee flexion; 90 % is good`,
    ),
    about(
      'headingConsistency',
      leg.headingConsistency,
      'thigh and shank do not agree on the movement; check that both straps are tight and on one leg',
    ),
    about(
      'axisOffLevel',
      offLevelDeg,
      offLevelDeg > CHECK_LIMITS.axisOffLevel.redo!
        ? `the flexion axis lies ${offLevelDeg.toFixed(0)}° off level; check the placement of the sensors`
        : `the flexion axis lies ${wholeBeyond(offLevelDeg, CHECK_LIMITS.axisOffLevel.limit)}° off level; below 8° is good`,
    ),
    about(
      'axisDisagreement',
      axisDisagreementDeg,
      `thigh and shank turned about axes ${axisDisagreementDeg.toFixed(0)}° apart; squat straight, knees over toes`,
    ),
  ];
  if (
    facts.method !== 'assessedMovement' &&
    leg.flexionRangeDeg >= CHECK_LIMITS.flexionRange.limit
  ) {
    checks.push(
      about(
        'refinement',
        leg.refinement === 'none' ? 0 : 1,
        'the flexion axis could not be refined; squat slowly to 70°, knees over toes',
      ),
    );
  }
  return [
    ...checks,
    ...checkStep(leg, about),
    ...(probes ? checkProbes(probes, facts, about, side) : []),
    ...(['thigh', 'shank'] as const).flatMap((segment) =>
      checkSensor(
        leg[segment],
        placementOf(side, segment),
        findings.mountingUpDeg?.[segment] ?? null,
        known,
      ),
    ),
  ];
}

/** Rounded; up to the next tenth where it would else read as the limit that it is beyond. */
function wholeBeyond(value: number, limit: number): string {
  const whole = value.toFixed(0);
  return whole === limit.toFixed(0) ? (Math.ceil(10 * value) / 10).toFixed(1) : whole;
}

/** Whether both sensors of the leg are in step, where the movement tells. */
function checkStep(leg: LegCalibration, about: LegCheck): CalibrationCheck[] {
  const { sensorOffsetMs: offsetMs, sensorOffsetSdMs: sdMs, sensorOffsetAppliedMs } = leg;
  if (typeof offsetMs !== 'number' || typeof sdMs !== 'number') return [];
  const sureMs = Math.max(0, Math.abs(offsetMs) - 2 * sdMs);
  const which = offsetMs > 0 ? 'shank' : 'thigh';
  const done = sensorOffsetAppliedMs ? 'it was set right' : 'it is too long to be set right';
  return [
    about(
      'sensorOffset',
      sureMs,
      `the ${which} sensor is ${Math.abs(offsetMs).toFixed(0)} ms behind the other, and ${done}; below 5 ms is good, so link both sensors again or synchronise them`,
    ),
  ];
}
