import { describe, expect, it } from 'vitest';
import { internalRotationDeg } from '../../../src/body/jointAngles.ts';
import { TwistSinceStart } from '../../../src/body/twistSinceStart.ts';
import { quatToMatrix } from '../../../src/geometry/quaternion.ts';
import type { Mat3 } from '../../../src/geometry/rotation.ts';
import { REP_QUANTITIES, type Rep, type RepQuantity } from '../../../src/model/movement.ts';
import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import type { TruthLeg } from '../../../src/model/truth.ts';
import { RepAnalysis } from '../../../src/movement/repAnalysis.ts';
import type { SquatOptions } from '../../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { legFrame } from '../frames.ts';
import { trueReps } from '../reps/playedReps.ts';

/** Noise-free acceptance of the movement specification (O11), for every quantity of a rep. */
const ANGLE_DEG = 0.3;
const LENGTH_M = 0.003;
const TIME_S = 0.05;

const RATE_HZ = 100;
const FINE_S = 0.002;
const HALF_WINDOW_S = 0.05;
const HALF_PEAK_S = 0.025;

const COMMON: Partial<SquatOptions> = {
  seed: 3,
  calibrationReps: 0,
  noise: 'none',
  swayDeg: 0,
  reps: 8,
  depthsDeg: [50, 70, 85, 110],
  tempo: { descentS: [0.5, 3], holdS: [0.1, 1], ascentS: [0.5, 2], pauseS: [0.5, 1.5] },
};
/** Knees that turn in as a hinge, and knees that give in the joint: a simulated knee does one of the two. */
const SESSIONS = {
  'a hinge knee that turns in': { ...COMMON, fppaDeg: [12, -4, 8], footRollDeg: 6 },
  'a knee that gives in the joint': { ...COMMON, kneeValgusDeg: [9, -3, 6], footRollDeg: -4 },
} satisfies Record<string, Partial<SquatOptions>>;
/** Where a knee is straighter than this the turns since the start of a bend begin anew. */
const STANDING_DEG = 10;
/** True values at the bottom of all reps of all sessions. */
const COMPARED = new Map<RepQuantity, number[]>();
const TURNS: readonly RepQuantity[] = ['shankInternalRotationDeg', 'thighInternalRotationDeg'];

/** What a session really was, beside what the analysis makes of clean frames of it. */
class Truth {
  readonly session: SquatSession;
  readonly #known = new Map<number, readonly TruthLeg[]>();

  constructor(options: Partial<SquatOptions>) {
    this.session = simulateSquatSession(options);
  }

  reps(): Rep[] {
    const analysis = new RepAnalysis(DEFAULT_SETTINGS);
    const reps: Rep[] = [];
    const turns = { right: new TwistSinceStart('right'), left: new TwistSinceStart('left') };
    for (let i = 0; i < this.session.durationS * RATE_HZ; i++) {
      const legs = this.session.truthAt(i / RATE_HZ).map(({ side, measures, thigh, shank }) => {
        // Frames tell turns since the start of a bend, where the simulator tells them since standing.
        const { thighDeg, shankDeg } = turns[side].step(
          quatToMatrix(thigh),
          quatToMatrix(shank),
          measures.kneeFlexionDeg,
        );
        return legFrame(side, {
          ...measures,
          thighInternalRotationDeg: thighDeg,
          shankInternalRotationDeg: shankDeg,
        });
      });
      const timeUs = (i * 1e6) / RATE_HZ;
      for (const event of analysis.step({ timeUs, arrivalUs: timeUs, legs })) {
        if (event.type === 'rep') reps.push(event.rep);
      }
    }
    return reps;
  }

  value(quantity: RepQuantity | 'kneeFlexionDeg', side: Side, timeS: number): number {
    return this.#leg(side, timeS).measures[quantity];
  }

  /** Over one rep; turns count from when the knee was straight last before its bottom. */
  course(quantity: RepQuantity, side: Side, bottomS: number): (timeS: number) => number {
    if (!TURNS.includes(quantity)) return (timeS) => this.value(quantity, side, timeS);
    let fromS = bottomS;
    while (this.#isBent(side, fromS)) fromS -= FINE_S;
    const start = this.#attitude(quantity, side, fromS);
    return (timeS) =>
      this.#isBent(side, timeS)
        ? internalRotationDeg(start, this.#attitude(quantity, side, timeS), side)
        : 0;
  }

  #isBent(side: Side, timeS: number): boolean {
    return this.value('kneeFlexionDeg', side, timeS) >= STANDING_DEG;
  }

  #attitude(quantity: RepQuantity, side: Side, timeS: number): Mat3 {
    const { thigh, shank } = this.#leg(side, timeS);
    return quatToMatrix(quantity.startsWith('thigh') ? thigh : shank);
  }

