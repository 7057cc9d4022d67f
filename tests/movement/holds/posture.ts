import type { LegMeasures } from '../../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { LegSignals } from '../../../src/model/legSignals.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import type { QualityBits } from '../../../src/model/quality.ts';
import type { TaskAnalysis } from '../../../src/movement/taskAnalysis.ts';
import { legFrame } from '../frames.ts';

export const RATE_HZ = 100;
const STANDARD_GRAVITY = 9.80665;

/** A leg at one instant, as far as holds look at it; what is absent is zero, or one g. */
export interface Posture {
  readonly thighTiltDeg?: number;
  readonly shankTiltDeg?: number;
  readonly shankLeanDeg?: number;
  readonly kneeValgusDeg?: number;
  readonly ankleDorsiflexionDeg?: number;
  readonly footRollDeg?: number;
  readonly shankRateDps?: number;
  readonly thighRateDps?: number;
  readonly shankForceG?: number;
  readonly projection?: QualityBits;
  readonly ankle?: QualityBits;
  /** True where the leg cannot be measured. */
  readonly missing?: boolean;
}

export type Postures = Readonly<Partial<Record<Side, Posture>>>;

export const STANDING: Posture = {};
/** A foot held well off the floor: the thigh forward, the shank hanging back. */
export const LIFTED: Posture = { thighTiltDeg: 30, shankTiltDeg: 30 };

/** Plays postures frame by frame; the legs that are given wear sensors. */
export class Play {
  readonly events: PipelineEvent[] = [];
  readonly #analysis: TaskAnalysis;
  #frame = 0;

  constructor(analysis: TaskAnalysis) {
    this.#analysis = analysis;
  }

  get timeS(): number {
    return this.#frame / RATE_HZ;
  }

  /** @param at from seconds since this stretch began */
  for(durationS: number, at: Postures | ((timeS: number) => Postures)): this {
    const frames = Math.round(durationS * RATE_HZ);
    for (let i = 0; i < frames; i++) {
      this.#step(typeof at === 'function' ? at(i / RATE_HZ) : at);
    }
    return this;
  }

  holds() {
    return this.events.flatMap((event) => (event.type === 'hold' ? [event.hold] : []));
  }

  rejections() {
    return this.events.flatMap((e) => (e.type === 'holdRejected' ? [e.rejection] : []));
  }

  #step(postures: Postures): void {
    const timeUs = Math.round((this.#frame++ / RATE_HZ) * 1e6);
    const worn = SIDES.flatMap((side) => {
      const posture = postures[side];
      return posture ? [{ side, posture }] : [];
    });
    const legs = worn.map(({ side, posture }) =>
      legFrame(side, posture.missing ? {} : measuresOf(posture), posture),
    );
    const signals = worn.map(({ side, posture }) => signalsOf(side, posture));
    const frame = { timeUs, arrivalUs: timeUs + 20_000, legs };
    this.events.push(...this.#analysis.step(frame, signals));
  }
}

function measuresOf(posture: Posture): Partial<LegMeasures> {
  const { thighTiltDeg = 0, shankTiltDeg = 0, shankLeanDeg = 0 } = posture;
  const { kneeValgusDeg = 0, ankleDorsiflexionDeg, footRollDeg } = posture;
  return {
    kneeFlexionDeg: thighTiltDeg + shankTiltDeg,
    kneeValgusDeg,
    shankLeanDeg,
    thighLeanDeg: 0,
    shankTiltDeg,
    thighTiltDeg,
    ...(ankleDorsiflexionDeg !== undefined && { ankleDorsiflexionDeg }),
    ...(footRollDeg !== undefined && { footRollDeg }),
  };
}

function signalsOf(side: Side, posture: Posture): LegSignals {
  const { shankForceG = 1, shankRateDps = 0, thighRateDps = 0 } = posture;
  return {
    side,
    thigh: { forceMps2: STANDARD_GRAVITY, angularRateDps: [0, 0, thighRateDps] },
    shank: { forceMps2: shankForceG * STANDARD_GRAVITY, angularRateDps: [0, 0, shankRateDps] },
  };
}
