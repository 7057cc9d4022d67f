import type { BodyFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Headline, RepPhase } from '../model/movement.ts';
import { hasFlag } from '../model/quality.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { CueRule } from './cueRule.ts';
import { RepDetector } from './repDetector.ts';
import { meanFlexionDeg, measureRep } from './repMetrics.ts';
import { DEFAULT_THRESHOLDS, headlineOf, repSettingsFor } from './thresholds.ts';

const BRIDGED_US = 200_000;
const FIRST_REP = 'first rep after calibration';

/** Frames to squat events: phases, measured reps, one cue at a time. */
export class SquatAnalysis {
  readonly #headline: Headline;
  readonly #detector: RepDetector;
  readonly #cues: CueRule;
  readonly #keepUs: number;
  #frames: BodyFrame[] = [];
  #phase: RepPhase = 'standing';
  #reps = 0;
  #sinceCalibration = 0;
  #lastUs = Number.NEGATIVE_INFINITY;

  constructor(settings: PipelineSettings) {
    const rules = repSettingsFor(settings.task, DEFAULT_THRESHOLDS);
    this.#headline = headlineOf(settings.task, DEFAULT_THRESHOLDS);
    this.#detector = new RepDetector(rules, settings.frameRateHz);
    this.#cues = new CueRule(
      settings.cue,
      DEFAULT_THRESHOLDS.cue,
      this.#headline,
      settings.frameRateHz,
    );
    this.#keepUs = (rules.maxDurS + 1) * 1e6;
  }

  /** A calibrated frame. */
  step(frame: BodyFrame): PipelineEvent[] {
    const flexionDeg = meanFlexionDeg(frame);
    if (!Number.isFinite(flexionDeg)) return this.#missing(frame);
    this.#lastUs = frame.timeUs;
    this.#frames.push(frame);
    const detected = this.#detector.step(flexionDeg, frame.timeUs);
    const events = this.#enter(this.#detector.phase, frame.timeUs);
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
    events.push(...this.#cue(frame));
    this.#forget(frame.timeUs);
    return events;
  }

  /** A late packet costs a few frames; a longer gap ends the rep, which would be invented. */
  #missing(frame: BodyFrame): PipelineEvent[] {
    if (frame.timeUs - this.#lastUs <= BRIDGED_US) {
      this.#frames.push(frame);
      return [];
    }
    this.#detector.interrupt();
    return [...this.#cue(frame), ...this.#enter('standing', frame.timeUs)];
  }

  newSet(): void {
    this.#reps = 0;
  }

  calibrated(): void {
    this.#sinceCalibration = 0;
    this.#frames = [];
    this.#detector.interrupt();
  }

  #cue(frame: BodyFrame): PipelineEvent[] {
    const decisions = this.#cues.step(frame.legs, {
      timeUs: frame.timeUs,
      decidedUs: frame.arrivalUs,
      phase: this.#detector.phase,
      excursionDeg: this.#detector.excursionDeg,
      holdBack: this.#holdBack(frame),
    });
    return decisions.map((decision): PipelineEvent => {
      const { timeUs } = frame;
      if (decision.kind === 'suppressed') {
        return { type: 'cueSuppressed', timeUs, side: decision.side, reason: decision.reason };
      }
      return decision.kind === 'on'
        ? { type: 'cueOn', timeUs, decidedUs: frame.arrivalUs, cue: decision.cue }
        : { type: 'cueOff', timeUs, cue: decision.cue };
    });
  }

  #holdBack(frame: BodyFrame): string | null {
    if (this.#sinceCalibration === 0) return FIRST_REP;
    return frame.legs.some((leg) => hasFlag(leg.quality.ankle, 'footNotPlanted'))
      ? 'foot not planted'
      : null;
  }

  #enter(phase: RepPhase, timeUs: number): PipelineEvent[] {
    if (phase === this.#phase) return [];
    this.#phase = phase;
    return [{ type: 'phase', timeUs, phase }];
  }

  #forget(nowUs: number): void {
    const limit = nowUs - this.#keepUs;
    // Cleared in blocks: shifting one frame each time would move the whole window.
    if (this.#frames.length > 0 && this.#frames[0].timeUs < limit - 5e6) {
      this.#frames = this.#frames.filter((frame) => frame.timeUs >= limit);
    }
  }
}
