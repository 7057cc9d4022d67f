import { DEFAULT_SETTINGS, type SubjectSettings } from '../../model/settings.ts';
import type { Assessment } from './assessments.ts';
import { figureOf, resultKindOf } from './figures.ts';

/**
 * Facts of the body that an assessment's figures rest on and that nobody seems to have given: they are
 * those of the defaults.
 */
export function bodySentences(
  { task, shown, observer }: Assessment,
  subject: SubjectSettings | undefined,
): string[] {
  if (subject === undefined) return [];
  const keys = [...shown.knee, ...shown.ankle];
  const isScored = observer.some(({ drives }) => drives === 'score');
  const inCm = keys.filter((key) => figureOf(resultKindOf(task), key)?.unit === 'cm');
  const usual = DEFAULT_SETTINGS.subject;
  const areLengthsUsual =
    subject.shankLengthM === usual.shankLengthM && subject.thighLengthM === usual.thighLengthM;
  const isToeOutUsual =
    subject.toeOutDeg.right === usual.toeOutDeg.right &&
    subject.toeOutDeg.left === usual.toeOutDeg.left;
  return [
    ...((inCm.length > 0 || isScored) && areLengthsUsual
      ? [
          'what is told in cm is for a height of 1.75 m: give the height, or the lengths of the legs',
        ]
      : []),
    ...((keys.includes('kneeOverToeDeg') || isScored) && isToeOutUsual
      ? [
          `the feet are taken to point ${usual.toeOutDeg.right}° outward: give the toe-out, or stand so`,
        ]
      : []),
  ];
}
