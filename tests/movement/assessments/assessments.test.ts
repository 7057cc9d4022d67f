import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ASSESSMENT_IDS, ASSESSMENT_TASKS } from '../../../src/model/assessment.ts';
import {
  ASSESSMENTS,
  type Assessment,
  assessmentOf,
  assessmentsSchema,
} from '../../../src/movement/assessments/assessments.ts';
import { figureOf, resultKindOf } from '../../../src/movement/assessments/figures.ts';

const file = new URL('../../../src/movement/assessments/assessments.json', import.meta.url);
const BARRED =
  /diagnos|screen|risk|prevent|treat|therap|patient|clinic|abnormal|dysfunction|injur|patholog/i;

function problemsOf(change: (first: Assessment) => object): string {
  const json = JSON.parse(readFileSync(file, 'utf8'));
  json.assessments[0] = change(json.assessments[0]);
  const issues = assessmentsSchema.safeParse(json).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
}

describe('the assessments', () => {
  it('are there once each, with the task that settings give them', () => {
    expect(ASSESSMENTS.map(({ id }) => id)).toEqual(ASSESSMENT_IDS);
    for (const { id, task } of ASSESSMENTS) expect(task).toBe(ASSESSMENT_TASKS[id]);
  });

  it.each(ASSESSMENT_IDS)('show knee and ankle of %s together, by figures that are known', (id) => {
    const { task, shown } = assessmentOf(id);
    expect(shown.knee.length).toBeGreaterThan(0);
    expect(shown.ankle.length).toBeGreaterThan(0);
    for (const key of [...shown.movement, ...shown.knee, ...shown.ankle]) {
      expect(figureOf(resultKindOf(task), key)?.label).toBeTruthy();
    }
  });

  it('say nothing that a training aid may not say', () => {
    for (const { instructions, setUp, safety, observer } of ASSESSMENTS) {
      const words = [
        ...instructions,
        ...setUp,
        safety,
        ...observer.map(({ question }) => question),
      ];
      expect(words.join(' ')).not.toMatch(BARRED);
    }
  });

  it.each([
    [
      (a: Assessment) => ({ ...a, task: 'gait' }),
      'assessments.0.task: gait is not the task of overheadSquat; valid is bilateralSquat',
    ],
    [
      (a: Assessment) => ({ ...a, shown: { ...a.shown, ankle: ['ankleDeg'] } }),
      'assessments.0.shown.ankle.0: no figure ankleDeg; valid are peakFlexionDeg, fppaDeg',
    ],
    [
      (a: Assessment) => ({ ...a, shown: { ...a.shown, ankle: [] } }),
      'assessments.0.shown.ankle: valid is one figure of ankle or shank or more',
    ],
    [
      ({ fallback: _, ...a }: Assessment) => a,
      'assessments.0.observer.0.drives: fallback needs the field "fallback"',
    ],
    [
      (a: Assessment) => ({ ...a, id: 'armsDownSquat' }),
      'overheadSquat is there 0 times; valid is once',
    ],
    [(a: Assessment) => ({ ...a, wear: [] }), 'assessments.0.wear'],
  ])('are refused where they contradict themselves, case %#', (change, words) => {
    expect(problemsOf(change)).toContain(words);
  });
});
