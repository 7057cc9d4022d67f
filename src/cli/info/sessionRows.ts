import { FACT_NAMES, RECORDED_FACTS } from '../../model/factNames.ts';
import type { SessionDescription } from '../../recording/sidecar/describeSession.ts';
import type { TrialSummary } from '../../reprocess/summary/trialTally.ts';
import { countOf, seconds } from './words.ts';

/** `rightLegLengthM` reads `right leg length m`. */
const spaced = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What was said of the session afterwards, in rows of name and words. */
export function saidRows(described: SessionDescription): string[][] {
  const { tags, annotations } = described;
  // Those that were recorded have rows of their own.
  const facts = FACT_NAMES.filter((name) => !RECORDED_FACTS.includes(name)).flatMap((name) => {
    const value = described[name];
    return value === undefined ? [] : [[spaced(name), valueText(value)]];
  });
  return [
    ...facts,
    ...(tags.length === 0 ? [] : [['tags', tags.join(' ')]]),
    ...(annotations.length === 0 ? [] : [['annotations', String(annotations.length)]]),
  ];
}

function valueText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Trials with the names and comments they were given last. */
export function trialRows(
  trials: readonly TrialSummary[],
  described: SessionDescription,
  at: (timeUs: number) => string,
): string[][] {
  return trials.map((trial) => {
    const { number, startUs, endUs, reps, landings, strides, holds } = trial;
    const { name = trial.name, comment, excluded } = described.trials[number] ?? {};
    const counts = [
      countOf(reps, 'rep'),
      ...(landings === 0 ? [] : [countOf(landings, 'landing')]),
      ...(strides === 0 ? [] : [countOf(strides, 'stride')]),
      ...(holds === 0 ? [] : [countOf(holds, 'hold')]),
    ];
    const stretch =
      endUs === null
        ? `from ${at(startUs)}, not ended`
        : `${at(startUs)} to ${at(endUs)} (${seconds((endUs - startUs) / 1e6)})`;
    return [
      `trial ${number}`,
      [
        ...(name === '' ? [] : [name]),
        stretch,
        ...counts,
        ...(excluded ? ['excluded'] : []),
        ...(comment === undefined ? [] : [comment]),
      ].join(', '),
    ];
  });
}
