import { DEG_PER_RAD } from '../../geometry/angles.ts';
import { angleBetween, type Vec3 } from '../../geometry/vector.ts';
import type { SensorState } from '../sensorState.ts';
import { calibrateLeg, type LegRecording } from './calibrateLeg.ts';
import { probeLeg } from './calibrationProbes.ts';
import type { LegFindings } from './checks/checkInputs.ts';
import { meanDirection } from './segmentFrames.ts';

/**
 * Calibrates a leg and looks at the result in its own movement.
 * @param after frames behind the movement, in which the person may stand again
 */
export function calibrateFindings(
  recording: LegRecording,
  upAxes: { readonly thighUpAxis?: Vec3 | null; readonly shankUpAxis?: Vec3 | null },
  after: readonly { readonly thigh: SensorState; readonly shank: SensorState }[] = [],
): LegFindings {
  const result = calibrateLeg(recording);
  const { thigh, shank, standingFrames } = recording;
  return {
    ...result,
    probes: probeLeg(recording, result.leg, after),
    mountingUpDeg: {
      thigh: upDeg(thigh.slice(0, standingFrames), upAxes.thighUpAxis ?? null),
      shank: upDeg(shank.slice(0, standingFrames), upAxes.shankUpAxis ?? null),
    },
  };
}

function upDeg(standing: readonly SensorState[], axis: Vec3 | null): number | null {
  if (axis === null) return null;
  const up = meanDirection(standing.map((state) => state.acceleration));
  return angleBetween(up, axis) * DEG_PER_RAD;
}
