import type { RepQuantity } from '../../../model/movement.ts';
import type { LegSetSummary, Spread, TimeSpread } from '../../../model/setSummary.ts';
import { FIGURE_KINDS } from '../../figures/figureKinds.ts';
import type { Report, ReportSet } from '../../report.ts';
import { figure, NOT_STATED, signed, unitName } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { SIDE_WORDS } from '../words.ts';

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly spread: Spread | TimeSpread | null;
  readonly scale: number;
  readonly digits: number;
}

const SHOWN: readonly RepQuantity[] = [
  'kneeMedialDeviationM',
  'fppaDeg',
  'kneeValgusDeg',
  'kneeOverToeDeg',
  'shankLeanDeg',
  'kneeInternalRotationDeg',
  'footRollDeg',
];

/** What the counted repetitions of a set come to. */
export function setTable({ headline }: Report, { number, summary }: ReportSet): Markup {
  const { legs, tempo } = summary;
  const times: Row[] = (
    [
      ['Way down', tempo.eccentricS],
      ['At the bottom', tempo.holdS],
      ['Way up', tempo.concentricS],
      ['Whole repetition', tempo.durationS],
      ['Pause before the next', tempo.pauseS],
    ] as const
  ).map(([name, spread]) => ({ name, unit: 's', spread, scale: 1, digits: 2 }));
  return html`<table class="set">
<caption>Set ${number}, over its sound repetitions</caption>
<thead><tr><th>Quantity</th><th>n</th><th>Mean</th><th>SD</th><th>Median</th><th>Furthest (rep)</th><th>Change per rep</th></tr></thead>
${legs.map((leg) => legBody(leg, headline.measure))}
<tbody><tr class="group"><th colspan="7" scope="rowgroup">Tempo</th></tr>
${times.map(row)}</tbody>
</table>`;
}

function legBody(leg: LegSetSummary, headlineMeasure: string): Markup {
  const rows: Row[] = [
    {
      name: 'Depth: peak knee flexion',
      unit: 'deg',
      spread: leg.peakFlexionDeg,
      scale: 1,
      digits: 1,
    },
    ...SHOWN.flatMap((quantity) => quantityRows(leg, quantity, headlineMeasure)),
  ];
  return html`<tbody><tr class="group"><th colspan="7" scope="rowgroup">${SIDE_WORDS[leg.side]} leg: ${leg.valid} of ${leg.reps} sound</th></tr>
${rows.map(row)}</tbody>
`;
}

function quantityRows(
  { quantities }: LegSetSummary,
  quantity: RepQuantity,
  headlineMeasure: string,
): Row[] {
  const kind = FIGURE_KINDS.find(({ measure }) => measure === quantity);
  const found = quantities[quantity];
  if (!kind || !found) return [];
  const { unit, words } = kind;
  const scale = unit === 'cm' ? 100 : 1;
  const rows: Row[] = [{ name: words, unit, spread: found.atPeakFlexion, scale, digits: 1 }];
  // What neither axes nor heading can shift, for the quantity that matters most.
  if (quantity === headlineMeasure && found.excursion) {
    rows.push({
      name: '… from the start of the rep to its largest',
      unit,
      spread: found.excursion,
      scale,
      digits: 1,
    });
  }
  return rows;
}

function row({ name, unit, spread, scale, digits }: Row): Markup | null {
  if (spread === null) return null;
  const of = (value: number | null): string =>
    figure(value === null ? null : scale * value, digits);
  const { n, mean, sd, median, worst, slopePerRep, slopeSe } = spread;
  const cv = 'cvPct' in spread && spread.cvPct !== null ? ` (${figure(spread.cvPct, 0)} %)` : '';
  const slope =
    slopePerRep === null
      ? NOT_STATED
      : `${signed(scale * slopePerRep, 2)}${slopeSe === null ? '' : ` (SE ${figure(scale * slopeSe, 2)})`}`;
  return html`<tr><th scope="row">${name}, ${unitName(unit)}</th><td>${n}</td><td>${of(mean)}</td><td>${of(sd)}${cv}</td><td>${of(median)}</td><td>${of(worst.value)} (${worst.rep})</td><td>${slope}</td></tr>
`;
}
