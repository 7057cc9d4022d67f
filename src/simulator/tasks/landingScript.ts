import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { type LegPosture, postureOnTheWay } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { quinticStep } from '../quinticStep.ts';
import type { SessionOptions } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import {
  type Drop,
  type Flight,
  HEEL_DOWN_S,
  type LandingPlan,
  UNLOADING_S,
} from './landingPlan.ts';
import { QuinticCurve } from './quinticCurve.ts';
import type { TaskStart } from './taskSession.ts';

/** The shank shows this share of knee flexion as forward tilt. */
const SHANK_SHARE = 1 / 3;
/** Between ankle and hip that stay where they are, the knee goes in: both bones lean. */
const SHANK_SHARE_OF_VALGUS = 0.5;
/** Height of the ankle at first touch, as a share of what it would fall until the heel is down. */
const TOUCH_SHARE = 0.4;

/**
 * Drops and jumps: on the ground the ankles are planted, in flight the middle of the hips moves
 * ballistically and the ankles hang from it. The ankles are stopped over the time from forefoot to
 * heel, so position, speed and acceleration are continuous; what rings beyond that is an `Impact`.
 */
export class LandingScript implements MotionScript {
  private readonly start: TaskStart;
  private readonly toeOutDeg: SessionOptions['toeOutDeg'];
  private readonly drops: readonly Drop[];
  private readonly flexion: QuinticCurve;
  private readonly valgus: Readonly<Record<Side, QuinticCurve>>;
  private readonly pitch: QuinticCurve;
  private readonly busy: QuinticCurve;

  constructor(start: TaskStart, plan: LandingPlan, toeOutDeg: SessionOptions['toeOutDeg']) {
    this.start = start;
    this.toeOutDeg = toeOutDeg;
    this.drops = plan.drops;
    this.flexion = new QuinticCurve(plan.flexion);
    this.valgus = {
      right: new QuinticCurve(plan.valgus.right),
      left: new QuinticCurve(plan.valgus.left),
    };
    this.pitch = new QuinticCurve(plan.footPitch);
    this.busy = new QuinticCurve(plan.busy);
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const sway = this.start.sway.at(timeS, side, 1 - this.busy.at(timeS));
    return postureOnTheWay(this.bentAt(timeS, side), 1, sway);
  }

  footRollDegAt(): number {
    return 0;
  }

  footPitchDegAt(timeS: number): number {
    return this.pitch.at(timeS);
  }

  ankleOffsetAt(timeS: number): Vec3 {
    const drop = this.drops.find(({ startS, endS }) => timeS >= startS && timeS < endS);
    if (!drop) {
      const last = this.drops[this.drops.length - 1];
      return last && timeS >= last.endS ? [this.forwardAfter(last), 0, 0] : [0, 0, 0];
    }
    return [this.forwardAt(drop, timeS), this.heightAt(drop, timeS), 0];
  }

  footPlantedAt(timeS: number): boolean {
    for (const { startS, onBoxS, flights, endS } of this.drops) {
      if (timeS < startS || timeS >= endS) continue;
      if (timeS < onBoxS) return false;
      return flights.every(
        (flight) =>
          timeS < Math.min(flight.startS, flight.takeOffS - HEEL_DOWN_S) ||
          timeS > flight.contactS + HEEL_DOWN_S,
      );
    }
    return true;
  }

  /** Of the ankles above the floor. */
  private heightAt(drop: Drop, timeS: number): number {
    const [fall] = drop.flights;
    const boxM = this.boxHeight(fall);
    if (timeS < fall.startS) {
      return boxM * quinticStep((timeS - drop.startS) / (drop.onBoxS - drop.startS));
    }
    for (const flight of drop.flights) {
      const { takeOffS, contactS, speedMps } = flight;
      if (speedMps > 0 && timeS < takeOffS) return this.pushedUp(flight, timeS);
      if (timeS < contactS) return this.inFlight(flight, boxM, timeS);
      if (timeS < contactS + HEEL_DOWN_S) return heelComingDown(flight, timeS);
    }
    return 0;
  }

