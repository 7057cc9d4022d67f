import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { add, type Vec3 } from '../../../src/geometry/vector.ts';
import { ImuErrors, type ImuGrade } from '../../../src/simulator/imuErrors.ts';
import type { InertialSignals } from '../../../src/simulator/inertialSignals.ts';
import type { Random } from '../../../src/simulator/random.ts';

/** At 100 Hz: noise of 0.05 deg/s and 0.02 m/s², a bias of 0.5 deg/s, and nothing else. */
export const VIRTUAL_SENSOR: ImuGrade = Object.freeze({
  gyroNoiseDegpsPerRootHz: 0.05 / Math.sqrt(50),
  accelerometerNoiseUgPerRootHz: 0.02 / 9.80665e-6 / Math.sqrt(50),
  gyroTurnOnBiasDegps: 0.5,
  gyroInRunBiasDegph: 0,
  gyroInRunTimeS: 300,
  gyroBiasWalkDegps: 0,
  accelerometerOffsetMg: 0,
  scaleError: 0,
  crossAxis: 0,
});

const BIAS_STEP_SD_RADPS = 0.1 * RAD_PER_DEG;

/** Sensor errors with a bias that steps as the movement begins, or no heading would drift. */
export class WornErrors extends ImuErrors {
  private readonly stepAtS: number;
  private readonly step: Vec3;
  private elapsedS = 0;

  constructor(rateHz: number, stepAtS: number, random: Random) {
    super(VIRTUAL_SENSOR, rateHz, random);
    this.stepAtS = stepAtS;
    this.step = [
      BIAS_STEP_SD_RADPS * random.gaussian(),
      BIAS_STEP_SD_RADPS * random.gaussian(),
      BIAS_STEP_SD_RADPS * random.gaussian(),
    ];
  }

  override read(truth: InertialSignals, elapsedS: number): InertialSignals {
    this.elapsedS += elapsedS;
    const signals = super.read(truth, elapsedS);
    if (this.elapsedS < this.stepAtS) return signals;
    return { ...signals, angularRate: add(signals.angularRate, this.step) };
  }
}
