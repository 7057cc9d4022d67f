import type { Calibration, TimeWindow } from '../../model/calibration.ts';
import type { SessionMetadata } from '../../model/session.ts';

/** What a calibration rests on, for a person at a terminal. */
export function describeCalibration(
  calibration: Calibration,
  { startedUs }: SessionMetadata,
): string {
  const { verdict, method, standing, movement, reasons, legs } = calibration;
  const seconds = ({ fromUs, toUs }: TimeWindow): string =>
    [fromUs, toUs].map((timeUs) => ((timeUs - startedUs) / 1e6).toFixed(1)).join(' to ');
  const moved = method === 'reused' ? '' : `, movement ${seconds(movement)} s`;
  const lines = [
    `calibration ${verdict}: ${METHOD_WORDS[method]}, standing ${seconds(standing)} s${moved}`,
    ...legs.map(
      (leg) =>
        `  ${leg.side} leg: flexion ${leg.flexionRangeDeg.toFixed(0)}°, ${(100 * leg.axisShare).toFixed(0)} % about one axis (SD ${leg.axisSdDeg.toFixed(1)}°), axes ${leg.refinement === 'none' ? 'not refined' : 'refined by the coupling prior'}`,
    ),
    ...reasons.map((reason) => `  ${reason}`),
  ];
  if (verdict === 'redo') lines.push('  every angle is flagged "uncalibrated"');
  else {
    lines.push(`  repetitions are counted from ${countedFrom(calibration, startedUs)} on`);
  }
  return lines.join('\n');
}

function countedFrom({ method, countsFromUs }: Calibration, startedUs: number): string {
  if (countsFromUs === undefined) {
    return `the end of that ${method === 'reused' ? 'standing' : 'movement'}`;
  }
  return `${Math.max(0, (countsFromUs - startedUs) / 1e6).toFixed(1)} s, as with the calibration that was given,`;
}

const METHOD_WORDS: Record<Calibration['method'], string> = {
  'standing+movement': 'found by itself',
  givenWindows: 'on the stretches given',
  assessedMovement: 'from the assessed movement',
  reused: 'axes of an earlier calibration',
};
