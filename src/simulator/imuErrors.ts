import { RAD_PER_DEG, STANDARD_GRAVITY } from '../geometry/angles.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { InertialSignals } from './inertialSignals.ts';
import type { Random } from './random.ts';

/** How an inertial sensor departs from the truth; each figure is one standard deviation. */
export interface ImuGrade {
  /** White noise, (°/s)/√Hz and µg/√Hz. */
  readonly gyroNoiseDegpsPerRootHz: number;
  readonly accelerometerNoiseUgPerRootHz: number;
  /** Drawn once when the sensor is switched on, °/s. */
  readonly gyroTurnOnBiasDegps: number;
  /** Wandering part of the bias, °/h, and the time it takes to forget itself, s. */
  readonly gyroInRunBiasDegph: number;
  readonly gyroInRunTimeS: number;
  /** Random walk on top, (°/s)/√s. */
  readonly gyroBiasWalkDegps: number;
  /** Constant offset of each axis, milli-g. */
  readonly accelerometerOffsetMg: number;
  /** Shares: 0.004 is 0.4 %. */
  readonly scaleError: number;
  readonly crossAxis: number;
}

/** Figures of a BMI270-class sensor, as bought: nothing is trimmed at the factory. */
export const NOMINAL_IMU: ImuGrade = Object.freeze({
  gyroNoiseDegpsPerRootHz: 0.007,
  accelerometerNoiseUgPerRootHz: 160,
  gyroTurnOnBiasDegps: 0.5,
  gyroInRunBiasDegph: 7.5,
  gyroInRunTimeS: 300,
  gyroBiasWalkDegps: 1e-4,
  accelerometerOffsetMg: 20,
  scaleError: 0.004,
  crossAxis: 0.005,
});

/** The errors of one sensor from switch-on: call once per sample, in order. */
export class ImuErrors {
  private readonly grade: ImuGrade;
  private readonly random: Random;
  private readonly gyroNoise: number;
  private readonly accelerometerNoise: number;
  private readonly turnOnBias: Vec3;
  private readonly offset: Vec3;
  private readonly gyroGain: Gain;
  private readonly accelerometerGain: Gain;
  private readonly inRun: [number, number, number];
  private readonly walk: [number, number, number] = [0, 0, 0];

  constructor(grade: ImuGrade, rateHz: number, random: Random) {
    const milliG = STANDARD_GRAVITY / 1000;
    const rootBandwidth = Math.sqrt(rateHz / 2);
    const inRunSd = (grade.gyroInRunBiasDegph / 3600) * RAD_PER_DEG;
    this.grade = grade;
    this.random = random;
    this.gyroNoise = grade.gyroNoiseDegpsPerRootHz * RAD_PER_DEG * rootBandwidth;
    this.accelerometerNoise = (grade.accelerometerNoiseUgPerRootHz / 1000) * milliG * rootBandwidth;
    this.turnOnBias = this.draw(grade.gyroTurnOnBiasDegps * RAD_PER_DEG);
    this.offset = this.draw(grade.accelerometerOffsetMg * milliG);
    this.gyroGain = drawGain(grade, random);
    this.accelerometerGain = drawGain(grade, random);
    this.inRun = this.draw(inRunSd);
  }

  /** What the sensor reads of `truth`, `elapsedS` after its last reading. */
  read(truth: InertialSignals, elapsedS: number): InertialSignals {
    this.wander(elapsedS);
    const rate = applyGain(this.gyroGain, truth.angularRate);
    const force = applyGain(this.accelerometerGain, truth.specificForce);
    for (let i = 0; i < 3; i++) {
      rate[i] +=
        this.turnOnBias[i] + this.inRun[i] + this.walk[i] + this.gyroNoise * this.random.gaussian();
      force[i] += this.offset[i] + this.accelerometerNoise * this.random.gaussian();
    }
    return { specificForce: force, angularRate: rate };
  }

  /** First-order Gauss–Markov bias and the walk beside it. */
  private wander(elapsedS: number): void {
    const inRunSd = (this.grade.gyroInRunBiasDegph / 3600) * RAD_PER_DEG;
    const kept = Math.exp(-elapsedS / this.grade.gyroInRunTimeS);
    const fresh = inRunSd * Math.sqrt(1 - kept * kept);
    const step = this.grade.gyroBiasWalkDegps * RAD_PER_DEG * Math.sqrt(elapsedS);
    for (let i = 0; i < 3; i++) {
      this.inRun[i] = kept * this.inRun[i] + fresh * this.random.gaussian();
      this.walk[i] += step * this.random.gaussian();
    }
  }

  private draw(sd: number): [number, number, number] {
    return [sd * this.random.gaussian(), sd * this.random.gaussian(), sd * this.random.gaussian()];
  }
}

/** Row-major 3 × 3: scale errors on the diagonal, cross-axis shares beside it. */
type Gain = readonly number[];

function drawGain(grade: ImuGrade, random: Random): Gain {
  const gain: number[] = [];
  for (let i = 0; i < 9; i++) {
    const onDiagonal = i % 4 === 0;
    const sd = onDiagonal ? grade.scaleError : grade.crossAxis;
    gain.push((onDiagonal ? 1 : 0) + sd * random.gaussian());
  }
  return gain;
}

function applyGain(gain: Gain, v: Vec3): [number, number, number] {
  return [
    gain[0] * v[0] + gain[1] * v[1] + gain[2] * v[2],
    gain[3] * v[0] + gain[4] * v[1] + gain[5] * v[2],
    gain[6] * v[0] + gain[7] * v[1] + gain[8] * v[2],
  ];
}
