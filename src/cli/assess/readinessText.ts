import type { Assessment } from '../../movement/assessments/assessments.ts';
import type { Readiness } from '../../movement/assessments/readiness.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import type { ReadySource } from './readySensors.ts';

const STATES: Readonly<Record<Readiness['state'], string>> = {
  ready: 'ready',
  partly: 'ready for a part of it',
  notReady: 'not ready',
};

/** What is there for an assessment and what is missing, for a person at a terminal. */
export function readinessText(
  { name, id }: Assessment,
  { state, missing, works, mind }: Readiness,
  { sensors, problems }: ReadySource,
): string {
  const lines = [
    `${name} (${id}): ${STATES[state]}`,
    ...alignedTable(
      sensors.map((each) => [
        `  ${each.placement ?? 'worn nowhere'}`,
        each.id,
        `${Math.round(each.rateHz)} samples/s`,
      ]),
    ),
    ...(sensors.length === 0 ? ['  no sensor'] : []),
    ...problems.map((sentence) => `! ${sentence}`),
    ...listed('To do:', [...missing, ...placing(sensors, missing)]),
    ...listed('As it is:', works),
    ...listed('Mind:', mind),
  ];
  return lines.map(plainText).join('\n');
}

function listed(head: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : ['', head, ...sentences.map((each) => `  - ${each}`)];
}

/** Somebody who wears them all may only have to say so. */
function placing(sensors: ReadySource['sensors'], missing: readonly string[]): string[] {
  const idle = sensors.filter(({ placement }) => placement === null).map(({ id }) => id);
  if (idle.length === 0 || missing.length === 0) return [];
  return [
    `say in the set-up view of the hub where ${idle.join(', ')} ${idle.length === 1 ? 'is' : 'are'} worn`,
  ];
}
