import type { Side } from '../../model/placement.ts';
import type { Assessment } from './assessments.ts';
import { figureOf, type ResultKind, resultKindOf } from './figures.ts';
import type { CardFigure, CardLeg } from './resultCard.ts';
import type { Trial } from './trials.ts';

/** Figures that neither leg states, by what they lack. */
export function blanks(
  kind: ResultKind,
  figures: readonly CardFigure[],
  trials: ReadonlyMap<Side, readonly Trial[]>,
): string[] {
  const assessed = [...trials.values()].flat();
  if (assessed.length === 0) return [];
  const blank = figures.filter(({ right, left, both }) => !right && !left && !both);
  const isSlow = assessed.every(({ quality }) => quality === 'lowRate');
  const reasonOf = (key: string): string => {
    const figure = figureOf(kind, key);
    if (figure?.needsFoot) return 'this needs a foot sensor';
    if (figure?.isFast && isSlow) return 'this needs 120 samples/s or more';
    return `this could be stated in none of the ${kind}`;
  };
  const byReason = new Map<string, string[]>();
  for (const { key, label } of blank) {
    const reason = reasonOf(key);
    byReason.set(reason, [...(byReason.get(reason) ?? []), label]);
  }
  return [...byReason].map(([reason, labels]) => `${labels.join(', ')}: ${reason}`);
}

/** How to take what the card shows. */
export function remarksOf(
  { exploratory, task }: Assessment,
  legs: readonly CardLeg[],
  shown: { readonly knee: readonly CardFigure[] },
  { calibration, simulated }: { readonly calibration: string | null; readonly simulated: boolean },
): string[] {
  const few = legs.filter(({ notAssessed, sound, wanted }) => !notAssessed && sound < wanted);
  const untold = shown.knee.some(({ difference }) => difference?.flagged === null);
  return [
    ...(simulated ? ['From simulated sensors: this is nobody’s knee.'] : []),
    ...(calibration === null || calibration === 'redo'
      ? ['The sensors were not well calibrated: calibrate, and do it again.']
      : []),
    ...few.map(({ side, sound, wanted }) => `${side}: ${sound} sound of ${wanted} wanted.`),
    ...(untold
      ? [
          `Where left against right has no verdict, too few ${resultKindOf(task)} or no known least change stand behind it.`,
        ]
      : []),
    ...(exploratory === undefined ? [] : [exploratory]),
  ];
}
