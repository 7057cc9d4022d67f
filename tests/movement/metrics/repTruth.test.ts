import { describe, expect, it } from 'vitest';
import { REP_QUANTITIES, type Rep, type RepQuantity } from '../../../src/model/movement.ts';
import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { SquatAnalysis } from '../../../src/movement/squatAnalysis.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { legFrame } from '../frames.ts';
import { trueReps } from '../reps/playedReps.ts';

/** Noise-free acceptance of the movement specification. */
const ANGLE_DEG = 0.3;
const LENGTH_M = 0.003;
const TIME_S = 0.05;

const RATE_HZ = 100;
const FINE_S = 0.002;
const HALF_WINDOW_S = 0.05;
const HALF_PEAK_S = 0.025;

const SESSION = simulateSquatSession({
  seed: 3,
  calibrationReps: 0,
  noise: 'none',
  swayDeg: 0,
  reps: 8,
  depthsDeg: [50, 70, 85, 110],
  fppaDeg: [12, -4, 8],
  tempo: { descentS: [0.5, 3], holdS: [0.1, 1], ascentS: [0.5, 2], pauseS: [0.5, 1.5] },
});
/** On the legs' own, which the simulator has turned since standing. */
const TOLD = REP_QUANTITIES.filter((quantity) => !quantity.includes('InternalRotation'));

function repsOfTruth(): Rep[] {
  const analysis = new SquatAnalysis(DEFAULT_SETTINGS);
  const reps: Rep[] = [];
  for (let i = 0; i < SESSION.durationS * RATE_HZ; i++) {
    const legs = SESSION.truthAt(i / RATE_HZ).map(({ side, measures }) => legFrame(side, measures));
    const timeUs = (i * 1e6) / RATE_HZ;
    for (const event of analysis.step({ timeUs, arrivalUs: timeUs, legs })) {
      if (event.type === 'rep') reps.push(event.rep);
    }
  }
  return reps;
}

const KNOWN = new Map<number, ReturnType<typeof SESSION.truthAt>>();

/** To the nearest 2 ms, in which a knee of 300 °/s turns by 0.6°; windows even it out. */
function legsAt(timeS: number) {
  const step = Math.round(timeS / FINE_S);
  const legs = KNOWN.get(step) ?? SESSION.truthAt(step * FINE_S);
  KNOWN.set(step, legs);
  return legs;
}

function truth(quantity: RepQuantity | 'kneeFlexionDeg', side: Side, timeS: number): number {
  const leg = legsAt(timeS).find((each) => each.side === side);
  return leg?.measures[quantity] ?? Number.NaN;
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

describe('reps of clean frames against what is true', () => {
  const reps = repsOfTruth();
  const done = trueReps(SESSION);

  it('are all there', () => {
    expect(reps).toHaveLength(done.length);
  });

  it('have each quantity within 0.3° at peak flexion and at its peak', () => {
    let compared = 0;
    for (const [i, rep] of reps.entries()) {
      for (const { side, metrics } of rep.legs) {
        for (const quantity of TOLD) {
          const metric = metrics[quantity];
          if (!metric) continue;
          const of = (timeS: number): number => truth(quantity, side, timeS);
          const tolerance = quantity.endsWith('M') ? LENGTH_M : ANGLE_DEG;
          const atBottom = meanAbout(of, done[i].bottomS, HALF_WINDOW_S);
          if (metric.atPeakFlexion !== null) {
            expect(Math.abs(metric.atPeakFlexion - atBottom), quantity).toBeLessThan(tolerance);
            compared++;
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
    expect(compared).toBeGreaterThan(100);
  });

  it('have depth, tempo and hold', () => {
    for (const [i, rep] of reps.entries()) {
      const { startS, bottomS, endS } = done[i];
      const flexion = (timeS: number): number => truth('kneeFlexionDeg', 'right', timeS);
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
