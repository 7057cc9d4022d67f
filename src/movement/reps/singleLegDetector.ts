import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { RepPhase } from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { SubjectSettings } from '../../model/settings.ts';
import type { Task } from '../../model/task.ts';
import type { RepSettings } from '../thresholds.ts';
import { BridgedDetector, type EndedMovement } from './bridgedDetector.ts';
import { type LegPosture, legPosture } from './legPosture.ts';
import { type RepOutcome, rejectedFor, repOf } from './repOutcome.ts';
import { isStance, LIFTED_M } from './stanceRule.ts';
import type { FlexionOf, TaskDetector } from './taskDetector.ts';

const ALIKE_SHARE = 0.5;
const BOTH_BENT = 'both knees bent alike and no foot was lifted; a rep is on one leg';

/** One leg's bend under way. */
interface Bend {
  deepestDeg: number;
  own: LegPosture;
  other: LegPosture | null;
}

/** Squats on one leg, step-downs and lunges: each knee by itself, and of each bend whether it counts. */
export class SingleLegDetector implements TaskDetector {
  readonly #task: Task;
  readonly #settings: RepSettings;
  readonly #subject: SubjectSettings;
  readonly #rateHz: number;
  readonly #smoothDeg: FlexionOf | null;
  readonly #legs = new Map<Side, BridgedDetector>();
  readonly #bends = new Map<Side, Bend>();
  /** End of the last rep: the legs take turns, no two reps overlap. */
  #overUs = Number.NEGATIVE_INFINITY;

  /** @param smoothDeg flexion without noise and lag, where frames to come are known */
  constructor(
    task: Task,
    settings: RepSettings,
    subject: SubjectSettings,
    rateHz: number,
    smoothDeg: FlexionOf | null,
  ) {
    this.#task = task;
    this.#settings = settings;
    this.#subject = subject;
    this.#rateHz = rateHz;
    this.#smoothDeg = smoothDeg;
  }

  get phase(): RepPhase {
    return this.#leading?.detector.phase ?? 'standing';
  }

  get excursionDeg(): number {
    return this.#leading?.detector.excursionDeg ?? 0;
  }

  get earliestStartUs(): number {
    const starts = [...this.#legs.values()].map(({ detector }) => detector.earliestStartUs);
    return Math.min(...starts);
  }

  get isBridging(): boolean {
    const legs = [...this.#legs.values()];
    return legs.length > 0 && legs.every(({ isBridging }) => isBridging);
  }

  get stanceNow(): Side | null {
    let found: Side | null = null;
    for (const side of SIDES) {
      const bend = this.#bends.get(side);
      const before = found && this.#bends.get(found);
      if (bend && this.#isStanceIn(bend) && !(before && this.#precedes(before, bend))) found = side;
    }
    return found;
  }

  step({ legs, timeUs }: BodyFrame): RepOutcome | null {
    let outcome: RepOutcome | null = null;
    for (const leg of legs) {
      const ended = this.#detectorOf(leg.side).step(this.#flexionDeg(leg), timeUs);
      if (ended) outcome = this.#judge(leg.side, ended) ?? outcome;
    }
    for (const leg of legs) this.#follow(leg, legs.find((each) => each !== leg) ?? null);
    return outcome;
  }

  reset(): void {
    for (const leg of this.#legs.values()) leg.reset();
    this.#bends.clear();
  }

  /** The leg that is told of: that of the rep under way. */
  get #leading(): BridgedDetector | null {
    const { stanceNow } = this;
    return (stanceNow && this.#legs.get(stanceNow)) ?? null;
  }

  #flexionDeg(leg: LegFrame): number {
    const { kneeFlexionDeg } = leg.measures;
    const isStated = Number.isFinite(kneeFlexionDeg);
    return isStated && this.#smoothDeg ? this.#smoothDeg([leg]) : kneeFlexionDeg;
  }

  #detectorOf(side: Side): BridgedDetector {
    const known = this.#legs.get(side);
    if (known) return known;
    const made = new BridgedDetector(this.#settings, this.#rateHz, this.#smoothDeg !== null);
    this.#legs.set(side, made);
    return made;
  }

  /** A bend that ended: a rep, a try of the leg that was stood on, or nothing to speak of. */
  #judge(side: Side, { span, reason }: EndedMovement): RepOutcome | null {
    const bend = this.#bends.get(side);
    this.#bends.delete(side);
    if (!bend || span.startUs < this.#overUs) return null;
    const [other] = this.#bends.values();
    if (!this.#isStanceIn(bend) || (other && this.#precedes(other, bend))) {
      const isBoth = reason === null && side === 'right' && isAlike(bend);
      return isBoth ? rejectedFor(BOTH_BENT, span) : null;
    }
    if (reason !== null) return rejectedFor(reason, span);
    this.#overUs = span.endUs;
    return repOf(span, side);
  }

  #follow(leg: LegFrame, other: LegFrame | null): void {
    const detector = this.#detectorOf(leg.side).detector;
    if (detector.phase === 'standing') {
      this.#bends.delete(leg.side);
      return;
    }
    const own = legPosture(leg, this.#subject);
    if (!Number.isFinite(own.heightM)) return;
    const known = this.#bends.get(leg.side);
    const bend = known ?? {
      deepestDeg: Number.NEGATIVE_INFINITY,
      own,
      other: null,
    };
    if (detector.excursionDeg > bend.deepestDeg) {
      bend.deepestDeg = detector.excursionDeg;
      bend.own = own;
      const beside = other && legPosture(other, this.#subject);
      bend.other = beside && Number.isFinite(beside.heightM) ? beside : null;
    }
    if (!known) this.#bends.set(leg.side, bend);
  }

  /** Of two legs that bend at once and might both be the one, the one that bends more is. */
  #precedes(bend: Bend, other: Bend): boolean {
    return this.#isStanceIn(bend) && bend.deepestDeg > other.deepestDeg;
  }

  #isStanceIn(bend: Bend): boolean {
    return isStance(this.#task, bend);
  }
}

/** Both knees bend and neither foot is in the air. */
function isAlike({ own, other }: Bend): boolean {
  return (
    other !== null &&
    other.flexionDeg > ALIKE_SHARE * own.flexionDeg &&
    Math.abs(other.heightM - own.heightM) <= LIFTED_M
  );
}
