import type { Calibration, CalibrationWindows, TimeWindow } from '../../model/calibration.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { type AxisKnowledge, NO_KNOWLEDGE, outsideKnowledge } from './axisKnowledge.ts';
import { withAttached } from './calibrateAttached.ts';
import type { CalibrationLegInput } from './calibrationLegInput.ts';
import type { LegFindings } from './checks/checkInputs.ts';
import { concludeCalibration } from './concludeCalibration.ts';
import { FlexionCounter } from './flexionCounter.ts';
import { calibrateFindings } from './legFindings.ts';
import { type SensorStillness, stillnessBySecond } from './quietStanding.ts';
import { verticalInSensor } from './segmentFrames.ts';

/** Less than this of either part says nothing, s. */
export const MIN_STANDING_S = 0.5;
export const MIN_MOVEMENT_S = 2;

/** What one leg delivered in the two stretches. */
interface LegFrames {
  readonly standing: CalibrationLegInput[];
  readonly functional: CalibrationLegInput[];
}

/**
 * Calibrates on two stretches of time that somebody named, each leg by itself. Fed one frame at a
 * time; what it finds it always gives, however poor: the verdict says how far to trust it.
 */
export class WindowCalibrator {
  readonly #rateHz: number;
  readonly #windows: CalibrationWindows;
  readonly #id: string;
  readonly #knowledge: AxisKnowledge;
  readonly #legs = new Map<Side, LegFrames>();

  /** @param knowledge of the axes, besides what the person does */
  constructor(
    rateHz: number,
    windows: CalibrationWindows,
    id: string,
    knowledge: AxisKnowledge = NO_KNOWLEDGE,
  ) {
    this.#rateHz = rateHz;
    this.#windows = windows;
    this.#id = id;
    this.#knowledge = knowledge;
  }

  /**
   * @param legs those of which both sensors deliver
   * @returns `pending` until both windows have passed; null where no leg delivered enough in them
   */
  step(legs: readonly CalibrationLegInput[], timeUs: number): Calibration | null | 'pending' {
    const { standing, functional } = this.#windows;
    const stands = contains(standing, timeUs);
    const moves = contains(functional, timeUs);
    if (stands || moves) {
      for (const leg of legs) {
        const frames = this.#legs.get(leg.side) ?? { standing: [], functional: [] };
        this.#legs.set(leg.side, frames);
        if (stands) frames.standing.push(leg);
        if (moves) frames.functional.push(leg);
      }
    }
    if (timeUs < Math.max(standing.toUs, functional.toUs)) return 'pending';
    return this.#conclude(timeUs);
  }

  #conclude(timeUs: number): Calibration | null {
    const legs = SIDES.flatMap((side) => this.#legs.get(side) ?? []).filter(
      ({ standing, functional }) =>
        standing.length >= MIN_STANDING_S * this.#rateHz &&
        functional.length >= MIN_MOVEMENT_S * this.#rateHz,
    );
    if (legs.length === 0) return null;
    const { method, standing, functional } = this.#windows;
    return concludeCalibration({
      id: this.#id,
      timeUs,
      method,
      standing,
      movement: functional,
      standingS: Math.min(...legs.map((leg) => leg.standing.length)) / this.#rateHz,
      movementS: Math.min(...legs.map((leg) => leg.functional.length)) / this.#rateHz,
      results: legs.map((leg) => this.#calibrate(leg)),
      stillness: legs.flatMap((leg) => this.#stillness(leg)),
    });
  }

  #calibrate({ standing, functional }: LegFrames): LegFindings {
    const frames = [...standing, ...functional];
    const { side, thighSensor, shankSensor } = frames[0];
    const findings = calibrateFindings(
      {
        side,
        rateHz: this.#rateHz,
        thighSensor,
        shankSensor,
        thigh: frames.map(({ thigh }) => thigh),
        shank: frames.map(({ shank }) => shank),
        standingFrames: standing.length,
        flexions: flexionsIn(standing, functional),
        mayRefine: this.#windows.method !== 'assessedMovement',
        ...outsideKnowledge(this.#knowledge, side, thighSensor, shankSensor),
      },
      frames[0],
    );
    return { ...findings, leg: withAttached(findings.leg, frames, standing.length) };
  }

  #stillness({ standing }: LegFrames): SensorStillness[] {
    return stillnessBySecond(
      standing.map((leg) => [leg]),
      this.#rateHz,
    );
  }
}

function contains({ fromUs, toUs }: TimeWindow, timeUs: number): boolean {
  return timeUs >= fromUs && timeUs < toUs;
}

function flexionsIn(
  standing: readonly CalibrationLegInput[],
  functional: readonly CalibrationLegInput[],
): number {
  const { thigh, shank } = standing[standing.length - 1];
  const counter = new FlexionCounter(verticalInSensor(thigh), verticalInSensor(shank));
  for (const leg of functional) counter.step(leg.thigh, leg.shank);
  return counter.count;
}
