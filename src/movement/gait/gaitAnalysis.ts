import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { Side } from '../../model/placement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { type GaitSettings, thresholdsOf } from '../thresholds.ts';
import { measureStride } from './measureStride.ts';
import { type FootContact, StrideDetector } from './strideDetector.ts';
import { strideProblem } from './strideRules.ts';

/** Longer than the longest stride and what confirms its end, s. */
const KEPT_S = 3;
/** Contacts further apart than this have a pause between them, no stride that went wrong, µs. */
const PAUSE_US = 4e6;
/** Frames further apart than this, in periods, are a gap. */
const GAP_PERIODS = 3;

interface WalkingLeg {
  readonly detector: StrideDetector;
  last: FootContact | null;
  strides: number;
}

/** Frames to strides, each leg by itself. Needs a calibration: the rate of the shank has no axes else. */
export class GaitAnalysis implements TaskAnalysis {
  readonly wantsSignals = true;
  readonly #settings: GaitSettings;
  readonly #rateHz: number;
  readonly #keptFrames: number;
  readonly #legs = new Map<Side, WalkingLeg>();
  #frames: BodyFrame[] = [];

  constructor(settings: PipelineSettings) {
    this.#settings = thresholdsOf(settings).gait;
    this.#rateHz = settings.frameRateHz;
    this.#keptFrames = Math.ceil(KEPT_S * settings.frameRateHz);
  }

  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[] {
    if (this.#isGap(frame.timeUs)) this.#interrupt();
    this.#frames.push(frame);
    if (this.#frames.length >= 2 * this.#keptFrames) this.#frames.splice(0, this.#keptFrames);
    return signals.flatMap((leg) => this.#walk(frame.timeUs, leg));
  }

  newSet(): void {
    for (const leg of this.#legs.values()) leg.strides = 0;
  }

  /** The axes of the rates are others from here on. */
  calibrated(): void {
    this.#interrupt();
  }

  #walk(timeUs: number, { side, shank }: LegSignals): PipelineEvent[] {
    const leg = this.#legOf(side);
    const rateDps = shank?.angularRateDps[2] ?? Number.NaN;
    // Contacts on either side of a gap have a stride between them that nobody saw.
    if (!Number.isFinite(rateDps)) leg.last = null;
    const contact = leg.detector.step(timeUs, rateDps);
    if (contact === null) return [];
    const { last } = leg;
    leg.last = contact;
    if (last === null || contact.initialContactUs - last.initialContactUs > PAUSE_US) return [];
    return [this.#between(timeUs, side, leg, last, contact)];
  }

  #between(
    timeUs: number,
    side: Side,
    leg: WalkingLeg,
    from: FootContact,
    to: FootContact,
  ): PipelineEvent {
    const reason = strideProblem(from, to, this.#settings);
    const times = { initialContactUs: from.initialContactUs, nextContactUs: to.initialContactUs };
    if (reason !== null || to.toeOffUs === null) {
      const { initialContactUs: startUs, nextContactUs: endUs } = times;
      const rejection = { side, startUs, endUs, reason: reason ?? '' };
      return { type: 'strideRejected', timeUs, rejection };
    }
    leg.strides++;
    const stride = measureStride(
      leg.strides,
      side,
      { ...times, toeOffUs: to.toeOffUs },
      this.#frames,
      this.#rateHz,
    );
    return { type: 'stride', timeUs, stride };
  }

  #legOf(side: Side): WalkingLeg {
    const known = this.#legs.get(side);
    if (known) return known;
    const detector = new StrideDetector(this.#settings, this.#rateHz);
    const leg = { detector, last: null, strides: 0 };
    this.#legs.set(side, leg);
    return leg;
  }

  #isGap(timeUs: number): boolean {
    const last = this.#frames[this.#frames.length - 1];
    return last !== undefined && timeUs - last.timeUs > (GAP_PERIODS * 1e6) / this.#rateHz;
  }

  #interrupt(): void {
    this.#frames = [];
    for (const leg of this.#legs.values()) {
      leg.detector.interrupt();
      leg.last = null;
    }
  }
}
