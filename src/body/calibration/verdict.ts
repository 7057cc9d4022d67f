import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { norm, subtract, type Vec3 } from '../../geometry/vector.ts';
import type {
  Calibration,
  CalibrationCheck,
  CalibrationCheckName,
  CalibrationVerdict,
  LegCalibration,
  SensorAlignment,
} from '../../model/calibration.ts';
import { placementOf } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { LegCalibrationResult } from './calibrateLeg.ts';
import type { LegProbes } from './calibrationProbes.ts';
import { CHECK_LIMITS, verdictOn } from './checkLimits.ts';
import { isStill, type SensorStillness } from './quietStanding.ts';

/** One leg as it was calibrated, and what its own movement says of that. */
export interface LegFindings extends LegCalibrationResult {
  /** Absent where they were not looked for. */
  readonly probes?: LegProbes;
  /** Standing gravity against each sensor's agreed up axis, degrees; null where none is agreed. */
  readonly mountingUpDeg?: { readonly thigh: number | null; readonly shank: number | null };
}

export interface Judgement {
  readonly verdict: CalibrationVerdict;
  readonly checks: readonly CalibrationCheck[];
  readonly reasons: readonly string[];
}

/** Standing gyroscope bias of sensors that were calibrated before, rad/s, sensor axes. */
export type KnownBiases = ReadonlyMap<SensorId, Vec3>;

type Facts = Pick<Calibration, 'method' | 'standingS' | 'standing' | 'movement'>;

const RANK: Record<CalibrationVerdict, number> = { good: 0, usable: 1, redo: 2 };
/** What two gyroscopes may turn against each other in a longer movement, °/s, and from when on. */
const DRIFT_DPS = 0.05;
const DRIFT_FREE_S = 20;
const SIDEWAYS_DEG = 135;

/** Judges a calibration; every check short of good comes with its reason and what to do. */
export function judge(
  legs: readonly LegFindings[],
  standing: readonly SensorStillness[],
  facts: Facts,
  known: KnownBiases = new Map(),
): Judgement {
  const checks = [
    ...checkFacts(facts),
    ...legs.flatMap((leg) => checkLeg(leg, facts, known)),
    ...checkStanding(standing),
  ];
  return conclude(checks);
}

/** Judges an earlier calibration in a new stand: usable at most. */
export function checkReuse(
  { timeUs, legs: earlier }: Calibration,
  legs: readonly LegCalibration[],
  standing: readonly SensorStillness[],
  gravity: readonly Pick<CalibrationCheck, 'about' | 'value'>[],
): Judgement {
  const known = new Map<SensorId, Vec3>(
    earlier
      .flatMap(({ thigh, shank }) => [thigh, shank])
      .map(({ sensorId, gyroBiasRadps }) => [sensorId, gyroBiasRadps]),
  );
  const day = new Date(timeUs / 1000).toISOString().slice(0, 16).replace('T', ' ');
  return conclude([
    check(
      'reusedAxes',
      null,
      1,
      `the axes come from the calibration of ${day} UTC; squat five times for new ones`,
    ),
    ...gravity.map(({ about, value }) => check('gravityChange', about, value, '')),
    ...legs.flatMap((leg) =>
      (['thigh', 'shank'] as const).flatMap((segment) =>
        checkSensor(leg[segment], placementOf(leg.side, segment), null, known),
      ),
    ),
    ...checkStanding(standing),
  ]);
}

function conclude(checks: readonly CalibrationCheck[]): Judgement {
  let verdict: CalibrationVerdict = 'good';
  for (const check of checks) {
    if (RANK[check.verdict] > RANK[verdict]) verdict = check.verdict;
  }
  const bad = checks.filter((check) => check.verdict !== 'good');
  bad.sort((a, b) => RANK[b.verdict] - RANK[a.verdict]);
  return { verdict, checks, reasons: [...new Set(bad.map(({ reason }) => reason))] };
}

function check(
  name: CalibrationCheckName,
  about: CalibrationCheck['about'],
  value: number,
  reason: string,
  limit = CHECK_LIMITS[name].limit,
): CalibrationCheck {
  // A limit that was widened leaves the distance to redo as it is.
  const verdict = verdictOn(name, value - (limit - CHECK_LIMITS[name].limit));
  const { unit } = CHECK_LIMITS[name];
  return { name, about, value, limit, unit, verdict, reason: verdict === 'good' ? '' : reason };
}

function checkFacts({ method, standingS, standing, movement }: Facts): CalibrationCheck[] {
  const apartUs = Math.max(movement.fromUs - standing.toUs, standing.fromUs - movement.toUs, 0);
  return [
    check(
      'axesFromAssessedMovement',
      null,
      method === 'assessedMovement' ? 1 : 0,
      'the axes come from the assessed movement itself; stand still for 3 s and squat five times before what is to be assessed',
    ),
    check(
      'standingLength',
      null,
      standingS,
      `there are only ${standingS.toFixed(1)} s of standing; stand still for 3 s`,
    ),
    check(
      'standingToMovement',
      null,
      apartUs / 1e6,
      `standing and movement lie ${Math.round(apartUs / 1e6)} s apart, in which headings drift; stand still right before the movement`,
    ),
  ];
}

