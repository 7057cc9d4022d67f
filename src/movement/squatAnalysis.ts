import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';
import type { Headline, RepPhase } from '../model/movement.ts';
import { hasFlag } from '../model/quality.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { type CueDecision, CueRule } from './cueRule.ts';
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
const FIRST_REP = 'first rep after calibration';

/** Frames to the events of a task with reps: phases, measured reps and what was none, one cue at a time. */
export class SquatAnalysis implements TaskAnalysis {
  readonly wantsSignals: boolean;
  readonly #settings: PipelineSettings;
  readonly #rules: RepRules;
  readonly #detector: TaskDetector;
  readonly #cues: CueRule;
  readonly #touches: TouchWatch;
  readonly #keepUs: number;
  #frames: BodyFrame[] = [];
  #phase: RepPhase = 'standing';
  #reps = 0;
  #sinceCalibration = 0;

  /** @param smoothFlexionDeg mean flexion without noise and lag, where frames to come are known */
  constructor(settings: PipelineSettings, smoothFlexionDeg: FlexionOf | null = null) {
    const thresholds = thresholdsOf(settings);
    const rules = repSettingsFor(settings.task, thresholds);
    this.#settings = settings;
    this.#rules = repRulesOf(settings, thresholds);
    this.wantsSignals = repKindOf(settings.task) === 'singleLeg';
    this.#detector = detectorOf(settings, rules, smoothFlexionDeg);
    this.#cues = new CueRule(
      settings.cue,
      thresholds.cue,
      this.#rules.headline,
      settings.frameRateHz,
    );
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
    if (this.#detector.isBridging) return events;
    this.#enter(this.#detector.phase, timeUs, events);
    if (outcome?.kind === 'rejected') {
      events.push({ type: 'repRejected', timeUs, rejection: outcome.rejection });
    } else if (outcome) this.#rep(outcome.rep, timeUs, events);
    this.#cue(frame, events);
    this.#forget(timeUs);
    return events;
  }

  newSet(): void {
    this.#reps = 0;
  }

  calibrated(): void {
    this.#sinceCalibration = 0;
    this.#frames = [];
    this.#detector.reset();
  }

  #rep(detected: DetectedRep, timeUs: number, events: PipelineEvent[]): void {
    this.#reps++;
    this.#sinceCalibration++;
    const rep = measureRep(detected, this.#frames, this.#rules, {
      number: this.#reps,
      cued: this.#cues.cuedInRep,
      toeTouch: footTouch(this.#settings.task, detected, this.#touches),
    });
    events.push({ type: 'rep', timeUs, rep });
  }

  #cue(frame: BodyFrame, events: PipelineEvent[]): void {
    const decisions = this.#cues.step(this.#cuedLegs(frame.legs), {
      timeUs: frame.timeUs,
      decidedUs: frame.arrivalUs,
      phase: this.#detector.phase,
      excursionDeg: this.#detector.excursionDeg,
      holdBack: this.#holdBack(frame),
    });
    for (const decision of decisions) events.push(cueEvent(decision, frame));
  }

  /** Of a leg that is not judged the headline cannot be stated, so that no cue is about it. */
  #cuedLegs(legs: readonly LegFrame[]): readonly LegFrame[] {
    const { stanceNow } = this.#detector;
    if (stanceNow === null) return legs;
    const { measure }: Headline = this.#rules.headline;
    return legs.map((leg) =>
      leg.side === stanceNow
        ? leg
        : { ...leg, measures: { ...leg.measures, [measure]: Number.NaN } },
    );
  }

  #holdBack(frame: BodyFrame): string | null {
    if (this.#sinceCalibration === 0) return FIRST_REP;
    const { stanceNow } = this.#detector;
    return frame.legs.some(
      ({ side, quality }) =>
        (stanceNow === null || stanceNow === side) && hasFlag(quality.ankle, 'footNotPlanted'),
    )
      ? 'foot not planted'
      : null;
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

function cueEvent(decision: CueDecision, { timeUs, arrivalUs }: BodyFrame): PipelineEvent {
  switch (decision.kind) {
    case 'suppressed':
      return { type: 'cueSuppressed', timeUs, side: decision.side, reason: decision.reason };
    case 'on':
      return { type: 'cueOn', timeUs, decidedUs: arrivalUs, cue: decision.cue };
    case 'off':
      return { type: 'cueOff', timeUs, cue: decision.cue };
  }
}
