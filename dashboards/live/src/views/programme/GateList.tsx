import type { GateOutcome, GateResult } from '../../../../../src/movement/programme/gateResult.ts';
import { type StateName, StateShape } from '../record/StateShape.tsx';

const SHOWN: Readonly<Record<GateOutcome, { readonly shape: StateName; readonly word: string }>> = {
  pass: { shape: 'good', word: 'met' },
  fail: { shape: 'bad', word: 'not met' },
  notAssessed: { shape: 'unknown', word: 'not assessed' },
};

/** What a session had to meet, and whether it did. */
export function GateList({ gates }: { readonly gates: readonly GateResult[] }) {
  return (
    <ul class="gates">
      {gates.map(({ gate, outcome, sentence }) => (
        <li key={gate} data-outcome={outcome}>
          <StateShape state={SHOWN[outcome].shape} />
          <span>
            <strong>{SHOWN[outcome].word}</strong> {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}
