import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { type FootContact, StrideDetector } from '../../src/movement/gait/strideDetector.ts';
import { strideProblem } from '../../src/movement/gait/strideRules.ts';
import { DEFAULT_THRESHOLDS } from '../../src/movement/thresholds.ts';
import { mean } from '../../src/signal/statistics.ts';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT, readTable } from '../tools/realData.ts';

/** In these tables z of the sensors points to the subject's right: no calibration is needed. */
function contactsOf(file: string, column: string, rateHz: number): FootContact[] {
  const detector = new StrideDetector(DEFAULT_THRESHOLDS.gait, rateHz);
  const found: FootContact[] = [];
  for (const [i, rate] of readTable(file)[column].entries()) {
    const contact = detector.step(Math.round((i * 1e6) / rateHz), rate * DEG_PER_RAD);
    if (contact) found.push(contact);
  }
  return found;
}

function problemsOf(contacts: readonly FootContact[]): (string | null)[] {
  return contacts.slice(1).map((to, i) => strideProblem(contacts[i], to, DEFAULT_THRESHOLDS.gait));
}

describe.skipIf(!REAL_DATA_PRESENT)(`walking people${REAL_DATA_NOTE}`, () => {
  it('take steady strides, with the share of stance that books give', () => {
    const contacts = contactsOf('skinematics/walking_thigh_shank.csv.gz', 'shank_gz', 120);
    // Nineteen strides in 25 s after 4 s of standing; the first one is the start of the walk.
    expect(contacts).toHaveLength(20);
    expect(problemsOf(contacts)).toEqual(Array(19).fill(null));
    const steady = contacts.slice(1);
    const strides = steady.slice(1).map((to, i) => {
      const from = steady[i].initialContactUs;
      const strideUs = to.initialContactUs - from;
      return { strideS: strideUs / 1e6, stancePct: (100 * ((to.toeOffUs ?? 0) - from)) / strideUs };
    });
    for (const { strideS, stancePct } of strides) {
      expect(strideS).toBeGreaterThan(1.2);
      expect(strideS).toBeLessThan(1.35);
      expect(stancePct).toBeGreaterThan(57);
      expect(stancePct).toBeLessThan(65);
    }
    const meanS = mean(strides.map(({ strideS }) => strideS));
    const variance = mean(strides.map(({ strideS }) => (strideS - meanS) ** 2));
    // Steady walking varies by 1 to 3 %.
    expect(Math.sqrt(variance) / meanS).toBeLessThan(0.03);
    expect(mean(strides.map(({ stancePct }) => stancePct))).toBeCloseTo(60.5, 0);
  });

  it('bring down one foot and then the other', () => {
    const [right] = contactsOf('opencap-mocap/walking1.csv.gz', 'r_shank_gz', 100);
    const [left] = contactsOf('opencap-mocap/walking1.csv.gz', 'l_shank_gz', 100);
    const stepS = (right.initialContactUs - left.initialContactUs) / 1e6;
    expect(stepS).toBeGreaterThan(0.45);
    expect(stepS).toBeLessThan(0.75);
  });

  it.each([
    ['other-mocap/k_DLS01', 200],
    ['opencap-mocap/squats1', 100],
    ['opencap-mocap/STS1', 100],
  ])('are not those who squat or get up in %s', (trial, rateHz) => {
    const problems = problemsOf(contactsOf(`${trial}.csv.gz`, 'r_shank_gz', rateHz));
    expect(problems.filter((problem) => problem === null)).toHaveLength(0);
  });
});
