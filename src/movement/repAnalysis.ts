import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';
import type { Rep, RepPhase } from '../model/movement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { RepCues } from './cues/repCues.ts';
import { footTouch } from './metrics/footTouch.ts';
import { measureRep, type RepRules } from './metrics/measureRep.ts';
import { repRulesOf } from './metrics/repRules.ts';
import { TouchWatch } from './metrics/touchWatch.ts';
import type { DetectedRep } from './reps/detectedRep.ts';
import { detectorOf, repKindOf } from './reps/detectorOf.ts';
import type { FlexionOf, TaskDetector } from './reps/taskDetector.ts';
import type { TaskAnalysis } from './taskAnalysis.ts';
import { repSettingsFor, thresholdsOf } from './thresholds.ts';

const FORGOTTEN_AT_ONCE_US = 1e6;
/** Before a rep: what it is measured against at its onset. */
const BEFORE_REP_US = 300_000;

/** Frames to the events of a task with reps: phases, measured reps and what was none, one cue at a time. */
export class RepAnalysis implements TaskAnalysis {
  readonly wantsSignals: boolean;
  readonly #settings: PipelineSettings;
  readonly #rules: RepRules;
  readonly #detector: TaskDetector;
  readonly #cues: RepCues;
  readonly #touches: TouchWatch;
  readonly #keepUs: number;
  #frames: BodyFrame[] = [];
  #phase: RepPhase = 'standing';
  #reps = 0;

  /** @param smoothFlexionDeg mean flexion without noise and lag, where frames to come are known */
  constructor(settings: PipelineSettings, smoothFlexionDeg: FlexionOf | null = null) {
    const thresholds = thresholdsOf(settings);
    const rules = repSettingsFor(settings.task, thresholds);
    this.#settings = settings;
    this.#rules = repRulesOf(settings, thresholds);
    this.wantsSignals = repKindOf(settings.task) === 'singleLeg';
    this.#detector = detectorOf(settings, rules, smoothFlexionDeg);
    this.#cues = new RepCues(settings);
    this.#keepUs = (rules.maxDurS + 1) * 1e6;
    this.#touches = new TouchWatch(this.#keepUs);
  }

  /** A calibrated frame. */
  step(frame: BodyFrame, signals: readonly LegSignals[] = []): PipelineEvent[] {
    const events: PipelineEvent[] = [];
    const { timeUs } = frame;
    this.#frames.push(frame);
    this.#touches.step(signals, timeUs);
    const outcome = this.#detector.step(frame);
    if (this.#detector.isBridging) {
      this.#cue(frame, events);
      return events;
    }
    this.#enter(this.#detector.phase, timeUs, events);
    const rep = outcome?.kind === 'rep' ? this.#measure(outcome.rep) : null;
    if (outcome?.kind === 'rejected') {
      events.push({ type: 'repRejected', timeUs, rejection: outcome.rejection });
    }
    if (rep) events.push({ type: 'rep', timeUs, rep });
    this.#cue(frame, events);
    if (rep) events.push(...this.#cues.repEnded(rep, frame));
    this.#forget(timeUs);
    return events;
  }

  setEnded(timeUs: number): PipelineEvent[] {
    return this.#cues.setEnded(timeUs);
  }

  askCue(timeUs: number): PipelineEvent[] {
    return this.#cues.ask(timeUs);
  }

  newSet(): void {
    this.#reps = 0;
  }

  calibrated(calibration: Calibration | null): void {
    this.#cues.calibrated(calibration);
    this.#frames = [];
    this.#detector.reset();
  }

  #measure(detected: DetectedRep): Rep {
    this.#reps++;
    return measureRep(detected, this.#frames, this.#rules, {
      number: this.#reps,
      cued: this.#cues.cuedInRep,
      toeTouch: footTouch(this.#settings.task, detected, this.#touches),
    });
  }

  /** Only the leg that is judged can be cued. */
  #cue(frame: BodyFrame, events: PipelineEvent[]): void {
    const { phase, excursionDeg, stanceNow } = this.#detector;
    const judged =
      stanceNow === null ? frame.legs : frame.legs.filter(({ side }) => side === stanceNow);
    events.push(...this.#cues.step(frame, judged, { phase, excursionDeg }));
  }

  #enter(phase: RepPhase, timeUs: number, events: PipelineEvent[]): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    events.push({ type: 'phase', timeUs, phase });
  }

  /** Only what a rep may begin with yet is kept. */
  #forget(nowUs: number): void {
    const limit = Math.max(this.#detector.earliestStartUs - BEFORE_REP_US, nowUs - this.#keepUs);
    // Cleared in blocks: shifting one frame each time would move the whole window.
    if (this.#frames.length > 0 && this.#frames[0].timeUs < limit - FORGOTTEN_AT_ONCE_US) {
      this.#frames = this.#frames.filter((frame) => frame.timeUs >= limit);
    }
  }
}
