import { expect, it } from 'vitest';
import { measureLabel } from '../../../src/hub/courses/courseMeasures.ts';
import { LEG_MEASURES } from '../../../src/model/bodyFrame.ts';

it('every measure that a comparison may name has words, a custom one its own name', () => {
  const without = LEG_MEASURES.filter(({ key }) => measureLabel(key) === null);
  expect(without).toEqual([]);
  expect(measureLabel('shankInternalRotationDeg')).toBe('Shank internal rotation');
  expect(measureLabel('kneeFlexionSdDeg')).toBe('Error of knee flexion');
  expect(measureLabel('myMeasure')).toBeNull();
});
