import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { BalanceCues } from '../cues/balanceCues.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { type BalanceSettings, thresholdsOf } from '../thresholds.ts';
import { BalanceDetector } from './balanceDetector.ts';
import type { HoldFinding } from './detectedHold.ts';
import { HeldFrames } from './heldFrames.ts';
import { holdEvent } from './holdEvent.ts';
import { HoldNumbers } from './holdNumbers.ts';
import { legLooks } from './legLook.ts';
import { ManualBalance } from './manualBalance.ts';

/** Both legs see the hold; a person's word for it is worth less. */
const SEEN = 1;
const SAID = 0.5;

/**
 * Frames to holds on one leg. With sensors on both legs the lifted foot starts and ends them; with
 * sensors on one leg `newSet` starts a hold on that leg and the next one ends it.
 */
export class BalanceAnalysis implements TaskAnalysis {
  readonly wantsSignals = true;
  readonly #settings: PipelineSettings;
  readonly #rules: BalanceSettings;
  readonly #detector: BalanceDetector;
  readonly #manual: ManualBalance;
  readonly #frames = new HeldFrames();
  readonly #numbers = new HoldNumbers();
  readonly #cues: BalanceCues;
  #legs = 0;

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#rules = thresholdsOf(settings).balance;
    this.#detector = new BalanceDetector(this.#rules, settings.frameRateHz);
    this.#cues = new BalanceCues(settings);
    this.#manual = new ManualBalance(this.#rules, settings.frameRateHz);
  }

  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[] {
    this.#legs = frame.legs.length;
    this.#frames.add(frame);
    const finding = this.#find(frame, signals);
    const events = finding ? [this.#told(finding, frame)] : [];
    const stance = this.#detector.stance ?? this.#manual.stance;
    const { timeUs, arrivalUs: decidedUs, legs } = frame;
    const leg = legs.find(({ side }) => side === stance) ?? null;
    events.push(...this.#cues.step(leg, { timeUs, decidedUs }));
    this.#frames.keepFrom(
      Math.min(this.#detector.earliestUs, this.#manual.earliestUs, frame.timeUs),
    );
    return events;
  }

  askCue(): PipelineEvent[] {
    this.#cues.ask();
    return [];
  }

  newSet(): void {
    this.#numbers.restart();
    if (this.#legs === 1) this.#manual.toggle();
  }

  calibrated(): void {
    this.#frames.clear();
    this.#detector.reset();
    this.#manual.reset();
  }

  #find(frame: BodyFrame, signals: readonly LegSignals[]): HoldFinding | null {
    const { legs, timeUs } = frame;
    const { right, left } = legLooks(frame, signals, this.#settings.subject);
    if (legs.length === 1) {
      const only = right ?? left;
      return only ? this.#manual.step(only, timeUs) : this.#manual.missing(timeUs);
    }
    return right && left
      ? this.#detector.step({ right, left }, timeUs)
      : this.#detector.missing(timeUs);
  }

  #told(finding: HoldFinding, { timeUs, legs }: BodyFrame): PipelineEvent {
    return holdEvent(finding, timeUs, {
      kind: 'balance',
      numbers: this.#numbers,
      frames: this.#frames.all,
      rateHz: this.#settings.frameRateHz,
      discardS: this.#rules.discardS,
      certainty: legs.length === 1 ? SAID : SEEN,
    });
  }
}
