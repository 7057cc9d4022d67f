import type { LegFrame } from '../../model/bodyFrame.ts';
import type { Calibration } from '../../model/calibration.ts';
import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { hasFlag, qualityWord } from '../../model/quality.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import { AntiSymmetry } from './antiSymmetry.ts';
import type { DecisionTime } from './cueDecision.ts';
import { unitPerDeg } from './cueScale.ts';
import { legFlags } from './legFlags.ts';
import { RecentData } from './recentData.ts';
import type { SuppressionReason } from './suppressionReason.ts';

const JUMP_DEG = 8;
const HORIZONTAL_DEG = 90;
const NEAR_HORIZONTAL_DEG = 25;
const CALIBRATION_LASTS_US = 3600e6;

/** What speaks against a cue in the data and in the calibration under it ([movement] §3.4). */
export class Suppression {
  readonly #rule: CueThresholds;
  readonly #isProjection: boolean;
  readonly #recent: Readonly<Record<Side, RecentData>> = {
    right: new RecentData(),
    left: new RecentData(),
  };
  readonly #apart: AntiSymmetry;
  #calibration: Calibration | null = null;
  #repsSince = 0;

  constructor(rule: CueThresholds, { measure, unit }: Pick<Headline, 'measure' | 'unit'>) {
    this.#rule = rule;
    this.#isProjection = measure === 'fppaDeg';
    this.#apart = new AntiSymmetry(JUMP_DEG * unitPerDeg(unit));
  }

  /** Whether no rep was counted since the calibration. */
  get isFirstRep(): boolean {
    return this.#repsSince === 0;
  }

  /** @param calibration null where nothing is told of it */
  calibrated(calibration: Calibration | null): void {
    this.#calibration = calibration;
    this.#repsSince = 0;
  }

  repCounted(): void {
    this.#repsSince++;
  }

  /**
   * A frame, whether or not a cue is due.
   * @param headlines of both legs in their unit, NaN where one cannot be stated
   */
  step(
    timeUs: number,
    legs: readonly LegFrame[],
    { right, left }: Readonly<Record<Side, number>>,
    isStanding: boolean,
  ): void {
    for (const leg of legs) {
      this.#recent[leg.side].step(timeUs, leg);
    }
    this.#apart.step(timeUs, right, left);
    if (isStanding) this.#apart.forget();
  }

  /**
   * @param cued the legs that would be cued, of `legs`, which are all that are judged
   * @param bendDeg how far the knee is bent from standing
   * @returns the first reason against it, null where none holds
   */
  reasonAgainst(
    cued: readonly LegFrame[],
    legs: readonly LegFrame[],
    { timeUs, decidedUs }: DecisionTime,
    bendDeg: number,
  ): SuppressionReason | null {
    const flags = cued.reduce((bits, leg) => bits | legFlags(leg), 0);
    const word = qualityWord(flags);
    const recent = cued.map(({ side }) => this.#recent[side]);
    const ageUs = decidedUs - timeUs;
    const checks: [boolean, SuppressionReason][] = [
      [this.isFirstRep, 'first rep after calibration'],
      [cued.some(({ side }) => this.#hasCrossTalk(side)), 'cross-talk check failed'],
      [this.#isCalibrationOld(timeUs), 'calibration is over an hour old'],
      [legs.some(isNotPlanted), 'foot not planted'],
      ...(word === 'ok' ? [] : [[true, `data are ${word}`] as [boolean, SuppressionReason]]),
      [recent.some((data) => data.hadImpact(timeUs)), 'impact just before'],
      [recent.some((data) => data.hadGap(timeUs)), 'gap in the data just before'],
      [this.#apart.seen, 'left and right jumped apart'],
      [this.#isProjection && cued.some(isThighHorizontal), 'thigh near horizontal'],
      [ageUs > this.#rule.latencySuppressMs * 1000, 'delayed'],
      [ageUs > this.#rule.latencyP95Ms * 1000, 'packets are old'],
      [!(bendDeg >= this.#rule.armFlexDeg), 'knee hardly bent'],
    ];
    return checks.find(([holds]) => holds)?.[1] ?? null;
  }

  #hasCrossTalk(side: Side): boolean {
    const checks = this.#calibration?.checks ?? [];
    return checks.some(
      ({ name, about, verdict }) =>
        name === 'crossTalk' && verdict !== 'good' && (about === side || about === null),
    );
  }

  #isCalibrationOld(timeUs: number): boolean {
    return this.#calibration !== null && timeUs - this.#calibration.timeUs > CALIBRATION_LASTS_US;
  }
}

function isNotPlanted({ quality }: LegFrame): boolean {
  return hasFlag(quality.ankle, 'footNotPlanted');
}

function isThighHorizontal({ measures }: LegFrame): boolean {
  return Math.abs(HORIZONTAL_DEG - measures.thighTiltDeg) < NEAR_HORIZONTAL_DEG;
}
