import type { HoldEnd } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';
import type { BalanceSettings } from '../thresholds.ts';
import { Blow } from './blow.ts';
import type { HoldFinding } from './detectedHold.ts';
import {
  BRIDGED_US,
  CONTACT_G,
  FOOT_DOWN_M,
  FOOT_NEAR_M,
  FOOT_UP_M,
  QUIET_RATE_DPS,
  RELEASE_S,
  RESTS_WITHIN_S,
  STANCE_KNEE_DEG,
  TOLD_FROM_S,
  TOUCH_S,
} from './holdRules.ts';
import type { LegLook } from './legLook.ts';
import { RunningRms } from './runningRms.ts';
import { type StanceEnd, StanceWatch } from './stanceWatch.ts';

export type LegLooks = Readonly<Record<Side, LegLook>>;

/** On whose shank a blow was felt. */
type Felt = Readonly<Record<Side, boolean>>;

interface Lift {
  readonly stance: Side;
  readonly upUs: number;
}

interface Standing {
  readonly stance: Side;
  readonly startUs: number;
  readonly watch: StanceWatch;
  touchDowns: number;
  /** null while the foot is up. */
  touch: Touch | null;
}

interface Touch {
  readonly sinceUs: number;
  /** When the floor was last felt, and since when the foot is up again; null while it is not. */
  lastUs: number;
  upUs: number | null;
}

/**
 * Standing on one leg, from both legs: how much higher one ankle is than the other, under a level
 * pelvis, tells which foot is up and since when. Causal; begin and end are dated back.
 */
export class BalanceDetector {
  readonly #settings: BalanceSettings;
  readonly #rates: Readonly<Record<Side, RunningRms>>;
  readonly #blows: Readonly<Record<Side, Blow>>;
  #lift: Lift | null = null;
  #standing: Standing | null = null;
  /** After a step or a lean the foot has to come down before another hold begins. */
  #awaitsFloor = false;
  #lastUs = Number.NEGATIVE_INFINITY;

