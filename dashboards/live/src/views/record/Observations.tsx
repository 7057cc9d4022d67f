import { useState } from 'preact/hooks';
import type { CardObservation } from '../../../../../src/movement/assessments/resultCard.ts';
import type { TrialResult } from '../../../../../src/movement/assessments/trialResult.ts';
import { HubApiError, sendToHub } from '../../api/hubApi.ts';
import { usePage } from '../../store/storeContext.ts';
import { SIDE_NAME } from '../sideName.ts';

const SCREEN_SIDES = ['left', 'right'] as const;
type Tick = boolean | { readonly right?: boolean; readonly left?: boolean };

/** What somebody who watches is asked; each answer remakes the card. */
export function Observations({ result }: { readonly result: TrialResult }) {
  const { trials } = usePage();
  const [problem, setProblem] = useState('');
  const { observations, note } = result.card;
  if (observations.length === 0) return null;
  const answer = async (id: string, tick: Tick) => {
    const ticks = { ...ticksOf(observations), [id]: tick };
    const { session } = trials;
    try {
      const path = `live/trials/${result.trial.number}/observer`;
      const body = { ticks, ...(note !== null && { note }) };
      trials.took(await sendToHub<TrialResult>(path, body), session);
      setProblem('');
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <details class="observations">
      <summary>What did you see? ({answered(observations)} answered)</summary>
      <ul>
        {observations.map(({ id, question, answer: given }) => (
          <li key={id}>
            <p>{question}</p>
            {typeof given === 'object' && given !== null ? (
              SCREEN_SIDES.map((side) => (
                <YesNo
                  key={side}
                  name={`${question} ${SIDE_NAME[side]}`}
                  label={SIDE_NAME[side]}
                  given={given[side]}
                  onAnswer={(yes) => void answer(id, { ...sidesOf(given), [side]: yes })}
                />
              ))
            ) : (
              <YesNo name={question} given={given} onAnswer={(yes) => void answer(id, yes)} />
            )}
          </li>
        ))}
      </ul>
      <p class="form-problem" role="alert">
        {problem}
      </p>
    </details>
  );
}

interface YesNoProps {
  readonly name: string;
  readonly label?: string;
  readonly given: boolean | null;
  readonly onAnswer: (yes: boolean) => void;
}

function YesNo({ name, label = '', given, onAnswer }: YesNoProps) {
  return (
    <fieldset class="yes-no">
      <legend class="visually-hidden">{name}</legend>
      {label !== '' && <span>{label}</span>}
      {[true, false].map((yes) => (
        <button
          key={String(yes)}
          type="button"
          aria-pressed={given === yes}
          onClick={() => onAnswer(yes)}
        >
          {yes ? 'Yes' : 'No'}
        </button>
      ))}
    </fieldset>
  );
}

function answered(observations: readonly CardObservation[]): number {
  return observations.filter(({ answer }) => tickOf(answer) !== null).length;
}

function ticksOf(observations: readonly CardObservation[]): Record<string, Tick> {
  const ticks: Record<string, Tick> = {};
  for (const { id, answer } of observations) {
    const tick = tickOf(answer);
    if (tick !== null) ticks[id] = tick;
  }
  return ticks;
}

function tickOf(answer: CardObservation['answer']): Tick | null {
  if (answer === null || typeof answer === 'boolean') return answer;
  const sides = sidesOf(answer);
  return Object.keys(sides).length === 0 ? null : sides;
}

function sidesOf({ right, left }: Exclude<CardObservation['answer'], boolean | null>) {
  return { ...(right !== null && { right }), ...(left !== null && { left }) };
}
