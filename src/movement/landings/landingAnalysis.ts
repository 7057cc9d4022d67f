import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { LandingCues } from '../cues/landingCues.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { headlineOf, thresholdsOf } from '../thresholds.ts';
import { type DetectedLanding, LandingDetector } from './landingDetector.ts';
import { measureLanding } from './measureLanding.ts';
import type { FeltFrame, LandingRules } from './measureLandingLeg.ts';

/** Longer than a push-off, a flight and the time on the floor after it together, s. */
const KEPT_S = 4;
/** Frames further apart than this, in periods, are a gap. */
const GAP_PERIODS = 3;

/**
 * Frames to landings. A landing is told when the flight after it has lasted long enough to be one,
 * or else 1.2 s after contact, for its time on the floor belongs to it.
 */
export class LandingAnalysis implements TaskAnalysis {
  readonly wantsSignals = true;
  readonly #rules: LandingRules;
  readonly #detector: LandingDetector;
  readonly #cues: LandingCues;
  readonly #keptFrames: number;
  #felt: FeltFrame[] = [];
  #pending: DetectedLanding | null = null;
  #landings = 0;

  constructor(settings: PipelineSettings) {
    const { frameRateHz: rateHz } = settings;
    const thresholds = thresholdsOf(settings);
    this.#rules = {
      settings: thresholds.landing,
      headline: headlineOf(settings.task, thresholds),
      rateHz,
    };
    this.#detector = new LandingDetector(this.#rules.settings, rateHz);
    this.#cues = new LandingCues(settings);
    this.#keptFrames = Math.ceil(KEPT_S * rateHz);
  }

  /** Calibrated or not: without angles the landing says when, and how hard. */
  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[] {
    const events: PipelineEvent[] = [];
    if (this.#isGap(frame.timeUs)) {
      this.#tell(events, this.#felt[this.#felt.length - 1].frame.timeUs, null);
      this.#detector.interrupt();
      this.#felt = [];
    }
    this.#felt.push({ frame, signals });
    if (this.#felt.length >= 2 * this.#keptFrames) this.#felt.splice(0, this.#keptFrames);
    const detected = this.#detector.step(frame.timeUs, signals);
    if (detected) {
      this.#tell(events, frame.timeUs, detected.takeOffUs);
      this.#pending = detected;
    }
    this.#tellWhenComplete(frame.timeUs, events);
    this.#cue(frame, events);
    return events;
  }

  askCue(): PipelineEvent[] {
    this.#cues.ask();
    return [];
  }

  newSet(): void {
    this.#landings = 0;
  }

  /** Impacts are felt as before; a landing across the change would mix two sets of angles. */
  calibrated(): void {
    this.#detector.interrupt();
    this.#pending = null;
    this.#felt = [];
    this.#cues.calibrated();
  }

  #cue({ timeUs, arrivalUs }: BodyFrame, events: PipelineEvent[]): void {
    const time = { timeUs, decidedUs: arrivalUs };
    const landings = events.flatMap((event) => (event.type === 'landing' ? [event.landing] : []));
    events.push(...this.#cues.step(time, this.#detector.flight !== null));
    for (const landing of landings) events.push(...this.#cues.landed(landing, time));
  }

  #isGap(timeUs: number): boolean {
    const last = this.#felt[this.#felt.length - 1];
    const limitUs = (GAP_PERIODS * 1e6) / this.#rules.rateHz;
    return last !== undefined && timeUs - last.frame.timeUs > limitUs;
  }

  #tellWhenComplete(timeUs: number, events: PipelineEvent[]): void {
    if (this.#pending === null) return;
    const { contactMaxMs, jumpFlightMinMs } = this.#rules.settings;
    const contactUs = this.#pending.contacts[0].timeUs;
    const flight = this.#detector.flight;
    if (flight !== null && flight.takeOffUs > contactUs) {
      if ((flight.toUs - flight.takeOffUs) / 1000 < jumpFlightMinMs) return;
      this.#tell(events, timeUs, flight.takeOffUs);
    } else if ((timeUs - contactUs) / 1000 > contactMaxMs) {
      this.#tell(events, timeUs, null);
    }
  }

  #tell(events: PipelineEvent[], timeUs: number, nextTakeOffUs: number | null): void {
    if (this.#pending === null) return;
    this.#landings++;
    const landing = measureLanding(
      this.#landings,
      this.#pending,
      nextTakeOffUs,
      this.#felt,
      this.#rules,
    );
    this.#pending = null;
    events.push({ type: 'landing', timeUs, landing });
  }
}