  constructor(settings: BalanceSettings, rateHz: number) {
    this.#settings = settings;
    this.#rates = {
      right: new RunningRms(settings.settleS, rateHz),
      left: new RunningRms(settings.settleS, rateHz),
    };
    this.#blows = { right: new Blow(CONTACT_G, rateHz), left: new Blow(CONTACT_G, rateHz) };
  }

  /** Before this instant nothing can be part of a hold that is not over, µs. */
  get earliestUs(): number {
    return this.#standing?.startUs ?? this.#lastUs - RESTS_WITHIN_S * 1e6;
  }

  /** The leg of the hold that runs; null while none does. */
  get stance(): Side | null {
    return this.#standing?.stance ?? null;
  }

  step(legs: LegLooks, timeUs: number): HoldFinding | null {
    this.#lastUs = timeUs;
    this.#rates.right.step(legs.right.shankRateDps);
    this.#rates.left.step(legs.left.shankRateDps);
    const felt = {
      right: this.#blows.right.step(legs.right.shankForceG),
      left: this.#blows.left.step(legs.left.shankForceG),
    };
    if (this.#standing !== null) return this.#hold(this.#standing, legs, felt, timeUs);
    if (this.#lift !== null) return this.#settle(this.#lift, legs, timeUs);
    this.#awaitLift(legs, timeUs);
    return null;
  }

  /** A frame in which a leg could not be judged. */
  missing(timeUs: number): HoldFinding | null {
    if (timeUs - this.#lastUs <= BRIDGED_US) return null;
    const standing = this.#standing;
    this.reset();
    return standing && found(standing, 'dataLost', this.#lastUs);
  }

  reset(): void {
    this.#lift = null;
    this.#standing = null;
    this.#awaitsFloor = false;
    this.#rates.right.reset();
    this.#rates.left.reset();
    this.#blows.right.reset();
    this.#blows.left.reset();
  }

  /** @param upUs since when a foot that is up now may have been so */
  #awaitLift(legs: LegLooks, upUs: number): void {
    const liftM = legs.right.heightM - legs.left.heightM;
    if (this.#awaitsFloor && Math.abs(liftM) > FOOT_DOWN_M) return;
    this.#awaitsFloor = false;
    if (Math.abs(liftM) < FOOT_UP_M) return;
    const stance = liftM > 0 ? 'right' : 'left';
    if (legs[stance].kneeFlexionDeg > STANCE_KNEE_DEG) return;
    this.#lift = { stance, upUs };
  }

  #settle(lift: Lift, legs: LegLooks, timeUs: number): HoldFinding | null {
    const { stance, upUs } = lift;
    const { settleS } = this.#settings;
    if (legs[stance].kneeFlexionDeg > STANCE_KNEE_DEG) {
      this.#lift = null;
      return null;
    }
    const lastedS = (timeUs - upUs) / 1e6;
    if (liftOf(legs, stance) < FOOT_DOWN_M) {
      this.#lift = null;
      return lastedS < TOLD_FROM_S ? null : rejected(lift, timeUs, this.#lacked(lastedS, stance));
    }
    if (lastedS < settleS || this.#rates[stance].value >= QUIET_RATE_DPS) return null;
    const startUs = lastedS <= RESTS_WITHIN_S ? upUs : timeUs - settleS * 1e6;
    this.#lift = null;
    this.#standing = {
      stance,
      startUs,
      watch: new StanceWatch(this.#settings, startUs),
      touchDowns: 0,
      touch: null,
    };
    return null;
  }

  #hold(standing: Standing, legs: LegLooks, felt: Felt, timeUs: number): HoldFinding | null {
    const { stance, watch } = standing;
    const isFelt = felt[other(stance)];
    const ended =
      this.#footDown(standing, liftOf(legs, stance), isFelt, timeUs) ??
      watch.step(legs[stance], standing.touch !== null, timeUs);
    if (ended === null) return null;
    this.#standing = null;
    this.#awaitsFloor = ended.endedBy !== 'footDown';
    if (!this.#awaitsFloor) this.#awaitLift(legs, standing.touch?.upUs ?? timeUs);
    return found(standing, ended.endedBy, ended.endUs);
  }

  /** Counts touches; a foot that is up again before the hold was one has begun anew. */
  #footDown(standing: Standing, liftM: number, isFelt: boolean, timeUs: number): StanceEnd | null {
    if (liftM < FOOT_DOWN_M || (liftM < FOOT_NEAR_M && isFelt)) {
      const sinceUs = standing.touch?.sinceUs ?? timeUs;
      standing.touch = { sinceUs, lastUs: timeUs, upUs: null };
    }
    const { touch } = standing;
    if (touch === null) return null;
    const down = { endedBy: 'footDown', endUs: touch.sinceUs } as const;
    if (liftM > FOOT_UP_M && touch.upUs === null && touch.lastUs < timeUs) touch.upUs = timeUs;
    if (touch.upUs !== null && timeUs - touch.lastUs >= RELEASE_S * 1e6) {
      const { settleS, discardS } = this.#settings;
      if (touch.sinceUs - standing.startUs < (settleS + discardS) * 1e6) return down;
      standing.touchDowns++;
      standing.touch = null;
      return null;
    }
    const stays = touch.upUs === null && timeUs - touch.sinceUs > TOUCH_S * 1e6;
    return stays ? down : null;
  }

  #lacked(lastedS: number, stance: Side): string {
    const { settleS } = this.#settings;
    if (lastedS < settleS) {
      return `the ${other(stance)} foot was up for ${lastedS.toFixed(1)} s; a hold is one from ${settleS} s`;
    }
    return `the ${stance} shank did not come to rest; a hold begins below ${QUIET_RATE_DPS} °/s`;
  }
}

/** How much higher the ankle of the other leg is than that of the leg stood on, metres. */
function liftOf(legs: LegLooks, stance: Side): number {
  return legs[stance].heightM - legs[other(stance)].heightM;
}

function other(side: Side): Side {
  return side === 'right' ? 'left' : 'right';
}

function found({ stance, startUs, touchDowns }: Standing, endedBy: HoldEnd, endUs: number) {
  return { type: 'hold', side: stance, startUs, endUs, endedBy, touchDowns } as const;
}

function rejected({ stance, upUs }: Lift, endUs: number, reason: string): HoldFinding {
  return { type: 'rejected', side: stance, startUs: upUs, endUs, reason };
}
