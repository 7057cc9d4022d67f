import {
  type Assessment,
  assessmentOf,
  type ObserverItem,
  type Wear,
} from '../../movement/assessments/assessments.ts';
import { figureOf, resultKindOf } from '../../movement/assessments/figures.ts';
import { alignedTable } from '../info/alignedTable.ts';

const DRIVES: Readonly<Record<ObserverItem['drives'], (item: ObserverItem) => string>> = {
  fallback: () => 'leads to the easier movement',
  score: ({ points }) => `${points} point`,
  void: () => 'leaves the leg out',
  note: () => 'is kept with the result',
};

/** One line for each. */
export function listText(assessments: readonly Assessment[]): string {
  return alignedTable(
    assessments.map((each) => [each.id, each.name, amountOf(each), wearWords(each.wear[0])]),
  ).join('\n');
}

/** All that a person needs to do one. */
export function showText(assessment: Assessment): string {
  const { id, name, task, instructions, setUp, wear, rateHz, fallback, exploratory } = assessment;
  return [
    `${name} (${id})`,
    `  ${amountOf(assessment)}; at ${rateHz} samples/s or more`,
    '',
    'Do:',
    ...instructions.map((sentence, i) => `  ${i + 1}. ${sentence}`),
    '',
    ...(setUp.length === 0 ? [] : ['Set up:', ...setUp.map((sentence) => `  - ${sentence}`), '']),
    'Wear sensors on:',
    ...alignedTable(wear.map((way) => [`  ${wearWords(way)}`, `gives ${way.gives}`])),
    '',
    'Shown:',
    ...alignedTable([
      ...shownRow('movement', assessment),
      ...shownRow('knee', assessment),
      ...shownRow('ankle', assessment),
    ]),
    '',
    ...observerLines(assessment),
    ...(fallback === undefined
      ? []
      : [`Where it cannot be done so: ${assessmentOf(fallback).name} (${fallback}).`]),
    ...(exploratory === undefined ? [] : [exploratory]),
    assessment.safety,
    '',
    `Settings for it: {"assessment": "${id}"} (its task is ${task}).`,
  ].join('\n');
}

function amountOf({ trials, reps, perSide, task }: Assessment): string {
  const kind = resultKindOf(task);
  const each = perSide ? ' a side' : '';
  if (kind === 'strides') return `${reps} strides${each}`;
  const count = trials * reps;
  const noun = { reps: 'rep', landings: 'landing', holds: 'hold' }[kind];
  return `${count} ${noun}${count === 1 ? '' : 's'}${each}`;
}

function wearWords({ segments, legs }: Wear): string {
  return `${segments.join(' and ')} of ${legs === 'both' ? 'both legs' : 'one leg'}`;
}

function shownRow(
  group: 'movement' | 'knee' | 'ankle',
  { shown, task }: Assessment,
): [string, string][] {
  const labels = shown[group].map((key) => figureOf(resultKindOf(task), key)?.label ?? key);
  return labels.length === 0 ? [] : [[`  ${group}`, labels.join('; ')]];
}

function observerLines({ observer }: Assessment): string[] {
  if (observer.length === 0) return [];
  return [
    'Somebody watches:',
    ...alignedTable(
      observer.map((item) => [
        `  ${item.id}`,
        `${item.question} (yes ${DRIVES[item.drives](item)}${item.perSide ? '; asked of each leg' : ''})`,
      ]),
    ),
    '',
  ];
}
