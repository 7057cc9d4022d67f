import type { Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import type { Impact } from '../impact.ts';
import { type LegPosture, type LegSway, postureOnTheWay, UPRIGHT } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { otherSide } from '../otherSide.ts';
import { quinticStep } from '../quinticStep.ts';
import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';

import type { BalanceOptions } from './balanceOptions.ts';
import { ResonantNoise } from './resonantNoise.ts';
import type { SimulatedEvent } from './simulatedEvent.ts';
import type { TaskStart } from './taskSession.ts';

const LIFT_S = 1.2;
const REST_S = 3;
/** The foot is down at the middle of this. */
const TOUCH_S = 0.8;
/** A loss of balance goes with a touch-down: it leans further by this many times the unrest. */
const BURST = 2;
const LIFTED = { shankTiltDeg: 35, thighTiltDeg: 25 };
/** A foot is up when its ankle is so much higher: more than a heel that rises over its toes. */
const UP_M = 0.06;
const TAP = { amplitudeG: 2.5, frequencyHz: 25, decayS: 0.015 };

interface Hold {
  /** The foot is lifted from here … */
  readonly startS: number;
  /** … and down again here; it is held up from `LIFT_S` after the one to `LIFT_S` before the other. */
  readonly endS: number;
  readonly touchesS: readonly number[];
  readonly lean: ResonantNoise;
  readonly tilt: ResonantNoise;
}

/** Single-leg holds: the stance leg sways as a whole, the other one hangs lifted from the pelvis. */
export class BalanceScript implements MotionScript {
  readonly events: readonly SimulatedEvent[];
  readonly impacts: readonly Impact[];
  readonly durationS: number;
  private readonly start: TaskStart;
  private readonly options: BalanceOptions;
  private readonly holds: readonly Hold[];

  constructor(start: TaskStart, options: BalanceOptions) {
    const { stanceSide } = options;
    const lifted = otherSide(stanceSide);
    this.start = start;
    this.options = options;
    this.holds = planHolds(start.startS, options);
    this.durationS = this.holds[this.holds.length - 1].endS + REST_S;
    this.events = this.holds.flatMap(({ startS, endS, touchesS }): SimulatedEvent[] => [
      { timeS: this.footUpS(lifted, startS, startS + LIFT_S), type: 'holdStart', side: stanceSide },
      ...touchesS.map((timeS) => ({ timeS, type: 'touchDown' as const, side: lifted })),
      { timeS: this.footUpS(lifted, endS, endS - LIFT_S), type: 'holdEnd', side: stanceSide },
    ]);
    this.impacts = this.holds.flatMap(({ touchesS }) =>
      touchesS.map((timeS) => ({ timeS, side: lifted, ...TAP })),
    );
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const hold = this.holdAt(timeS);
    const onOne = hold ? onOneLeg(hold, timeS) : 0;
    const standing = this.start.sway.at(timeS, side, 1 - onOne);
    if (!hold) return postureOnTheWay(UPRIGHT, 0, standing);
    if (side === this.options.stanceSide) {
      return postureOnTheWay(UPRIGHT, 0, plus(standing, this.unrest(hold, timeS, onOne)));
    }
    return postureOnTheWay({ ...UPRIGHT, ...LIFTED }, liftedShare(hold, timeS), standing);
  }

  footRollDegAt(): number {
    return 0;
  }

  ankleOffsetAt(timeS: number, side: Side): Vec3 {
    const { stanceSide } = this.options;
    const hold = side === stanceSide ? undefined : this.holdAt(timeS);
    if (!hold) return [0, 0, 0];
    const onOne = onOneLeg(hold, timeS);
    const carrying = this.reach(timeS, stanceSide);
    const hanging = this.reach(timeS, side);
    return [
      onOne * (carrying[0] - hanging[0]),
      onOne * (carrying[1] - hanging[1]),
      onOne * (carrying[2] - hanging[2]),
    ];
  }

  footPlantedAt(timeS: number, side: Side): boolean {
    return side === this.options.stanceSide || this.holdAt(timeS) === undefined;
  }

  private unrest(hold: Hold, timeS: number, onOne: number): LegSway {
    const { lean, tilt, startS, touchesS } = hold;
    const burst = touchesS.reduce((sum, touchS) => sum + bump(timeS - touchS), 0);
    const extraDeg = BURST * this.options.unrestDeg * burst;
    const tiltDeg = onOne * (tilt.at(timeS - startS - LIFT_S) + extraDeg);
    return {
      shankTiltDeg: tiltDeg,
      thighTiltDeg: -tiltDeg,
      leanDeg: onOne * (lean.at(timeS - startS - LIFT_S) + extraDeg),
    };
  }

  /** When the foot passes the height at which it is up, between a time when it is down and one when it is not. */
  private footUpS(lifted: Side, downS: number, upS: number): number {
    let [below, above] = [downS, upS];
    for (let i = 0; i < 40; i++) {
      const middle = (below + above) / 2;
      if (this.ankleOffsetAt(middle, lifted)[1] < UP_M) below = middle;
      else above = middle;
    }
    return (below + above) / 2;
  }

  private reach(timeS: number, side: Side): Vec3 {
    const heading = legHeadingRad(this.options.toeOutDeg[side], side);
    return legReach(this.postureAt(timeS, side), heading, side, this.start.person);
  }

  private holdAt(timeS: number): Hold | undefined {
    return this.holds.find(({ startS, endS }) => timeS >= startS && timeS < endS);
  }
}

function planHolds(startS: number, options: BalanceOptions): Hold[] {
  const seed = wearingSeed(options);
  const { holds, holdS, unrestDeg, touchDowns } = options;
  return Array.from({ length: holds }, (_, i) => {
    const random = new Random(seed, `balance ${i}`);
    const beginS = startS + i * (holdS + 2 * LIFT_S + REST_S);
    const eachS = holdS / Math.max(1, touchDowns);
    return {
      startS: beginS,
      endS: beginS + holdS + 2 * LIFT_S,
      touchesS: Array.from(
        { length: touchDowns },
        (_, k) => beginS + LIFT_S + eachS * (k + random.uniform(0.35, 0.65)),
      ),
      lean: new ResonantNoise(random, holdS, LIFT_S, unrestDeg),
      tilt: new ResonantNoise(random, holdS, LIFT_S, unrestDeg),
    };
  });
}

/** 0 on both legs, 1 on one, the other foot hanging from the pelvis. */
function onOneLeg({ startS, endS }: Hold, timeS: number): number {
  return quinticStep((timeS - startS) / LIFT_S) - quinticStep((timeS - endS) / LIFT_S + 1);
}

function liftedShare(hold: Hold, timeS: number): number {
  const down = hold.touchesS.reduce((sum, touchS) => sum + bump(timeS - touchS), 0);
  return onOneLeg(hold, timeS) * (1 - down);
}

/** 1 at 0, nothing beyond half of `TOUCH_S`. */
function bump(fromMiddleS: number): number {
  return 1 - quinticStep(Math.abs(fromMiddleS) / (TOUCH_S / 2));
}

function plus(a: LegSway, b: LegSway): LegSway {
  return {
    shankTiltDeg: a.shankTiltDeg + b.shankTiltDeg,
    thighTiltDeg: a.thighTiltDeg + b.thighTiltDeg,
    leanDeg: a.leanDeg + b.leanDeg,
  };
}
