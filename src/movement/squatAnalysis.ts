import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Headline, RepPhase } from '../model/movement.ts';
import { hasFlag } from '../model/quality.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { type CueDecision, CueRule } from './cueRule.ts';
import { RepDetector } from './repDetector.ts';
import { meanFlexionDeg, measureRep } from './repMetrics.ts';
import type { TaskAnalysis } from './taskAnalysis.ts';
import { headlineOf, repSettingsFor, thresholdsOf } from './thresholds.ts';

const BRIDGED_US = 200_000;
const FORGOTTEN_AT_ONCE_US = 1e6;
const FIRST_REP = 'first rep after calibration';

/** Frames to squat events: phases, measured reps, one cue at a time. */
export class SquatAnalysis implements TaskAnalysis {
  readonly wantsSignals = false;
  readonly #headline: Headline;
  readonly #smoothFlexionDeg: ((legs: readonly LegFrame[]) => number) | null;
  readonly #detector: RepDetector;
  readonly #cues: CueRule;
  readonly #keepUs: number;
  #frames: BodyFrame[] = [];
  #phase: RepPhase = 'standing';
  #reps = 0;
  #sinceCalibration = 0;
  #lastUs = Number.NEGATIVE_INFINITY;

  /** @param smoothFlexionDeg mean flexion without noise and lag, where frames to come are known */
  constructor(
    settings: PipelineSettings,
    smoothFlexionDeg: ((legs: readonly LegFrame[]) => number) | null = null,
  ) {
    const thresholds = thresholdsOf(settings);
    const rules = repSettingsFor(settings.task, thresholds);
    this.#smoothFlexionDeg = smoothFlexionDeg;
    this.#headline = headlineOf(settings.task, thresholds);
    this.#detector = new RepDetector(rules, settings.frameRateHz, smoothFlexionDeg !== null);
    this.#cues = new CueRule(settings.cue, thresholds.cue, this.#headline, settings.frameRateHz);
    this.#keepUs = (rules.maxDurS + 1) * 1e6;
  }

  /** A calibrated frame. */
  step(frame: BodyFrame): PipelineEvent[] {
    const events: PipelineEvent[] = [];
    const flexionDeg = meanFlexionDeg(frame);
    if (!Number.isFinite(flexionDeg)) {
      this.#missing(frame, events);
      return events;
    }
    this.#lastUs = frame.timeUs;
    this.#frames.push(frame);
    const smoothDeg = this.#smoothFlexionDeg?.(frame.legs) ?? flexionDeg;
    const detected = this.#detector.step(smoothDeg, frame.timeUs);
    this.#enter(this.#detector.phase, frame.timeUs, events);
    if (detected) {
      this.#reps++;
      this.#sinceCalibration++;
      const rep = measureRep(
        this.#reps,
        detected,
        this.#frames,
        this.#headline,
        this.#cues.cuedInRep,
      );
      events.push({ type: 'rep', timeUs: frame.timeUs, rep });
    }
    this.#cue(frame, events);
    this.#forget(frame.timeUs);
    return events;
  }

  /** A late packet costs a few frames; a longer gap ends the rep, which would be invented. */
  #missing(frame: BodyFrame, events: PipelineEvent[]): void {
    if (frame.timeUs - this.#lastUs <= BRIDGED_US) {
      this.#frames.push(frame);
      return;
    }
    this.#detector.interrupt();
    this.#cue(frame, events);
    this.#enter('standing', frame.timeUs, events);
  }

  newSet(): void {
    this.#reps = 0;
  }

  calibrated(): void {
    this.#sinceCalibration = 0;
    this.#frames = [];
    this.#detector.interrupt();
  }

  #cue(frame: BodyFrame, events: PipelineEvent[]): void {
    const decisions = this.#cues.step(frame.legs, {
      timeUs: frame.timeUs,
      decidedUs: frame.arrivalUs,
      phase: this.#detector.phase,
      excursionDeg: this.#detector.excursionDeg,
      holdBack: this.#holdBack(frame),
    });
    for (const decision of decisions) events.push(cueEvent(decision, frame));
  }

  #holdBack(frame: BodyFrame): string | null {
    if (this.#sinceCalibration === 0) return FIRST_REP;
    return frame.legs.some((leg) => hasFlag(leg.quality.ankle, 'footNotPlanted'))
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
    const limit = Math.max(this.#detector.earliestStartUs, nowUs - this.#keepUs);
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
