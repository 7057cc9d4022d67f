import type { SiteRepeatability } from '../../movement/detectableChange.ts';
import { CompareError, type WhyNotCompared } from '../../report/compare/compareError.ts';
import { compareReports } from '../../report/compare/compareReports.ts';
import { figureKind } from '../../report/figures/figureKinds.ts';
import { titleOf } from '../../report/page/words.ts';
import type { Report } from '../../report/report.ts';
import type { FigureChange } from '../../report/reportChange.ts';
import type { ComparisonAnswer, FigureDifference } from '../../stream/answers/comparison.ts';

type Figures = Pick<ComparisonAnswer, 'figures' | 'notCompared'>;

/** The means of two sessions, judged as `report --against` does; `cautions` in its words. */
export function figuresBeside(
  first: Report,
  second: Report,
  site: SiteRepeatability | null,
): Figures & { readonly cautions: readonly string[] } {
  const firstIsEarlier = first.session.startedUs <= second.session.startedUs;
  const [earlier, now] = firstIsEarlier ? [first, second] : [second, first];
  try {
    const { figures, cautions } = compareReports(now, earlier, site);
    return {
      figures: figures.map((each) => judged(each, firstIsEarlier)),
      notCompared: null,
      cautions,
    };
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    return { figures: [], notCompared: whyNot(error.why, first, second), cautions: [] };
  }
}

/** The means of two processings: no sensor was put on anew, so nothing says what is scatter. */
export function figuresOfOneSession(first: Report, second: Report): Figures {
  if (first.session.settings.task !== second.session.settings.task) {
    return { figures: [], notCompared: whyNot('tasks', first, second) };
  }
  const figures = first.figures.flatMap(({ key, side, mean, n }): FigureDifference[] => {
    const other = second.figures.find((each) => each.key === key && each.side === side);
    if (other === undefined) return [];
    const { words, unit } = figureKind(key);
    return [
      {
        words,
        unit,
        side,
        first: mean,
        second: other.mean,
        nFirst: n,
        nSecond: other.n,
        difference: other.mean - mean,
        mdc95: null,
        mdcFrom: null,
        verdict: null,
      },
    ];
  });
  return { figures, notCompared: null };
}

function judged(change: FigureChange, firstIsEarlier: boolean): FigureDifference {
  const { key, side, earlier, now, nEarlier, nNow, difference, mdc95, mdcFrom, verdict } = change;
  const { words, unit } = figureKind(key);
  const told = { words, unit, side, mdc95, mdcFrom, verdict };
  return firstIsEarlier
    ? { ...told, first: earlier, second: now, nFirst: nEarlier, nSecond: nNow, difference }
    : {
        ...told,
        first: now,
        second: earlier,
        nFirst: nNow,
        nSecond: nEarlier,
        difference: -difference,
      };
}

function whyNot(why: WhyNotCompared, { session: a }: Report, { session: b }: Report): string {
  switch (why) {
    case 'tasks':
      return `The first is “${titleOf(a)}”, the second “${titleOf(b)}”: figures of different tasks cannot be compared.`;
    case 'people':
      return `The first is of ${a.subject}, the second of ${b.subject}: figures of two people are not compared.`;
    case 'simulated':
      return `The ${a.simulated ? 'first' : 'second'} is simulated and the other is not: their figures are not compared.`;
    default:
      return 'These two do not belong together: their figures are not compared.';
  }
}
