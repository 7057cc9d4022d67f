import { SURE_DF } from '../../movement/detectableChange.ts';
import { REPEATED_QUANTITIES } from '../../movement/repeatedMeasures.ts';
import type {
  QuantityRepeatability,
  RepeatabilityRun,
} from '../../reprocess/repeatability/repeatabilityRun.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';

/** What repeated sets tell, for a person at a terminal. */
export function repeatabilityText(run: RepeatabilityRun): string {
  const { task, between, subjects, sets, quantities, leftOut } = run;
  const how =
    between === 'newMounting'
      ? 'sensors put on anew between the sets'
      : 'sensors not taken off between the sets';
  const lines = [
    `${task}: ${count(sets.length, 'set')} of ${count(subjects.length, 'person', 'people')}, ${how}`,
    ...alignedTable(
      sets.map(({ subject, sessionId, number, countedReps }) => [
        `  ${subject}`,
        sessionId,
        `set ${number}`,
        `${countedReps} counted reps`,
      ]),
    ),
    '',
    ...alignedTable(quantityRows(quantities)),
    '',
    ...leftOut.map((sentence) => `left out: ${sentence}`),
    ...sureness(quantities, subjects.length),
  ];
  return lines.map(plainText).join('\n');
}

function quantityRows(quantities: readonly QuantityRepeatability[]): string[][] {
  const hasIcc = quantities.some(({ icc }) => icc !== null);
  return [
    [
      'at peak flexion',
      'leg',
      'set means',
      'SD in a set',
      'SEM',
      'MDC95',
      'it lies in',
      ...(hasIcc ? ['ICC'] : []),
      'default',
    ],
    ...quantities.map((each) => [
      wordsOf(each),
      each.leg,
      each.setMeans.map(oneDigit).join(' ') || '-',
      each.withinSetSd.toFixed(2),
      each.sem.toFixed(2),
      `${each.mdc95.toFixed(1)} ${each.unit}`,
      `${each.mdc95Low.toFixed(1)}–${each.mdc95High.toFixed(1)}`,
      ...(hasIcc ? [each.icc === null ? '-' : each.icc.toFixed(2)] : []),
      each.defaultMdc95 === null ? '-' : String(each.defaultMdc95),
    ]),
  ];
}

/** Without the minus of a rounded zero. */
function oneDigit(value: number): string {
  return value.toFixed(1).replace(/^-(?=0\.0$)/, '');
}

function wordsOf({ measure }: QuantityRepeatability): string {
  return REPEATED_QUANTITIES.find((each) => each.measure === measure)?.words ?? measure;
}

function sureness(quantities: readonly QuantityRepeatability[], people: number): string[] {
  const df = Math.max(...quantities.map((each) => each.df));
  const rests = `MDC95 is the least change between two set means that is not scatter, with 95 % sureness; it rests on ${count(df, 'degree')} of freedom.`;
  if (df >= SURE_DF) return [rests];
  return [
    rests,
    `That is little: ${people === 1 ? 'two sets of one person say' : `${people} people say`} more about that day than about a site. Below ${SURE_DF} degrees the default stays in force where it is larger; repeat it with more people.`,
  ];
}

function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