  /** To the nearest 2 ms, in which a knee of 300 °/s turns by 0.6°; windows even it out. */
  #leg(side: Side, timeS: number): TruthLeg {
    const step = Math.round(timeS / FINE_S);
    const legs = this.#known.get(step) ?? this.session.truthAt(step * FINE_S);
    this.#known.set(step, legs);
    const leg = legs.find((each) => each.side === side);
    if (!leg) throw new Error(`no ${side} leg`);
    return leg;
  }
}

function meanAbout(of: (timeS: number) => number, atS: number, halfS: number): number {
  let sum = 0;
  let count = 0;
  for (let s = atS - halfS; s <= atS + halfS + 1e-9; s += FINE_S) {
    sum += of(s);
    count++;
  }
  return sum / count;
}

describe.each(Object.entries(SESSIONS))('reps of clean frames of %s', (_, options) => {
  const truth = new Truth(options);
  const reps = truth.reps();
  const done = trueReps(truth.session);

  it('are all there', () => {
    expect(reps).toHaveLength(done.length);
  });

  it('have every quantity within 0.3° at peak flexion and at its peak', () => {
    let statedHere = 0;
    for (const [i, rep] of reps.entries()) {
      for (const { side, metrics } of rep.legs) {
        for (const quantity of REP_QUANTITIES) {
          const metric = metrics[quantity];
          if (!metric) continue;
          const of = truth.course(quantity, side, done[i].bottomS);
          const tolerance = quantity.endsWith('M') ? LENGTH_M : ANGLE_DEG;
          const atBottom = meanAbout(of, done[i].bottomS, HALF_WINDOW_S);
          if (metric.atPeakFlexion !== null) {
            expect(Math.abs(metric.atPeakFlexion - atBottom), quantity).toBeLessThan(tolerance);
            statedHere++;
            COMPARED.set(quantity, [...(COMPARED.get(quantity) ?? []), atBottom]);
          }
          let peak = Number.NEGATIVE_INFINITY;
          for (let s = done[i].startS; s < done[i].endS; s += 5 * FINE_S) {
            const value = meanAbout(of, s, HALF_PEAK_S);
            if (Number.isFinite(value)) peak = Math.max(peak, value);
          }
          // A gated quantity ends on a steep flank, whose last 50 ms another window shares otherwise.
          if (metric.peak === null || metric.atPeakFlexion === null) continue;
          expect(Math.abs(metric.peak - peak), `peak of ${quantity}`).toBeLessThan(tolerance);
        }
      }
    }
    expect(statedHere).toBeGreaterThan(100);
  });

  it('have depth, tempo and hold', () => {
    for (const [i, rep] of reps.entries()) {
      const { startS, bottomS, endS } = done[i];
      const flexion = (timeS: number): number => truth.value('kneeFlexionDeg', 'right', timeS);
      expect(Math.abs(rep.legs[0].peakFlexionDeg - flexion(bottomS))).toBeLessThan(ANGLE_DEG);
      let downS = startS;
      while (flexion(downS) < flexion(bottomS) - 3) downS += FINE_S;
      let upS = endS;
      while (flexion(upS) < flexion(bottomS) - 3) upS -= FINE_S;
      // The bottom is the middle of the time within 2° of the peak, by the specification.
      let [fromS, toS] = [downS, upS];
      while (flexion(fromS) < flexion(bottomS) - 2) fromS += FINE_S;
      while (flexion(toS) < flexion(bottomS) - 2) toS -= FINE_S;
      expect(Math.abs(rep.bottomUs / 1e6 - (fromS + toS) / 2)).toBeLessThan(TIME_S);
      expect(Math.abs(rep.eccentricS - (downS - startS))).toBeLessThan(TIME_S);
      expect(Math.abs(rep.holdS - (upS - downS))).toBeLessThan(TIME_S);
      expect(Math.abs(rep.concentricS - (endS - upS))).toBeLessThan(TIME_S);
    }
  });

  it('are called as deep as the thigh went, and are smooth', () => {
    for (const { legs } of reps) {
      for (const { depthClass, peakFlexionDeg, smoothness } of legs) {
        expect(depthClass).toBe(
          peakFlexionDeg < 60 ? 'partial' : peakFlexionDeg < 90 ? 'half' : 'near parallel',
        );
        expect(smoothness ?? Number.NaN).toBeGreaterThan(-4);
      }
    }
  });
});

describe('the quantities that were compared', () => {
  it.each(REP_QUANTITIES)('have %s in many reps, and not the same in each', (quantity) => {
    const values = COMPARED.get(quantity) ?? [];
    // The projection angle is stated where the thigh is steep alone, in half of the reps.
    expect(values.length).toBeGreaterThanOrEqual(quantity === 'fppaDeg' ? 16 : 32);
    const spread = Math.max(...values) - Math.min(...values);
    expect(spread / (quantity.endsWith('M') ? LENGTH_M : ANGLE_DEG)).toBeGreaterThan(5);
  });
});
