import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { RepPhase } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { hasFlag } from '../../model/quality.ts';
import type { RepSettings } from '../thresholds.ts';
import { LegStepUp } from './legStepUp.ts';
import { DATA_LOST, rejectionReason } from './rejectionReason.ts';
import { type FlexionSpan, type RepOutcome, rejectedFor, repOf } from './repOutcome.ts';
import type { FlexionOf, TaskDetector } from './taskDetector.ts';

const BRIDGED_US = 200_000;
/** The leg on the floor is straighter than the one on the step by this much at least, degrees. */
const APART_DEG = 20;

/**
 * Step-ups: the leg that straightens first out of a bend at rest is the one on the step, and until its
 * rep is over the other follows it.
 */
export class StepUpDetector implements TaskDetector {
  readonly #settings: RepSettings;
  readonly #rateHz: number;
  readonly #smoothDeg: FlexionOf | null;
  readonly #legs = new Map<Side, LegStepUp>();
  readonly #lastUs = new Map<Side, number>();
  /** How much more bent than the other one each leg was when it last stood ready. */
  readonly #apartDeg = new Map<Side, number>();
  #stance: Side | null = null;
  #bridging = false;

  /** @param smoothDeg flexion without noise and lag, where frames to come are known */
  constructor(settings: RepSettings, rateHz: number, smoothDeg: FlexionOf | null) {
    this.#settings = settings;
    this.#rateHz = rateHz;
    this.#smoothDeg = smoothDeg;
  }

  get phase(): RepPhase {
    return this.#leading?.phase ?? 'standing';
  }

  get excursionDeg(): number {
    return this.#leading?.flexionDeg ?? 0;
  }

  get earliestStartUs(): number {
    return Math.min(...[...this.#legs.values()].map(({ earliestStartUs }) => earliestStartUs));
  }

  get isBridging(): boolean {
    return this.#bridging;
  }

  get stanceNow(): Side | null {
    return this.#stance;
  }

  step({ legs, timeUs }: BodyFrame): RepOutcome | null {
    let outcome: RepOutcome | null = null;
    this.#bridging = legs.length > 0;
    for (const leg of legs) outcome = this.#step(leg, timeUs) ?? outcome;
    for (const leg of legs) this.#compare(leg, legs.find((each) => each !== leg) ?? null);
    return outcome;
  }

  reset(): void {
    for (const leg of this.#legs.values()) leg.interrupt(0);
    this.#stance = null;
  }

  get #leading(): LegStepUp | null {
    return (this.#stance && this.#legs.get(this.#stance)) ?? null;
  }

  #step(leg: LegFrame, timeUs: number): RepOutcome | null {
    const { side, measures } = leg;
    const stepUp = this.#stepUpOf(side);
    const lastUs = this.#lastUs.get(side) ?? Number.NEGATIVE_INFINITY;
    if (!Number.isFinite(measures.kneeFlexionDeg)) {
      if (timeUs - lastUs <= BRIDGED_US) return null;
      this.#bridging = false;
      const lost = stepUp.interrupt(lastUs);
      return lost && this.#over(side, lost, DATA_LOST);
    }
    this.#bridging = false;
    this.#lastUs.set(side, timeUs);
    const planted = !hasFlag(leg.quality.ankle, 'footNotPlanted');
    const span = stepUp.step(this.#smoothDeg?.([leg]) ?? measures.kneeFlexionDeg, timeUs, planted);
    if (span) return this.#over(side, span, rejectionReason(span, this.#settings));
    const isApart = (this.#apartDeg.get(side) ?? 0) >= APART_DEG;
    if (stepUp.phase !== 'standing' && isApart) this.#stance ??= side;
    return null;
  }

  #compare({ side, measures }: LegFrame, other: LegFrame | null): void {
    if (!this.#legs.get(side)?.isInPosture) return;
    const apartDeg = measures.kneeFlexionDeg - (other?.measures.kneeFlexionDeg ?? Number.NaN);
    // Without another leg to compare with it is the one.
    this.#apartDeg.set(side, Number.isFinite(apartDeg) ? apartDeg : APART_DEG);
  }

  #over(side: Side, span: FlexionSpan, reason: string | null): RepOutcome | null {
    if (this.#stance !== side) return null;
    this.#stance = null;
    return reason === null ? repOf(span, side, 'upFirst') : rejectedFor(reason, span);
  }

  #stepUpOf(side: Side): LegStepUp {
    const known = this.#legs.get(side);
    if (known) return known;
    const made = new LegStepUp(this.#settings, this.#rateHz, this.#smoothDeg !== null);
    this.#legs.set(side, made);
    return made;
  }
}
