import { NOTHING_ATTACHED } from '../body/attached/attachedState.ts';
import { MOST_APPLIED_MS, shiftedApart } from '../body/calibration/inStep.ts';
import { CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import { segmentSignals } from '../body/segmentSignals.ts';
import { type Slip, SlipWatch } from '../body/slipWatch.ts';
import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, CalibrationWindows, LegCalibration } from '../model/calibration.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import type { CalibrationRetry, PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';
import type { Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { CalibrationSearch, type FoundCalibration, type LegStates } from './calibrationSearch.ts';
import { blankLeg, distrusted, moved } from './flaggedLeg.ts';
import type { Foreknowledge } from './foreknowledge.ts';

/** The sensors of a leg that wears both. */
export interface WornSensors {
  readonly side: Side;
  readonly thigh: SensorId;
  readonly shank: SensorId;
}

export interface BodyStep {
  readonly frame: BodyFrame;
  readonly events: readonly PipelineEvent[];
  /** True in the frame that completed a calibration. */
  readonly calibrated: boolean;
  /** How a calibration step goes, where it is time to tell it. */
  readonly progress: CalibrationProgress | null;
}

/** The body from frame to frame: looks for a calibration, then estimates every leg with it. */
export class BodyModel {
  readonly #settings: PipelineSettings;
  readonly #known: Foreknowledge | null;
  readonly #custom: CustomMeasures;
  readonly #search: CalibrationSearch;
  #calibration: Calibration | null = null;
  #worn: readonly WornSensors[] = [];
  #legs = new Map<Side, LegEstimator>();
  #slips: SlipWatch | null = null;

  /** @throws CustomMeasureError when a formula of the settings cannot be computed */
  constructor(settings: PipelineSettings, known: Foreknowledge | null = null) {
    this.#settings = settings;
    this.#known = known;
    this.#custom = new CustomMeasures(settings.customMeasures);
    this.#search = new CalibrationSearch(settings);
  }

  /** By how much sensors are read ahead of the frame, µs; none that are in step. */
  get aheadUs(): ReadonlyMap<SensorId, number> {
    const ahead = new Map<SensorId, number>();
    for (const leg of this.#calibration?.legs ?? []) {
      if (!this.#legs.has(leg.side)) continue;
      const ms = leg.sensorOffsetAppliedMs ?? 0;
      const us = Math.round(1000 * Math.max(-MOST_APPLIED_MS, Math.min(MOST_APPLIED_MS, ms)));
      if (us > 0) ahead.set(leg.shank.sensorId, us);
      if (us < 0) ahead.set(leg.thigh.sensorId, -us);
    }
    return ahead;
  }

  /** Forgets the calibration and looks for one from here on. */
  recalibrate(): void {
    this.#forget();
    this.#search.beginAnew();
  }

  /** Forgets the calibration; the one that follows begins with the pose on the back. */
  takeLyingPose(timeUs: number): PipelineEvent[] {
    this.#forget();
    return this.#search.lieFirst(timeUs);
  }

  /** Forgets the calibration and does one of its steps again. */
  retryStep(step: CalibrationRetry, timeUs: number): PipelineEvent[] {
    this.#forget();
    return this.#search.retry(step, timeUs);
  }

  /** Forgets the calibration and takes an earlier one over, once the person stands still. */
  reuse(earlier: Calibration): void {
    this.#forget();
    this.#search.reuse(earlier);
  }

  /** The next that happens is the lift of a knee, not a calibration. */
  checkSides(timeUs: number): PipelineEvent[] {
    return this.#search.checkSides(timeUs);
  }

  /** Forgets the calibration and makes one of the stretches named. */
  calibrateOn(windows: CalibrationWindows): void {
    this.#forget();
    this.#search.lookIn(windows);
  }

  /** Takes a calibration that these sensors got in these inputs, sooner or later than `timeUs`. */
  use(calibration: Calibration, timeUs: number): PipelineEvent[] {
    this.#forget();
    this.#search.endWith(calibration);
    this.#calibration = calibration;
    const { fromUs, toUs } = calibration.standing;
    const ageS = Math.max(0, fromUs - timeUs, timeUs - toUs) / 1e6;
    for (const leg of calibration.legs) {
      this.#legs.set(leg.side, this.#estimator(leg, calibration, timeUs, ageS));
    }
    this.#slips = new SlipWatch(calibration.legs, this.#settings);
    return [
      { type: 'calibration', timeUs, calibration },
      {
        type: 'calibrationStage',
        timeUs,
        stage: 'done',
        instruction: 'Calibrated beforehand',
        done: 0,
        wanted: 0,
      },
    ];
  }

  /**
   * Other legs wear sensors now, or others. A leg whose sensors sit where they were calibrated
   * keeps its calibration.
   * @param worn the legs that wear both sensors from now on
   */
  wears(worn: readonly WornSensors[]): void {
    for (const leg of this.#calibration?.legs ?? []) {
      const was = this.#worn.find(({ side }) => side === leg.side);
      const now = worn.find(({ side }) => side === leg.side);
      const same = now?.thigh === leg.thigh.sensorId && now.shank === leg.shank.sensorId;
      // One that is yet to come may have been calibrated beforehand.
      if (now ? !same : was) this.#legs.delete(leg.side);
    }
    this.#worn = worn;
    // Named stretches stay named; each leg counts there from when its sensors are on.
    if (this.#search.isNamed) return;
    if (worn.every(({ side }) => this.#legs.has(side)) && this.#search.isOver) return;
    this.#search.beginWithOthers();
  }

  /** @param states the legs that wear both sensors, right first */
  step(states: readonly LegStates[], timeUs: number, arrivalUs: number): BodyStep {
    const events: PipelineEvent[] = [];
    const found = this.#search.step(states, timeUs, events);
    if (found?.history) this.#catchUp(found.calibration, found.history, timeUs);
    else if (found) events.push(...this.use(found.calibration, timeUs));
    const slips: Slip[] = [];
    const legs = states.map((leg) => this.#withCustom(this.#leg(leg, slips)));
    slips.push(...(this.#slips?.judgeStands() ?? []));
    for (const slip of slips) events.push(slipEvent(slip, timeUs));
    for (const [i, leg] of legs.entries()) {
      if (this.#slips?.slipped(leg.side)) legs[i] = moved(leg);
    }
    const progress = this.#search.progressAt(states, timeUs);
    return { frame: { timeUs, arrivalUs, legs }, events, calibrated: found !== null, progress };
  }

  /** What the sensors of these legs feel, in the axes of the calibration where there is one. */
  signalsOf(states: readonly LegStates[]): LegSignals[] {
    return states.map(({ side, thigh, shank, sampleRateHz }) => {
      const leg = this.#calibration?.legs.find((each) => each.side === side);
      return {
        side,
        thigh: thigh && segmentSignals(thigh, leg?.thigh ?? null),
        shank: shank && segmentSignals(shank, leg?.shank ?? null),
        ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
      };
    });
  }

  /** The filters catch up on the calibration movement itself, except for this frame. */
  #catchUp(
    calibration: Calibration,
    history: NonNullable<FoundCalibration['history']>,
    timeUs: number,
  ): void {
    this.#legs.clear();
    this.#calibration = calibration;
    const slips = new SlipWatch(calibration.legs, this.#settings);
    this.#slips = slips;
    const before = history.slice(0, -1);
    for (const [i, leg] of calibration.legs.entries()) {
      const estimator = this.#estimator(leg, calibration, timeUs, 0);
      const { thigh, shank } = shiftedApart(
        before.map((frame) => frame[i].thigh),
        before.map((frame) => frame[i].shank),
        leg.sensorOffsetAppliedMs ?? 0,
        this.#settings.frameRateHz,
      );
      for (let k = 0; k < thigh.length; k++) {
        const { measures } = estimator.step(thigh[k], shank[k], before[k][i].attached);
        const { headingRad } = estimator.relativeHeading;
        slips.learn(leg.side, thigh[k], shank[k], headingRad, measures.kneeFlexionDeg);
      }
      this.#legs.set(leg.side, estimator);
    }
  }

  #forget(): void {
    this.#legs.clear();
    this.#calibration = null;
    this.#slips = null;
  }

  #estimator(
    leg: LegCalibration,
    calibration: Calibration,
    timeUs: number,
    ageS: number,
  ): LegEstimator {
    const { subject, frameRateHz } = this.#settings;
    const headings = this.#known?.headingsOf(leg, calibration, timeUs) ?? null;
    return new LegEstimator(leg, subject, frameRateHz, ageS, headings);
  }

  #withCustom(leg: LegFrame): LegFrame {
    if (this.#custom.isEmpty) return leg;
    return { ...leg, custom: this.#custom.of(leg.measures) };
  }

  /** @param slips where a sensor that is found to have moved is noted */
  #leg({ side, thigh, shank, attached = NOTHING_ATTACHED }: LegStates, slips: Slip[]): LegFrame {
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) {
      const leg = estimator.step(thigh, shank, attached);
      const { kneeFlexionDeg } = leg.measures;
      const { relativeHeading } = estimator;
      const slip = this.#slips?.step(side, thigh, shank, relativeHeading, kneeFlexionDeg);
      if (slip) slips.push(slip);
      return this.#calibration?.verdict === 'redo' ? distrusted(leg) : leg;
    }
    estimator?.interrupt();
    this.#slips?.interrupt(side);
    return blankLeg(side, thigh, shank, estimator !== undefined);
  }
}

function slipEvent({ placement, sensorId }: Slip, timeUs: number): PipelineEvent {
  const place = placement.replace('_', ' ');
  const sentence = `The sensor on the ${place} has moved since the calibration; tighten its strap and calibrate again.`;
  return { type: 'fault', timeUs, sensorId, sentence };
}
