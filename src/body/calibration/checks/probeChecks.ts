import type { Calibration, CalibrationCheck } from '../../../model/calibration.ts';
import type { LegProbes } from '../calibrationProbes.ts';
import { type LegCheck, percent } from './check.ts';
import { CHECK_LIMITS } from './checkLimits.ts';

/** What two gyroscopes may turn against each other in a longer movement, °/s, and from when on. */
const DRIFT_DPS = 0.05;
const DRIFT_FREE_S = 20;

/** What the calibration movement says of the axes that were found on it. */
export function checkProbes(
  probes: LegProbes,
  { movement }: Pick<Calibration, 'movement'>,
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
