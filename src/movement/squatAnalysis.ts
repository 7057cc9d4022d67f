import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Headline, RepPhase } from '../model/movement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { RepCues } from './cues/repCues.ts';
import { RepDetector } from './repDetector.ts';
import { meanFlexionDeg, measureRep } from './repMetrics.ts';
import type { TaskAnalysis } from './taskAnalysis.ts';
import { headlineOf, repSettingsFor, thresholdsOf } from './thresholds.ts';

const BRIDGED_US = 200_000;
const FORGOTTEN_AT_ONCE_US = 1e6;

/** Frames to squat events: phases, measured reps, one cue at a time. */
export class SquatAnalysis implements TaskAnalysis {
  readonly wantsSignals = false;
  readonly #headline: Headline;
  readonly #smoothFlexionDeg: ((legs: readonly LegFrame[]) => number) | null;
  readonly #detector: RepDetector;
  readonly #cues: RepCues;
  readonly #keepUs: number;
  #frames: BodyFrame[] = [];
  #phase: RepPhase = 'standing';
  #reps = 0;
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
    this.#cues = new RepCues(settings);
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
      const rep = measureRep(
        this.#reps,
        detected,
        this.#frames,
        this.#headline,
        this.#cues.cuedInRep,
      );
      events.push({ type: 'rep', timeUs: frame.timeUs, rep });
      this.#cue(frame, events);
      events.push(...this.#cues.repEnded(rep, frame));
    } else {
      this.#cue(frame, events);
    }
    this.#forget(frame.timeUs);
    return events;
  }

  /** A late packet costs a few frames; a longer gap ends the rep, which would be invented. */
  #missing(frame: BodyFrame, events: PipelineEvent[]): void {
    if (frame.timeUs - this.#lastUs <= BRIDGED_US) {
      this.#frames.push(frame);
      this.#cue(frame, events);
      return;
    }
    this.#detector.interrupt();
    this.#cue(frame, events);
    this.#enter('standing', frame.timeUs, events);
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
    this.#detector.interrupt();
  }

  #cue(frame: BodyFrame, events: PipelineEvent[]): void {
    const { phase, excursionDeg } = this.#detector;
    events.push(...this.#cues.step(frame, frame.legs, { phase, excursionDeg }));
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
