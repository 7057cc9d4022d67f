import type { CalibrationLegInput } from './calibrationLegInput.ts';
import type { LegFindings } from './checks/checkInputs.ts';
import { FlexionCounter } from './flexionCounter.ts';
import type { SensorStillness } from './quietStanding.ts';
import { verticalInSensor } from './segmentFrames.ts';

/** The squats of a calibration, as far as they are. */
export interface Movement {
  readonly counters: readonly FlexionCounter[];
  readonly standing: readonly SensorStillness[];
  /** Leading frames of a standing from before; 0 where the person stands in it still. */
  readonly keptFrames: number;
  /** After that, once they were upright again. */
  wasUpright: boolean;
  standingFrames: number;
  moving: boolean;
  uprightFrames: number;
  /** Of those upright, the last ones in which both legs rested. */
  quietFrames: number;
  /** Frames with that stand, 0 until it is over. */
  restedFrames: number;
  reported: number;
  finished: Finished | null;
  readonly results: LegFindings[];
}

/** The movement is over: what was seen of it. */
export interface Finished {
  readonly frames: number;
  readonly flexions: number;
}

/**
 * @param frames of the standing before it
 * @param keptFrames how many of them are of a standing from before, which the person has left
 */
export function movementAfter(
  frames: readonly (readonly CalibrationLegInput[])[],
  standing: readonly SensorStillness[],
  keptFrames: number,
): Movement {
  const last = frames[frames.length - 1];
  return {
    standing,
    counters: last.map(
      (leg) => new FlexionCounter(verticalInSensor(leg.thigh), verticalInSensor(leg.shank)),
    ),
    keptFrames,
    wasUpright: false,
    standingFrames: frames.length,
    moving: false,
    uprightFrames: 0,
    quietFrames: 0,
    restedFrames: 0,
    reported: 0,
    finished: null,
    results: [],
  };
}
