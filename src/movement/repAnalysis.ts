import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';
import type { Rep, RepPhase } from '../model/movement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { RepCues } from './cues/repCues.ts';
import { footTouch } from './metrics/footTouch.ts';
import { FrameColumns } from './metrics/frameColumns.ts';
import { BEFORE_REP_US, measureRep, type RepRules } from './metrics/measureRep.ts';
import { repRulesOf } from './metrics/repRules.ts';
import { TouchWatch } from './metrics/touchWatch.ts';
import type { DetectedRep } from './reps/detectedRep.ts';
import { detectorOf, repKindOf } from './reps/detectorOf.ts';
import type { FlexionOf, TaskDetector } from './reps/taskDetector.ts';
import type { TaskAnalysis } from './taskAnalysis.ts';
import { repSettingsFor, thresholdsOf } from './thresholds.ts';

/** Frames to the events of a task with reps: phases, measured reps and what was none, one cue at a time. */
export class RepAnalysis implements TaskAnalysis {
  readonly wantsSignals: boolean;
  readonly #settings: PipelineSettings;
  readonly #rules: RepRules;
  readonly #detector: TaskDetector;
  readonly #cues: RepCues;
  readonly #touches: TouchWatch;
  readonly #keepUs: number;
  readonly #frames = new FrameColumns();
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
    this.#frames.clear();
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
    const { stanceNow } = this.#detector;
    const judged =
      stanceNow === null ? frame.legs : frame.legs.filter(({ side }) => side === stanceNow);
    for (const event of this.#cues.step(frame, judged, this.#detector)) events.push(event);
  }

  #enter(phase: RepPhase, timeUs: number, events: PipelineEvent[]): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    events.push({ type: 'phase', timeUs, phase });
  }

  /** Only what a rep may begin with yet is kept. */
  #forget(nowUs: number): void {
    this.#frames.forget(
      Math.max(this.#detector.earliestStartUs - BEFORE_REP_US, nowUs - this.#keepUs),
    );
  }
}
