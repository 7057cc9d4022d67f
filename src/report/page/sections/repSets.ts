import { BANDS_CAPTION } from '../../../model/disclaimer.ts';
import { SIDES, type Side } from '../../../model/placement.ts';
import type { Report, ReportSet } from '../../report.ts';
import { count, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { coursePlot, courseSpan } from '../plots/coursePlot.ts';
import { type Mark, MOST_WHISKERS, markPlot, markSpan } from '../plots/markPlot.ts';
import { SIDE_WORDS } from '../words.ts';
import { repTable } from './repTable.ts';
import { caption, section } from './section.ts';
import { setTable } from './setTable.ts';

/** Every set with its plots, its repetitions and what they come to. */
export function repSets(report: Report): Markup | null {
  if (report.sets.length === 0) return null;
  return html`${report.sets.map((set) => oneSet(report, set))}`;
}

function oneSet(report: Report, set: ReportSet): Markup {
  const { headline } = report;
  const sides = judgedIn(set);
  const curves = courseSpan(set.reps, headline);
  const marks = new Map(sides.map((side) => [side, marksOf(set, side)]));
  const span = markSpan([...marks.values()].flat(), headline);
  const counted = set.reps.filter((rep) => rep.counted).length;
  const title = `Set ${set.number}: ${count(set.reps.length, 'repetition')}, ${counted} counted`;
  return section(
    title,
    html`<p class="plotted"><b>${headline.label}</b>, ${unitName(headline.unit)}: + is inward</p><div class="plots">${sides.map(
      (side) =>
        html`<figure><figcaption>${SIDE_WORDS[side]} leg, over each repetition</figcaption>${coursePlot(set.reps, side, headline, curves)}</figure>`,
    )}${[...marks].map(
      ([side, ofSide]) =>
        html`<figure><figcaption>${SIDE_WORDS[side]} leg, each repetition at its deepest</figcaption>${markPlot(ofSide, side, headline, span, 'repetition')}</figure>`,
    )}</div>`,
    caption(
      'Over each repetition: thin lines are repetitions, the thick one is their mean, dashed ones are not counted.',
      'At its deepest: the mark is the value at peak flexion, its shape the band, the whisker its 95 % interval; the short line is the largest value in the repetition. Open marks are not counted.',
      set.reps.length > MOST_WHISKERS ? 'Whiskers are left out of so many.' : '',
      BANDS_CAPTION,
    ),
    repTable(report, set),
    setTable(report, set),
  );
}

function marksOf({ reps }: ReportSet, side: Side): Mark[] {
  return reps.flatMap((rep) => {
    const leg = rep.legs.find((each) => each.side === side && each.judged);
    if (!leg) return [];
    const { headline: value, headlinePeak: beside, band } = leg;
    return [{ number: rep.number, value, band, beside, counted: rep.counted }];
  });
}

function judgedIn({ reps }: ReportSet): Side[] {
  return SIDES.filter((side) =>
    reps.some(({ legs }) => legs.some((leg) => leg.side === side && leg.judged)),
  );
}
