import type { LegQuality } from '../../../../src/model/bodyFrame.ts';
import type { Calibration } from '../../../../src/model/calibration.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { hasFlag } from '../../../../src/model/quality.ts';

/** A calibration older than this is to be made anew: headings drift and straps shift. */
const OLD_US = 3600e6;

export interface CalibrationWarning {
  /** null is about both legs. */
  readonly side: Side | null;
  readonly kind: 'slip' | 'redo' | 'heading' | 'old';
  /** What is wrong. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
}

/**
 * What makes the calibration in force doubtful now, at most one of each leg and the worst first.
 * @param legs newest quality of each leg on screen
 * @param nowUs hub time of the newest frame
 */
export function calibrationWarnings(
  calibration: Calibration | null,
  legs: readonly { readonly side: Side; readonly quality: LegQuality }[],
  nowUs: number,
): CalibrationWarning[] {
  if (calibration === null) return [];
  if (calibration.verdict === 'redo') {
    const what = 'The calibration did not pass its checks';
    return [{ side: null, kind: 'redo', what, todo: 'calibrate again' }];
  }
  const ofLegs = legs.flatMap(({ side, quality }): CalibrationWarning[] => {
    const bits = quality.knee | quality.projection;
    if (hasFlag(bits, 'slip')) {
      return [{ side, kind: 'slip', what: 'a sensor slipped', todo: 'fix it and calibrate again' }];
    }
    if (hasFlag(bits, 'headingStale')) {
      return [{ side, kind: 'heading', what: 'heading unsure', todo: 'stand still for a moment' }];
    }
    return [];
  });
  if (ofLegs.length > 0) return ofLegs.sort(bySeverity);
  if (nowUs - calibration.timeUs < OLD_US) return [];
  // Without minutes: it is read out, and once is enough.
  const what = 'Calibrated over an hour ago';
  return [{ side: null, kind: 'old', what, todo: 'calibrate again' }];
}

/** Then left before right, as on screen. */
function bySeverity(a: CalibrationWarning, b: CalibrationWarning): number {
  const slipFirst = Number(b.kind === 'slip') - Number(a.kind === 'slip');
  return slipFirst || Number(a.side === 'right') - Number(b.side === 'right');
}