function checkLeg(findings: LegFindings, facts: Facts, known: KnownBiases): CalibrationCheck[] {
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
        : `the flexion axis lies ${offLevelDeg.toFixed(0)}° off level; below 8° is good`,
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

/** A check of one leg. */
type LegCheck = (
  name: CalibrationCheckName,
  value: number,
  reason: string,
  limit?: number,
) => CalibrationCheck;

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

function checkProbes(
  probes: LegProbes,
  { movement }: Facts,
  about: LegCheck,
  side: string,
): CalibrationCheck[] {
  const { crossTalk, kneeTracking, thighAxisShare, shankAxisShare, standingRepeat } = probes;
  const swap = about('swap', probes.upperRatio, '');
  const checks = [
    swap.verdict === 'good'
      ? swap
      : {
          ...swap,
          reason: `thigh and shank sensors of the ${side} leg seem to be swapped: change them in the set-up`,
        },
    about(
      'thighAxisShare',
      100 * thighAxisShare,
      `only ${percent(thighAxisShare)} of the thigh’s turning was about one axis; move slowly and straight`,
    ),
    about(
      'shankAxisShare',
      100 * shankAxisShare,
      `only ${percent(shankAxisShare)} of the shank’s turning was about one axis; move slowly and straight`,
    ),
  ];
  if (crossTalk !== null) {
    const over90Deg = Math.abs(90 * crossTalk).toFixed(0);
    checks.push(
      about(
        'crossTalk',
        Math.abs(crossTalk),
        `over 90° of flexion the knee seems to go ${over90Deg}° ${crossTalk > 0 ? 'inward' : 'outward'}, so its axis may be off; squat slowly, knees over toes`,
      ),
    );
  }
  if (kneeTracking !== null) {
    checks.push(
      about(
        'kneeTracking',
        Math.abs(kneeTracking),
        `the knee moved ${kneeTracking > 0 ? 'inward' : 'outward'} in the calibration squats; squat with the knees over the toes`,
      ),
    );
  }
  if (standingRepeat !== null) {
    const { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg } = standingRepeat;
    const longS = Math.max(0, (movement.toUs - movement.fromUs) / 1e6 - DRIFT_FREE_S);
    const limit = CHECK_LIMITS.standingRepeat.limit + DRIFT_DPS * longS;
    const offDeg = Math.max(
      Math.abs(kneeFlexionDeg),
      Math.abs(kneeValgusDeg),
      Math.abs(kneeInternalRotationDeg),
    );
    const bent = offDeg === Math.abs(kneeFlexionDeg);
    checks.push(
      about(
        'standingRepeat',
        offDeg,
        bent
          ? `after the squats the knee was ${Math.abs(kneeFlexionDeg).toFixed(0)}° ${kneeFlexionDeg > 0 ? 'more' : 'less'} bent than before; stand the same way before and after them`
          : `after the squats the sensors lay ${offDeg.toFixed(0)}° otherwise than before; tighten the straps and stand the same way before and after them`,
        limit,
      ),
    );
  }
  return checks;
}

function checkSensor(
  { sensorId, gyroBiasRadps }: SensorAlignment,
  placement: CalibrationCheck['about'],
  upDeg: number | null,
  known: KnownBiases,
): CalibrationCheck[] {
  const checks: CalibrationCheck[] = [];
  const place = String(placement).replace('_', ' ');
  const before = known.get(sensorId);
  if (before) {
    const changeDps = norm(subtract(gyroBiasRadps, before)) * DEG_PER_RAD;
    checks.push(
      check(
        'gyroBiasChange',
        placement,
        changeDps,
        `the gyroscope on the ${place} changed by ${changeDps.toFixed(1)} °/s since its last calibration; let the sensor warm up, then calibrate again`,
      ),
    );
  }
  if (upDeg !== null) {
    const lies = upDeg > SIDEWAYS_DEG ? 'upside down' : 'sideways';
    checks.push(
      check(
        'mountingUp',
        placement,
        upDeg,
        `the sensor on the ${place} sits ${lies}; the angles are right all the same, but turn it with its up arrow to the head`,
      ),
    );
  }
  return checks;
}

function checkStanding(standing: readonly SensorStillness[]): CalibrationCheck[] {
  if (standing.length === 0) return [];
  const stillShare = standing.filter(isStill).length / standing.length;
  const checks = [
    // A single sway spoils a second of the standing, not the vertical and the bias.
    check(
      'stillTime',
      null,
      100 * stillShare,
      `${percent(1 - stillShare)} of the standing was not still; stand still for 3 s, or name another stretch`,
    ),
  ];
  const placements = [...new Set(standing.map(({ placement }) => placement))];
  for (const placement of placements) {
    const own = standing.filter((figures) => figures.placement === placement);
    const worst = (of: (figures: SensorStillness) => number): number => Math.max(...own.map(of));
    const place = placement.replace('_', ' ');
    const biasDps = worst((figures) => figures.biasDps);
    const offMps2 = worst(({ gravityMps2 }) => Math.abs(gravityMps2 - STANDARD_GRAVITY));
    const unquiet = 'the standing was not quite still; hold on to something';
    checks.push(
      check(
        'rateSd',
        placement,
        worst((figures) => figures.rateSdDps),
        unquiet,
      ),
      check(
        'forceSd',
        placement,
        worst((figures) => figures.forceSdMps2),
        unquiet,
      ),
      check(
        'gravitySize',
        placement,
        offMps2,
        `the accelerometer on the ${place} reads gravity ${offMps2.toFixed(2)} m/s² off; have the sensor checked`,
      ),
      check(
        'gyroBias',
        placement,
        biasDps,
        `a gyroscope is off by ${biasDps.toFixed(1)} °/s; let the sensor warm up or have it serviced`,
      ),
    );
  }
  return checks;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
