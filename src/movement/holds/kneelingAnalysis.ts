import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { type BalanceSettings, thresholdsOf } from '../thresholds.ts';
import { HeldFrames } from './heldFrames.ts';
import { holdEvent } from './holdEvent.ts';
import { HoldNumbers } from './holdNumbers.ts';
import { KneelingDetector } from './kneelingDetector.ts';
import { legLooks } from './legLook.ts';

const SEEN = 1;
/** One leg does not tell half-kneeling from sitting on a chair. */
const ASSUMED = 0.5;

/** Frames to half-kneeling holds, of whichever leg is in front. */
export class KneelingAnalysis implements TaskAnalysis {
  readonly wantsSignals = true;
  readonly #settings: PipelineSettings;
  readonly #rules: BalanceSettings;
  readonly #detectors: Readonly<Record<Side, KneelingDetector>>;
  readonly #frames = new HeldFrames();
  readonly #numbers = new HoldNumbers();

  constructor(settings: PipelineSettings) {
    const { frameRateHz } = settings;
    this.#settings = settings;
    this.#rules = thresholdsOf(settings).balance;
    const { settleS } = this.#rules;
    this.#detectors = {
      right: new KneelingDetector(settleS, frameRateHz),
      left: new KneelingDetector(settleS, frameRateHz),
    };
  }

  step(frame: BodyFrame, signals: readonly LegSignals[]): PipelineEvent[] {
    const { legs, timeUs } = frame;
    const { frameRateHz, subject } = this.#settings;
    this.#frames.add(frame);
    const looks = legLooks(frame, signals, subject);
    const events: PipelineEvent[] = [];
    for (const { side } of legs) {
      const front = looks[side];
      const other = looks[side === 'right' ? 'left' : 'right'] ?? null;
      const detector = this.#detectors[side];
      const isJudged = front !== undefined && (legs.length === 1 || other !== null);
      const finding = isJudged ? detector.step(front, other, timeUs) : detector.missing(timeUs);
      if (finding === null) continue;
      events.push(
        holdEvent(finding, timeUs, {
          kind: 'halfKneeling',
          numbers: this.#numbers,
          frames: this.#frames.all,
          rateHz: frameRateHz,
          discardS: this.#rules.discardS,
          certainty: other === null ? ASSUMED : SEEN,
        }),
      );
    }
    this.#frames.keepFrom(Math.min(timeUs, ...SIDES.map((s) => this.#detectors[s].earliestUs)));
    return events;
  }

  newSet(): void {
    this.#numbers.restart();
  }

  calibrated(): void {
    this.#frames.clear();
    for (const side of SIDES) this.#detectors[side].reset();
  }
}
