import type { Vec3 } from '../../geometry/vector.ts';
import type {
  Calibration,
  CalibrationCheck,
  CalibrationVerdict,
  LegCalibration,
} from '../../model/calibration.ts';
import { placementOf } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import { check } from './checks/check.ts';
import type { CalibrationFacts, KnownBiases, LegFindings } from './checks/checkInputs.ts';
import { checkLeg } from './checks/legChecks.ts';
import { checkSensor, checkStanding } from './checks/sensorChecks.ts';
import type { SensorStillness } from './quietStanding.ts';

export interface Judgement {
  readonly verdict: CalibrationVerdict;
  readonly checks: readonly CalibrationCheck[];
  readonly reasons: readonly string[];
}

const RANK: Record<CalibrationVerdict, number> = { good: 0, usable: 1, redo: 2 };

/** Judges a calibration; every check short of good comes with its reason and what to do. */
export function judge(
  legs: readonly LegFindings[],
  standing: readonly SensorStillness[],
  facts: CalibrationFacts,
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
  { timeUs, reusedFrom, legs: earlier }: Calibration,
  legs: readonly LegCalibration[],
  standing: readonly SensorStillness[],
  gravity: readonly Pick<CalibrationCheck, 'about' | 'value'>[],
): Judgement {
  const known = new Map<SensorId, Vec3>(
    earlier
      .flatMap(({ thigh, shank }) => [thigh, shank])
      .map(({ sensorId, gyroBiasRadps }) => [sensorId, gyroBiasRadps]),
  );
  const foundUs = reusedFrom?.timeUs ?? timeUs;
  const day = new Date(foundUs / 1000).toISOString().slice(0, 16).replace('T', ' ');
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

function checkFacts({
  method,
  standingS,
  standing,
  movement,
}: CalibrationFacts): CalibrationCheck[] {
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
