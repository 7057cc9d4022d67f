import type { Calibration, CalibrationWindows, TimeWindow } from '../../model/calibration.ts';
import { calibrateLeg } from './calibrateLeg.ts';
import type { CalibrationLegInput } from './calibrator.ts';
import { concludeCalibration } from './concludeCalibration.ts';
import { FlexionCounter } from './flexionCounter.ts';
import { stillnessBySecond } from './quietStanding.ts';
import { verticalInSensor } from './segmentFrames.ts';

/** Less than this of either part says nothing, s. */
const MIN_STANDING_S = 0.5;
const MIN_MOVEMENT_S = 2;

type Legs = readonly CalibrationLegInput[];

/**
 * Calibrates on two stretches of time that somebody named. Fed one frame at a time; what it
 * finds it always gives, however poor: the verdict says how far to trust it.
 */
export class WindowCalibrator {
  readonly #rateHz: number;
  readonly #windows: CalibrationWindows;
  readonly #id: string;
  #standing: Legs[] = [];
  #functional: Legs[] = [];

  constructor(rateHz: number, windows: CalibrationWindows, id: string) {
    this.#rateHz = rateHz;
    this.#windows = windows;
    this.#id = id;
  }

  /**
   * @param legs as for `Calibrator.step`
   * @returns `pending` until both windows have passed; null where too little was in them
   */
  step(legs: Legs | null, timeUs: number): Calibration | null | 'pending' {
    const { standing, functional } = this.#windows;
    if (legs !== null && legs.length > 0) {
      if (contains(standing, timeUs)) this.#standing.push(legs);
      if (contains(functional, timeUs)) this.#functional.push(legs);
    }
    if (timeUs < Math.max(standing.toUs, functional.toUs)) return 'pending';
    return this.#conclude(timeUs);
  }

  #conclude(timeUs: number): Calibration | null {
    const sides = this.#standing[0]?.map(({ side }) => side).join();
    // A leg that joined in the middle cannot be judged by frames in which it was absent.
    const alike = (legs: Legs): boolean => legs.map(({ side }) => side).join() === sides;
    const standing = this.#standing.filter(alike);
    const functional = this.#functional.filter(alike);
    if (standing.length < MIN_STANDING_S * this.#rateHz) return null;
    if (functional.length < MIN_MOVEMENT_S * this.#rateHz) return null;
    const { method } = this.#windows;
    const frames = [...standing, ...functional];
    const flexions = flexionsIn(standing, functional);
    const results = standing[0].map(({ side, thighSensor, shankSensor }, leg) =>
      calibrateLeg({
        side,
        rateHz: this.#rateHz,
        thighSensor,
        shankSensor,
        thigh: frames.map((frame) => frame[leg].thigh),
        shank: frames.map((frame) => frame[leg].shank),
        standingFrames: standing.length,
        flexions,
        mayRefine: method !== 'assessedMovement',
      }),
    );
    return concludeCalibration({
      id: this.#id,
      timeUs,
      method,
      standingS: standing.length / this.#rateHz,
      movementS: functional.length / this.#rateHz,
      results,
      standing: stillnessBySecond(standing, this.#rateHz),
    });
  }
}

function contains({ fromUs, toUs }: TimeWindow, timeUs: number): boolean {
  return timeUs >= fromUs && timeUs < toUs;
}

/** Of the leg that bent least often. */
function flexionsIn(standing: readonly Legs[], functional: readonly Legs[]): number {
  const last = standing[standing.length - 1];
  const counters = last.map(
    ({ thigh, shank }) => new FlexionCounter(verticalInSensor(thigh), verticalInSensor(shank)),
  );
  for (const legs of functional) {
    counters.forEach((counter, i) => {
      counter.step(legs[i].thigh, legs[i].shank);
    });
  }
  return Math.min(...counters.map(({ count }) => count));
}
