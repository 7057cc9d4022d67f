import { FACT_NAMES } from '../../model/factNames.ts';
import { sessionFacts, TRIAL_FACT_NAMES, trialFacts } from '../../model/sessionFacts.ts';
import type { SidecarEdit } from '../../recording/sidecar/sidecarEdit.ts';
import { UsageError } from '../cliError.ts';

/** Shorter words people type. */
const SHORT: Readonly<Record<string, string>> = {
  load: 'loadKg',
  box: 'boxHeightCm',
  side: 'dominantSide',
};

/**
 * `load=20 footwear=barefoot trial.2.name=deep` as an edit; an empty value takes the fact away.
 * @throws UsageError with what is valid
 */
export function editOf(assignments: readonly string[]): SidecarEdit {
  const facts: Record<string, unknown> = {};
  const trials: Record<string, Record<string, unknown>> = {};
  for (const assignment of assignments) {
    const [, key, text] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (key === undefined) throw new UsageError(`"${assignment}" is not of the form name=value`);
    const [, number, field] = /^trial\.([1-9]\d{0,3})\.(\w+)$/.exec(key) ?? [];
    if (number === undefined) {
      const name = SHORT[key] ?? key;
      facts[name] = readAs(name, text, FACT_NAMES, sessionFacts.shape);
    } else {
      trials[number] ??= {};
      trials[number][field] = readAs(field, text, TRIAL_FACT_NAMES, trialFacts.shape);
    }
  }
  return {
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(Object.keys(trials).length > 0 && { trials }),
  };
}

interface Accepting {
  safeParse(value: unknown): { readonly success: boolean };
}

/** As the schema wants it: `20` is a number of a load and a text of a note. */
function readAs<N extends string>(
  name: string,
  text: string,
  names: readonly N[],
  shape: Readonly<Record<N, Accepting>>,
): string | number | boolean | null {
  const known = names.find((each) => each === name);
  if (known === undefined) {
    throw new UsageError(
      `"${name}" is not known; valid are ${names.join(', ')}, and trial.N.name, .comment, .excluded`,
    );
  }
  if (text === '') return null;
  const readings = [
    text,
    ...(Number.isFinite(Number(text)) ? [Number(text)] : []),
    ...(/^(yes|true)$/.test(text) ? [true] : []),
    ...(/^(no|false)$/.test(text) ? [false] : []),
  ];
  const fits = readings.find((reading) => shape[known].safeParse(reading).success);
  return fits ?? readings[readings.length - 1] ?? text;
}
