import { DOSE } from './programme.ts';
import type { Dose } from './trackState.ts';

/**
 * The dose of a step; half of it after pain. Where reps are held too, there are half as many of them.
 * @throws RangeError for a text that `programme.json` may not hold
 */
export function doseOf(seedDose: string, halved: boolean): Dose {
  const found = DOSE.exec(seedDose);
  if (!found) throw new RangeError(`dose "${seedDose}" is not one of the programme's`);
  const [repsLow, repsHigh, resistLow, resistHigh, holdLow, holdHigh] = found.slice(1).map(Number);
  const part = halved ? 0.5 : 1;
  if (!Number.isNaN(holdLow)) {
    const holdS = [holdLow * part, holdHigh * part] as const;
    const words = `hold ${holdS.join(' to ')} s on each leg, twice`;
    return { reps: null, holdS, halved, words: withNote(words, halved) };
  }
  const reps = [repsLow * part, repsHigh * part] as const;
  const holdS = Number.isNaN(resistLow) ? null : ([resistLow, resistHigh] as const);
  const held = holdS ? `, each held ${holdS.join(' to ')} s` : '';
  return {
    reps,
    holdS,
    halved,
    words: withNote(`one set of ${reps.join(' to ')} reps${held}`, halved),
  };
}

function withNote(words: string, halved: boolean): string {
  return halved ? `${words} (half, for there was pain)` : words;
}
