import { type Side, sideSign } from '../model/placement.ts';
import type { LegSway } from './legPosture.ts';
import type { Random } from './random.ts';

const WAVES = 4;

/** A smooth random wave of 0.1–0.4 Hz with the given root mean square. */
class Wave {
  private readonly amplitude: number;
  private readonly rate: number[] = [];
  private readonly phase: number[] = [];

  constructor(random: Random, rms: number) {
    this.amplitude = rms * Math.sqrt(2 / WAVES);
    for (let i = 0; i < WAVES; i++) {
      this.rate.push(2 * Math.PI * random.uniform(0.1, 0.4));
      this.phase.push(random.uniform(0, 2 * Math.PI));
    }
  }

  at(timeS: number): number {
    let sum = 0;
    for (let i = 0; i < WAVES; i++) sum += Math.sin(this.rate[i] * timeS + this.phase[i]);
    return this.amplitude * sum;
  }
}

/** The unrest of quiet standing: the body leans as a whole, the knees give a little each. */
export class StandingSway {
  private readonly forward: Wave;
  private readonly rightward: Wave;
  private readonly knee: Readonly<Record<Side, Wave>>;

  /** `rmsDeg` of the lean in either direction. */
  constructor(random: Random, rmsDeg: number) {
    this.forward = new Wave(random, rmsDeg);
    this.rightward = new Wave(random, rmsDeg);
    this.knee = {
      right: new Wave(random, rmsDeg / 3),
      left: new Wave(random, rmsDeg / 3),
    };
  }

  /** Sway of a leg at `timeS`, scaled by `share` (1 standing, 0 none). */
  at(timeS: number, side: Side, share: number): LegSway {
    const forward = share * this.forward.at(timeS);
    return {
      shankTiltDeg: forward,
      thighTiltDeg: share * this.knee[side].at(timeS) - forward,
      leanDeg: -share * sideSign(side) * this.rightward.at(timeS),
    };
  }
}
