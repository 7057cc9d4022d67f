import type { LegFrame } from '../../model/bodyFrame.ts';
import type { Cue, Headline, RepPhase } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import { inHeadlineUnit } from '../bands/band.ts';
import { type CueDecision, type DecisionTime, NO_DECISIONS } from './cueDecision.ts';
import { cuedSide, intensityOf } from './cueScale.ts';
import type { CueVoice } from './cueVoice.ts';
import { LegCourse } from './legCourse.ts';
import { legFlags } from './legFlags.ts';
import { QuietStand } from './quietStand.ts';
import type { Suppression } from './suppression.ts';
import type { SuppressionReason } from './suppressionReason.ts';

export interface CueContext extends DecisionTime {
  readonly phase: RepPhase;
  /** Knee flexion above standing, degrees. */
  readonly excursionDeg: number;
  /** Why the schedule gives no cue now; null where it does. */
  readonly withheld: SuppressionReason | null;
}

/**
 * The cue while the person moves ([movement] §3.3): on the worse leg, on when the headline stays
 * beyond its threshold, off when it has come back, and silent whenever anything speaks against it.
 */
export class CueRule {
  readonly #settings: CueSettings;
  readonly #rule: CueThresholds;
  readonly #headline: Headline;
  readonly #rateHz: number;
  readonly #suppression: Suppression;
  readonly #voice: CueVoice;
  readonly #quiet: QuietStand;
  readonly #courses = new Map<Side, LegCourse>();
  readonly #told = new Set<SuppressionReason>();
  #backFrames = 0;
  #wasStanding = true;
  #wentBeyond = false;

  constructor(
    settings: CueSettings,
    rule: CueThresholds,
    headline: Headline,
    rateHz: number,
    suppression: Suppression,
    voice: CueVoice,
  ) {
    this.#settings = settings;
    this.#rule = rule;
    this.#headline = headline;
    this.#rateHz = rateHz;
    this.#suppression = suppression;
    this.#voice = voice;
    this.#quiet = new QuietStand(rateHz);
  }

  /** Whether a leg was beyond its threshold at any instant of the rep that runs, or ran last. */
  get wentBeyondInRep(): boolean {
    return this.#wentBeyond;
  }

  /** @param legs those that are judged in this rep */
  step(legs: readonly LegFrame[], context: CueContext): readonly CueDecision[] {
    const isStanding = context.phase === 'standing';
    this.#follow(legs, context, isStanding);
    if (this.#wasStanding && !isStanding) this.#wentBeyond = false;
    this.#wasStanding = isStanding;
    if (isStanding) {
      this.#told.clear();
      this.#voice.repOver();
      return NO_DECISIONS;
    }
    if (legs.some(({ side }) => this.#courses.get(side)?.isBeyond)) this.#wentBeyond = true;
    if (this.#voice.active) return this.#continue(this.#voice.active, legs, context);
    return this.#settings.enabled ? this.#tryOn(legs, context) : NO_DECISIONS;
  }

  #follow(
    legs: readonly LegFrame[],
    { timeUs, excursionDeg }: CueContext,
    isStanding: boolean,
  ): void {
    const isQuiet = this.#quiet.step(isStanding, excursionDeg);
    const { measure, unit } = this.#headline;
    let [right, left] = [Number.NaN, Number.NaN];
    for (const leg of legs) {
      const raw = inHeadlineUnit(leg.measures[measure], unit);
      const course = this.#course(leg.side);
      course.step(raw, legFlags(leg) === 0, isQuiet);
      if (leg.side === 'right') right = course.value;
      else left = course.value;
    }
    this.#suppression.step(timeUs, legs, { right, left }, isStanding);
  }

  #course(side: Side): LegCourse {
    const known = this.#courses.get(side);
    if (known) return known;
    const course = new LegCourse(this.#settings, this.#rule, this.#headline, this.#rateHz);
    this.#courses.set(side, course);
    return course;
  }

  #tryOn(legs: readonly LegFrame[], context: CueContext): readonly CueDecision[] {
    if (this.#voice.isQuiet(context.timeUs)) return NO_DECISIONS;
    if (!legs.some(({ side }) => this.#course(side).isDue)) return NO_DECISIONS;
    const due = legs.flatMap(({ side }) => {
      const course = this.#course(side);
      const { value, threshold, isSound } = course;
      return course.isDue ? [{ side, value, threshold, isSound }] : [];
    });
    const { unit, measure } = this.#headline;
    const { side, worse } = cuedSide(due, unit) ?? {};
    if (side === undefined || worse === undefined) return [];
    const { value, threshold } = worse;
    const cued = legs.filter((leg) => side === 'both' || leg.side === side);
    const reason =
      this.#suppression.reasonAgainst(cued, legs, context, context.excursionDeg) ??
      this.#voice.refusal(context.timeUs) ??
      context.withheld;
    if (reason !== null) {
      if (this.#told.has(reason)) return [];
      this.#told.add(reason);
      return [{ kind: 'suppressed', side, reason, value, threshold }];
    }
    // Bad data within the dwell: it goes on until sound data alone make it up.
    if (due.some((leg) => (side === 'both' || leg.side === side) && !leg.isSound)) return [];
    this.#backFrames = 0;
    const intensity = intensityOf(value, threshold, unit);
    const { words } = this.#settings;
    const cue = this.#voice.start(
      { side, measure, value, threshold, intensity, words },
      context.timeUs,
    );
    return [{ kind: 'on', cue }];
  }

  #continue(
    active: Cue,
    legs: readonly LegFrame[],
    { timeUs }: DecisionTime,
  ): readonly CueDecision[] {
    const cued = legs.filter(({ side }) => active.side === 'both' || active.side === side);
    const isBack = cued.every(({ side }) => this.#course(side).isBack(active.threshold));
    this.#backFrames = isBack ? this.#backFrames + 1 : 0;
    const isOff = this.#backFrames * 1000 >= this.#rule.offHoldMs * this.#rateHz;
    const isBad = cued.some((leg) => legFlags(leg) !== 0);
    if (!isOff && !isBad && !this.#voice.isOver(timeUs)) return NO_DECISIONS;
    const cue = this.#voice.end(timeUs);
    return cue ? [{ kind: 'off', cue }] : NO_DECISIONS;
  }
}
