import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../../geometry/angles.ts';
import { norm, subtract } from '../../../geometry/vector.ts';
import type { CalibrationCheck, SensorAlignment } from '../../../model/calibration.ts';
import { isStill, type SensorStillness } from '../quietStanding.ts';
import { check, percent } from './check.ts';
import type { KnownBiases } from './checkInputs.ts';

const SIDEWAYS_DEG = 135;

/** How one sensor sits, and whether its bias is as it was. */
export function checkSensor(
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

/** How still every sensor was in the standing, and what it reads there. */
export function checkStanding(standing: readonly SensorStillness[]): CalibrationCheck[] {
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
