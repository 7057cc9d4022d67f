import { ASSESSMENT_TASKS } from '../../model/assessment.ts';
import { resultKindOf } from '../../movement/assessments/figures.ts';
import type {
  CardFigure,
  CardObservation,
  CardValue,
  ResultCard,
  StepDownScore,
} from '../../movement/assessments/resultCard.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import { gaitRows, holdRows } from '../movementRows.ts';

/** What an assessment came to, for a person at a terminal. */
export function cardText(card: ResultCard): string {
  const kind = resultKindOf(ASSESSMENT_TASKS[card.assessment]);
  const started = new Date(card.startedUs / 1000).toISOString().replace('T', ' ').slice(0, 16);
  const trials = card.legs.map(
    ({ side, sound, trials, wanted }) => `${side} ${sound} sound of ${trials}, ${wanted} wanted`,
  );
  const lines = [
    `${card.name}, ${card.subject}, ${started} UTC${card.simulated ? ', simulated' : ''}`,
    trials.join('; '),
    '',
    ...alignedTable([
      ['', 'right', 'left', 'right less left'],
      ...groupRows('movement', card.movement),
      ...groupRows('knee', card.knee),
      ...groupRows('ankle', card.ankle),
    ]),
    ...summaryLines(card),
    '',
    ...card.scores.flatMap(scoreLines),
    ...card.observations.flatMap(observationLines),
    ...(card.note === null ? [] : [`note: ${card.note}`]),
    ...(card.next === null ? [] : [card.next.sentence]),
    ...card.notAssessed.map((sentence) => `not assessed: ${sentence}`),
    ...card.remarks,
    `${kind === 'reps' ? 'At peak flexion, the' : 'The'} mean of the sound ${kind}; SD is one standard deviation of that mean.`,
    card.caption,
    card.safety,
  ];
  return lines.map(plainText).join('\n');
}

/** What no single trial states: cadence and steps of a walk, the best of holds, leg against leg. */
function summaryLines({ gait, holds }: ResultCard): string[] {
  const rows = [
    ...(gait === null ? [] : gaitRows(gait)),
    ...(holds === null ? [] : holdRows(holds)),
  ];
  return rows.length === 0 ? [] : ['', ...alignedTable(rows)];
}

function groupRows(group: string, figures: readonly CardFigure[]): string[][] {
  const shown = figures.filter(({ right, left, both }) => right || left || both);
  if (shown.length === 0) return [[group, 'not assessed']];
  return [[group], ...shown.map(figureRow)];
}

function figureRow(figure: CardFigure): string[] {
  const { label, right, left, both, difference } = figure;
  if (both) return [`  ${label}`, valueText(both, figure)];
  return [
    `  ${label}`,
    right ? valueText(right, figure) : '-',
    left ? valueText(left, figure) : '-',
    difference ? differenceText(difference, figure) : '-',
  ];
}

function valueText({ mean, sd, band, excursion }: CardValue, figure: CardFigure): string {
  const error = sd === null ? '' : ` (SD ${sd.toFixed(figure.decimals)})`;
  const grown = excursion === null ? '' : ` (grew ${amount(excursion, figure)})`;
  return `${amount(mean, figure)}${error}${band === null ? '' : ` ${band}`}${grown}`;
}

function differenceText(
  { value, mdc95, flagged }: NonNullable<CardFigure['difference']>,
  figure: CardFigure,
): string {
  const told = amount(value, figure);
  if (flagged === null) return `${told} (no verdict)`;
  const limit = mdc95 === null ? '' : `, ${amount(mdc95, figure)} can be told`;
  return `${told} (${flagged ? 'a difference' : 'no difference'}${limit})`;
}

/** Without the minus of a rounded zero. */
function amount(value: number, { unit, decimals }: Pick<CardFigure, 'unit' | 'decimals'>): string {
  const digits = value.toFixed(decimals).replace(/^-(?=0(?:\.0+)?$)/, '');
  if (unit === 'deg') return `${digits}°`;
  if (unit === 'deg²') return `${digits} deg²`;
  return unit === '' ? digits : `${digits} ${unit}`;
}

function scoreLines({ side, kneePoints, kneeInsideCm, total, word }: StepDownScore): string[] {
  if (kneePoints === null || kneeInsideCm === null) return [`score, ${side}: not assessed`];
  const knee = `knee ${kneePoints} of 2 (${kneeInsideCm.toFixed(1)} cm inside of the foot)`;
  return total === null
    ? [`score, ${side}: ${knee}; no total without every item of the observer`]
    : [`score, ${side}: ${total} of 6, ${word}; ${knee}`];
}

function observationLines({ question, answer }: CardObservation): string[] {
  if (answer === null) return [];
  if (typeof answer === 'boolean') return [`${question} ${answer ? 'yes' : 'no'}`];
  const told = (['right', 'left'] as const).flatMap((side) =>
    answer[side] === null ? [] : [`${side} ${answer[side] ? 'yes' : 'no'}`],
  );
  return told.length === 0 ? [] : [`${question} ${told.join(', ')}`];
}
