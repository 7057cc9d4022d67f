import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { type BalanceSettings, DEFAULT_THRESHOLDS } from '../thresholds.ts';
import { BalanceDetector } from './balanceDetector.ts';
import type { HoldFinding } from './detectedHold.ts';
import { HeldFrames } from './heldFrames.ts';
import { measureHold } from './holdMetrics.ts';
import { HoldNumbers } from './holdNumbers.ts';
import { type LegLook, legLook } from './legLook.ts';
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
  readonly #rules: BalanceSettings = DEFAULT_THRESHOLDS.balance;
  readonly #detector: BalanceDetector;
  readonly #manual: ManualBalance;
  readonly #frames = new HeldFrames();
  readonly #numbers = new HoldNumbers();
  #legs = 0;

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#detector = new BalanceDetector(this.#rules, settings.frameRateHz);
    this.#manual = new ManualBalance(this.#rules, settings.frameRateHz);
  }

  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[] {
    this.#legs = frame.legs.length;
    this.#frames.add(frame);
    const finding = this.#find(frame, signals);
    const events = finding ? [this.#told(finding, frame)] : [];
    this.#frames.keepFrom(
      Math.min(this.#detector.earliestUs, this.#manual.earliestUs, frame.timeUs),
    );
    return events;
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

  #find({ legs, timeUs }: BodyFrame, signals: readonly LegSignals[]): HoldFinding | null {
    const looks = legs.map((leg) => {
      const own = signals.find(({ side }) => side === leg.side);
      return legLook(leg, own, this.#settings.subject);
    });
    const [first, second] = looks;
    if (legs.length === 1) {
      return first ? this.#manual.step(first, timeUs) : this.#manual.missing(timeUs);
    }
    if (!first || !second) return this.#detector.missing(timeUs);
    return this.#detector.step(bySide(first, second), timeUs);
  }

  #told(finding: HoldFinding, { timeUs, legs }: BodyFrame): PipelineEvent {
    const { side, startUs, endUs } = finding;
    if (finding.type === 'rejected') {
      const { reason } = finding;
      const rejection = { kind: 'balance', side, startUs, endUs, reason } as const;
      return { type: 'holdRejected', timeUs, rejection };
    }
    const hold = measureHold({
      kind: 'balance',
      number: this.#numbers.next(side),
      detected: finding,
      frames: this.#frames.all,
      rateHz: this.#settings.frameRateHz,
      discardS: this.#rules.discardS,
      certainty: legs.length === 1 ? SAID : SEEN,
    });
    return { type: 'hold', timeUs, hold };
  }
}

function bySide(a: LegLook, b: LegLook) {
  return a.side === 'right' ? { right: a, left: b } : { right: b, left: a };
}
