import { BAND_WORDS } from '../../../model/movement.ts';
import { SIDES, type Side } from '../../../model/placement.ts';
import { bandWord } from '../../../movement/bands/band.ts';
import { type FigureKey, figureKind } from '../../figures/figureKinds.ts';
import { judgedQuality } from '../../figures/judgedSides.ts';
import type { Report, ReportFigure } from '../../report.ts';
import { bandMark, bandShape } from '../bands.ts';
import { count, figure, percent, TWO_SIDED_95, unitText } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';

/** The figures that matter most, as cards. */
export function glance(report: Report): Markup {
  return html`<div class="cards">${doneCard(report)}${SIDES.map((side) => legCard(report, side))}${dataCard(report)}</div>
`;
}

function card(name: string, ...content: readonly (Markup | null)[]): Markup {
  return html`<div class="card"><h3>${name}</h3>${content}</div>`;
}

function doneCard(report: Report): Markup {
  const reps = report.sets.flatMap((set) => set.reps);
  const counted = reps.filter((rep) => rep.counted).length;
  if (report.landings.length > 0) {
    const good = report.landings.filter(({ landing }) => landing.counted).length;
    return card('Landings', big(String(good)), line(`counted of ${report.landings.length}`));
  }
  if (report.strides.length > 0) {
    const good = report.strides.filter(({ stride }) => stride.quality === 'ok').length;
    return card('Strides', big(String(good)), line(`on sound data, of ${report.strides.length}`));
  }
  if (report.holds.length > 0) {
    const good = report.holds.filter(({ hold }) => hold.quality === 'ok').length;
    return card('Holds', big(String(good)), line(`on sound data, of ${report.holds.length}`));
  }
  return card(
    'Repetitions',
    big(String(counted)),
    line(`counted of ${reps.length}, in ${count(report.sets.length, 'set')}`),
    report.cues.given > 0 ? line(`${count(report.cues.given, 'cue')} given`) : null,
  );
}

/** Of other tasks than those of reps, what a card shows. */
const FIRST_FIGURES: readonly FigureKey[] = [
  'headlinePeak',
  'peakShankTiltDeg',
  'balanceHoldS',
  'strideS',
];

/** Of the headline at peak flexion where reps tell it, else of what the task is about. */
function legCard(report: Report, side: Side): Markup | null {
  const mine = report.figures.filter((each) => each.side === side);
  const headline = mine.find(({ key }) => figureKind(key).measure === report.headline.measure);
  const shown =
    headline ?? FIRST_FIGURES.flatMap((key) => mine.find((each) => each.key === key) ?? [])[0];
  if (!shown) return null;
  const isBanded = shown === headline && report.sets.length > 0;
  return card(
    `${SIDE_WORDS[side]} leg`,
    big(figure(shown.mean, digitsOf(shown)), figureKind(shown.key).unit, errorText(shown)),
    line(figureKind(shown.key).words),
    isBanded
      ? html`<p>${bandMark(bandWord(shown.mean, report.headline.bandEdges), shown.mean, report.headline)} <span class="of">on average</span></p>`
      : null,
    isBanded ? bandCounts(report, side) : line(rangeText(shown)),
  );
}

function errorText({ errorSd }: ReportFigure): string {
  return errorSd === null ? '' : ` ± ${figure(TWO_SIDED_95 * errorSd)}`;
}

function rangeText(shown: ReportFigure): string {
  const { smallest, largest, n } = shown;
  const digits = digitsOf(shown);
  return `${figure(smallest, digits)} to ${figure(largest, digits)} in ${n}`;
}

function digitsOf({ key }: ReportFigure): number {
  return figureKind(key).unit === 's' ? 2 : 1;
}

function bandCounts({ sets }: Report, side: Side): Markup {
  const counts = BAND_WORDS.map((word) =>
    sets.reduce((sum, { summary }) => {
      const leg = summary.legs.find((each) => each.side === side);
      return sum + (leg?.bands[word] ?? 0);
    }, 0),
  );
  return html`<p class="band-counts">${counts.map((n, band) =>
    n === 0 ? null : html`<span>${bandShape(band)}${n} ${BAND_WORDS[band]}</span>`,
  )}</p>`;
}

function dataCard(report: Report): Markup {
  const { quality, calibrations } = report;
  const legs = judgedQuality(report);
  const shares = legs.map(({ frames, words }) => (words.projection.ok ?? 0) / frames);
  const worst = Math.min(...shares);
  const ofWorse = shares.length > 1 ? ', worse leg' : '';
  const verdicts = calibrations.map(({ verdict }) => verdict);
  return card(
    'Data',
    shares.length === 0 ? big('none') : big(percent(worst)),
    line(
      quality.calibrated
        ? `of frames ok since the calibration${ofWorse}`
        : `of frames ok${ofWorse}`,
    ),
    line(`Calibration: ${verdicts.length === 0 ? 'never' : [...new Set(verdicts)].join(', ')}`),
  );
}

function big(value: string, unit = '', error = ''): Markup {
  const whole = unit === 'deg' ? `${value}°` : value;
  return html`<p class="big">${whole}<small>${unit === 'deg' ? '' : unitText(unit)}${error}</small></p>`;
}

function line(text: string): Markup {
  return html`<p>${text}</p>`;
}
