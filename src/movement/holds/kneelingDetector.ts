import type { HoldEnd } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';
import type { HoldFinding } from './detectedHold.ts';
import {
  BRIDGED_US,
  FRONT_SHANK_DEG,
  KNEELING_KNEE_DEG,
  KNEELING_REACH_DEG,
  QUIET_RATE_DPS,
  STILL_RATE_DPS,
  STIRRING_S,
  TIMEOUT_S,
  TOLD_FROM_S,
} from './holdRules.ts';
import type { LegLook } from './legLook.ts';
import { RunningRms } from './runningRms.ts';

/**
 * Half-kneeling, told by the leg in front and, where it wears sensors, by the other one. The time is
 * that of rest in the posture: from when the leg came to rest to when it began to leave.
 */
export class KneelingDetector {
  readonly #settleS: number;
  readonly #shank: RunningRms;
  readonly #thigh: RunningRms;
  #side: Side = 'right';
  #postureUs: number | null = null;
  #startUs: number | null = null;
  /** Since when it has turned slowly, and when it last did. */
  #restUs: number | null = null;
  #stillUs = 0;
  #lastUs = Number.NEGATIVE_INFINITY;

  constructor(settleS: number, rateHz: number) {
    this.#settleS = settleS;
    this.#shank = new RunningRms(settleS, rateHz);
    this.#thigh = new RunningRms(settleS, rateHz);
  }

  /** Before this instant nothing can be part of a hold that is not over, µs. */
  get earliestUs(): number {
    return this.#startUs ?? this.#restUs ?? this.#lastUs;
  }

  /** @param other the other leg, null where it wears no sensors */
  step(front: LegLook, other: LegLook | null, timeUs: number): HoldFinding | null {
    this.#side = front.side;
    this.#lastUs = timeUs;
    const rateDps = Math.max(
      this.#shank.step(front.shankRateDps),
      this.#thigh.step(front.thighRateDps),
    );
    const nowDps = Math.max(front.shankRateDps, front.thighRateDps);
    const slackDeg = this.#postureUs === null ? 0 : KNEELING_KNEE_DEG.slack;
    if (!inPosture(front, other, slackDeg)) return this.#left(timeUs);
    this.#postureUs ??= timeUs;
    if (nowDps >= QUIET_RATE_DPS) this.#restUs = null;
    if (nowDps < STILL_RATE_DPS) {
      this.#restUs ??= timeUs;
      this.#stillUs = timeUs;
    }
    if (this.#startUs === null) {
      const rests = this.#restUs !== null && timeUs - this.#restUs >= this.#settleS * 1e6;
      if (rests && rateDps < QUIET_RATE_DPS) this.#startUs = this.#restUs;
      return null;
    }
    if (rateDps >= QUIET_RATE_DPS && timeUs - this.#stillUs > STIRRING_S * 1e6) {
      return this.#end('step', this.#stillUs);
    }
    const isOver = timeUs - this.#startUs >= TIMEOUT_S * 1e6;
    return isOver ? this.#end('timeout', timeUs) : null;
  }

  missing(timeUs: number): HoldFinding | null {
    if (timeUs - this.#lastUs <= BRIDGED_US) return null;
    const ended = this.#startUs === null ? null : this.#end('dataLost', this.#lastUs);
    this.reset();
    return ended;
  }

  reset(): void {
    this.#postureUs = null;
    this.#startUs = null;
    this.#restUs = null;
    this.#shank.reset();
    this.#thigh.reset();
  }

  #left(timeUs: number): HoldFinding | null {
    const postureUs = this.#postureUs;
    if (this.#startUs !== null) return this.#end('rise', this.#stillUs);
    this.#postureUs = null;
    this.#restUs = null;
    if (postureUs === null || timeUs - postureUs < TOLD_FROM_S * 1e6) return null;
    const reason = `the ${this.#side} leg was not at rest in the posture for ${this.#settleS} s`;
    return { type: 'rejected', side: this.#side, startUs: postureUs, endUs: timeUs, reason };
  }

  #end(endedBy: HoldEnd, endUs: number): HoldFinding | null {
    const startUs = this.#startUs;
    this.#startUs = null;
    this.#postureUs = null;
    this.#restUs = null;
    if (startUs === null) return null;
    return { type: 'hold', side: this.#side, startUs, endUs, endedBy, touchDowns: 0 };
  }
}

function inPosture(front: LegLook, other: LegLook | null, slackDeg: number): boolean {
  const { least, most } = KNEELING_KNEE_DEG;
  return (
    front.kneeFlexionDeg >= least - slackDeg &&
    front.kneeFlexionDeg <= most + slackDeg &&
    Math.abs(front.shankTiltDeg) <= FRONT_SHANK_DEG + slackDeg &&
    front.thighTiltDeg > KNEELING_REACH_DEG - slackDeg &&
    (other === null || other.shankTiltDeg > KNEELING_REACH_DEG - slackDeg)
  );
}