  /** The ankles keep under the hips' middle, which nothing pushes forward or back in the air. */
  private forwardAt(drop: Drop, timeS: number): number {
    const [fall] = drop.flights;
    const landedM = this.forwardAfter(drop);
    if (timeS < fall.startS) {
      const before = this.drops[this.drops.indexOf(drop) - 1];
      const fromM = before ? this.forwardAfter(before) : 0;
      const onTheWay = quinticStep((timeS - drop.startS) / (drop.onBoxS - drop.startS));
      return fromM * (1 - onTheWay);
    }
    for (const flight of drop.flights) {
      const from = flight === fall ? 0 : landedM;
      if (timeS < flight.takeOffS && flight !== fall) return landedM;
      if (timeS < flight.contactS) {
        return from + this.reach(flight.startS)[0] - this.reach(timeS)[0];
      }
    }
    return landedM;
  }

  private forwardAfter({ flights: [fall] }: Drop): number {
    return this.reach(fall.startS)[0] - this.reach(fall.contactS)[0];
  }

  private boxHeight(fall: Flight): number {
    const reached = this.reach(fall.contactS)[1] - this.reach(fall.startS)[1];
    return touchHeight(fall) + fallen(fall.contactS - fall.startS) + reached;
  }

  private inFlight(flight: Flight, boxM: number, timeS: number): number {
    const stretched = this.reach(flight.startS)[1] - this.reach(timeS)[1];
    const elapsedS = timeS - flight.startS;
    if (flight.speedMps === 0) return boxM - fallen(elapsedS) + stretched;
    const risen = flight.speedMps * elapsedS - (STANDARD_GRAVITY * elapsedS ** 2) / 2;
    return touchHeight(flight) + risen + stretched;
  }

  private pushedUp(flight: Flight, timeS: number): number {
    return new QuinticCurve([
      { timeS: flight.takeOffS - HEEL_DOWN_S, value: 0 },
      {
        timeS: flight.takeOffS,
        value: touchHeight(flight),
        rate: flight.speedMps,
        acceleration: -STANDARD_GRAVITY,
      },
    ]).at(timeS);
  }

  /** From ankle to hip, the mean of both legs. */
  private reach(timeS: number): Vec3 {
    let sum: Vec3 = [0, 0, 0];
    for (const side of SIDES) {
      const heading = legHeadingRad(this.toeOutDeg[side], side);
      const [x, y, z] = legReach(this.postureAt(timeS, side), heading, side, this.start.person);
      sum = [sum[0] + x / 2, sum[1] + y / 2, sum[2] + z / 2];
    }
    return sum;
  }

  private bentAt(timeS: number, side: Side): LegPosture {
    const kneeFlexionDeg = this.flexion.at(timeS);
    const kneeValgusDeg = this.valgus[side].at(timeS);
    const { internalRotationAt90Deg } = this.start.person.coupling[side];
    const kneeInternalRotationDeg = (internalRotationAt90Deg * kneeFlexionDeg) / 90;
    return {
      drive: 'joint',
      shankTiltDeg: SHANK_SHARE * kneeFlexionDeg,
      shankLeanDeg: SHANK_SHARE_OF_VALGUS * kneeValgusDeg,
      shankAxialDeg: kneeInternalRotationDeg,
      knee: { kneeFlexionDeg, kneeValgusDeg, kneeInternalRotationDeg },
    };
  }
}

function touchHeight({ contactSpeedMps }: Flight): number {
  return TOUCH_SHARE * contactSpeedMps * HEEL_DOWN_S;
}

function heelComingDown(flight: Flight, timeS: number): number {
  return new QuinticCurve([
    {
      timeS: flight.contactS,
      value: touchHeight(flight),
      rate: -flight.contactSpeedMps,
      acceleration: -STANDARD_GRAVITY,
    },
    { timeS: flight.contactS + HEEL_DOWN_S, value: 0 },
  ]).at(timeS);
}

/** Metres fallen `elapsedS` after the support began to go, by a quintic step of acceleration. */
function fallen(elapsedS: number): number {
  const u = Math.min(1, elapsedS / UNLOADING_S);
  const giving = UNLOADING_S ** 2 * u ** 5 * (1 / 2 + u * (-1 / 2 + u / 7));
  const freeS = Math.max(0, elapsedS - UNLOADING_S);
  return STANDARD_GRAVITY * (giving + (freeS * UNLOADING_S) / 2 + freeS ** 2 / 2);
}
