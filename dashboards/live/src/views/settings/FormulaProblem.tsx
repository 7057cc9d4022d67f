import type { SettingsProblemAnswer } from '../../../../../src/stream/answers/settings.ts';

interface FormulaProblemProps {
  readonly problem: SettingsProblemAnswer;
  readonly formula: string;
}

/** What is wrong, and in a formula the place of it: marked, and as a number. */
export function FormulaProblem({ problem: { message, at }, formula }: FormulaProblemProps) {
  return (
    <>
      <p class="setting-problem">
        <span aria-hidden="true">✕ </span>
        {message.charAt(0).toUpperCase() + message.slice(1)}
        {/[.?!]$/.test(message) ? '' : '.'}
      </p>
      {at !== undefined && (
        <p class="formula-place" aria-hidden="true">
          {formula.slice(0, at - 1)}
          <mark>{formula.slice(at - 1, wordEnd(formula, at)) || ' '}</mark>
          {formula.slice(wordEnd(formula, at))}
        </p>
      )}
    </>
  );
}

/** Where the word ends that begins at a character, counted from 1. */
function wordEnd(formula: string, at: number): number {
  const word = /^\w+/.exec(formula.slice(at - 1));
  return at - 1 + (word?.[0].length ?? 1);
}
