import type { LegHeadings } from '../../body/legHeadings.ts';
import type { SensorState } from '../../body/sensorState.ts';
import type { HeadingColumn } from '../../body/twoSided/headingColumn.ts';
import type { LegTrack } from '../../body/twoSided/legTrack.ts';
import { type TwoSidedHeadings, twoSidedHeadings } from '../../body/twoSided/twoSidedHeadings.ts';
import type { LegFrame } from '../../model/bodyFrame.ts';
import type { Calibration, LegCalibration } from '../../model/calibration.ts';
import { placementOf, type Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { REP_CUTOFF_HZ } from '../../movement/reps/repFilter.ts';
import type { Foreknowledge } from '../../pipeline/foreknowledge.ts';
import type { RecordingSurvey, Turn } from './recordingSurvey.ts';
import { SensorStates } from './sensorStates.ts';

/** The frames to which headings that were smoothed together belong. */
interface SmoothedLeg {
  readonly first: number;
  readonly headings: TwoSidedHeadings;
}

/** A recording read to its end: what every sensor and leg did, judged from both sides. */
export class WholeRecording implements Foreknowledge {
  readonly #settings: PipelineSettings;
  readonly #turns: readonly Turn[];
  readonly #survey: RecordingSurvey;
  readonly #states = new Map<SensorId, readonly SensorStates[]>();
  /** Instants of all frames, ascending, µs. */
  readonly framesUs: Float64Array;
  readonly #legs = new Map<Side, SmoothedLeg>();
  #frame = 0;

  /**
   * @param survey is emptied, sensor by sensor, as states of it are wanted
   * @param turns those of the survey that count
   */
  constructor(survey: RecordingSurvey, settings: PipelineSettings, turns: readonly Turn[]) {
    this.#survey = survey;
    this.framesUs = survey.framesUs();
    this.#settings = settings;
    this.#turns = turns;
  }

  at(timeUs: number): void {
    const { framesUs } = this;
    while (this.#frame + 1 < framesUs.length && framesUs[this.#frame + 1] <= timeUs) this.#frame++;
  }

  stateAt(sensorId: SensorId, timeUs: number): SensorState | null {
    // As a rule there is one; another where the sensor was set to another rate.
    for (const states of this.#statesOf(sensorId)) {
      const state = states.at(timeUs);
      if (state) return state;
    }
    return null;
  }

  /** Oriented when first asked for: nobody waits for a sensor that no angle rests on. */
  #statesOf(sensorId: SensorId): readonly SensorStates[] {
    const known = this.#states.get(sensorId);
    if (known) return known;
    const columns = this.#survey.takeColumns(sensorId);
    const states = columns.map((each) => new SensorStates(each.samples()));
    this.#states.set(sensorId, states);
    return states;
  }

  headingsOf(leg: LegCalibration, calibration: Calibration, timeUs: number): LegHeadings {
    const { standing, movement } = calibration;
    const fromUs = Math.min(timeUs, standing.fromUs, movement.fromUs);
    const endUs = this.#endUs(leg, timeUs);
    const first = firstFrom(this.framesUs, fromUs);
    const end = Math.max(first + 1, firstFrom(this.framesUs, endUs));
    const headings = twoSidedHeadings({
      track: this.#track(leg, this.framesUs.subarray(first, end)),
      calibration: leg,
      standing,
      movement,
      subject: this.#settings.subject,
      flexionCutoffHz: REP_CUTOFF_HZ,
    });
    this.#legs.set(leg.side, { first, headings });
    const frame = (): number => Math.min(end - 1, Math.max(first, this.#frame)) - first;
    return {
      relative: new KnownRelativeHeading(headings.relative, frame),
      leg: new KnownLegHeading(headings.leg, frame),
    };
  }

  flexionDeg(legs: readonly LegFrame[]): number {
    let sum = 0;
    for (const { side, measures } of legs) {
      const leg = this.#legs.get(side);
      const smooth = leg?.headings.flexionDeg[this.#frame - leg.first] ?? Number.NaN;
      sum += Number.isNaN(smooth) ? measures.kneeFlexionDeg : smooth;
    }
    return sum / legs.length;
  }

  /** Of the two sensors the one that was found late is read ahead, as the pipeline reads it. */
  #track(leg: LegCalibration, timesUs: Float64Array): LegTrack {
    const aheadUs = 1000 * (leg.sensorOffsetAppliedMs ?? 0);
    return {
      rateHz: this.#settings.frameRateHz,
      timesUs,
      statesAt: (frame) => {
        const thigh = this.stateAt(leg.thigh.sensorId, timesUs[frame] + Math.max(0, -aheadUs));
        const shank = this.stateAt(leg.shank.sensorId, timesUs[frame] + Math.max(0, aheadUs));
        return thigh && shank ? { thigh, shank } : null;
      },
    };
  }

  /** When the leg's sensors were worn otherwise or calibrated anew. */
  #endUs({ side, thigh, shank }: LegCalibration, timeUs: number): number {
    const sensors = [thigh.sensorId, shank.sensorId];
    const places = [placementOf(side, 'thigh'), placementOf(side, 'shank')];
    const turn = this.#turns.find((each) => {
      if (each.timeUs <= timeUs) return false;
      if (each.type !== 'placed') return true;
      const { sensorId, placement } = each;
      return sensors.includes(sensorId) || places.some((place) => place === placement);
    });
    return turn?.timeUs ?? Number.POSITIVE_INFINITY;
  }
}

function firstFrom(framesUs: Float64Array, timeUs: number): number {
  let low = 0;
  let high = framesUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (framesUs[middle] < timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A heading that was found beforehand: what a frame says of it changes nothing any more. */
class KnownRelativeHeading {
  readonly #column: HeadingColumn;
  readonly #frame: () => number;

  constructor(column: HeadingColumn, frame: () => number) {
    this.#column = column;
    this.#frame = frame;
  }

  get headingRad(): number {
    return this.#column.headingRad[this.#frame()];
  }

  get sigmaRad(): number {
    return this.#column.sdRad[this.#frame()];
  }

  step(): void {}

  stood(): void {}

  lose(): void {}
}

class KnownLegHeading extends KnownRelativeHeading {
  override step(): null {
    return null;
  }
}
