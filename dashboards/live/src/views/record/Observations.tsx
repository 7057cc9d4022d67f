import { useMemo } from 'preact/hooks';
import type { CardObservation } from '../../../../../src/movement/assessments/resultCard.ts';
import type { TrialResult } from '../../../../../src/movement/assessments/trialResult.ts';
import { sendToHub } from '../../api/hubApi.ts';
import { ObserverAnswers, type Tick, tickOf } from '../../store/observerAnswers.ts';
import { usePage } from '../../store/storeContext.ts';
import { SIDE_NAME } from '../sideName.ts';

const SCREEN_SIDES = ['left', 'right'] as const;

/** What somebody who watches is asked; each answer remakes the card. */
export function Observations({ result }: { readonly result: TrialResult }) {
  const { trials } = usePage();
  const { number } = result.trial;
  const { session } = trials;
  const answers = useMemo(
    () =>
      new ObserverAnswers(async (ticks, note) => {
        // The number means another trial by now.
        if (trials.session !== session) return null;
        const body = { ticks, ...(note !== null && { note }) };
        const remade = await sendToHub<TrialResult>(`live/trials/${number}/observer`, body);
        trials.took(remade, session);
        return remade.card;
      }),
    [trials, session, number],
  );
  const observations = answers.shown(result.card.observations);
  if (observations.length === 0) return null;
  const answer = (id: string, tick: Tick) => void answers.give(result.card, id, tick);
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
                  onAnswer={(yes) => answer(id, { [side]: yes })}
                />
              ))
            ) : (
              <YesNo name={question} given={given} onAnswer={(yes) => answer(id, yes)} />
            )}
          </li>
        ))}
      </ul>
      <p class="form-problem" role="alert">
        {answers.problem.value}
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
