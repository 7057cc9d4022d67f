import { useId, useState } from 'preact/hooks';
import type { StopSign } from '../../../../../src/model/programmeNote.ts';
import type { PainResult, PainTold, PainWhen } from '../../store/painReport.ts';
import { usePage } from '../../store/storeContext.ts';

const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Every sign by its key in the contract, and what a person reads. */
const SIGN_NAME: Readonly<Record<StopSign, string>> = {
  'giving way': 'Giving way',
  locking: 'Locking',
  swelling: 'Swelling',
  'sudden pain': 'Sudden pain',
};
const SIGNS = Object.keys(SIGN_NAME) as StopSign[];

export interface PainTime {
  readonly when: PainWhen;
  readonly name: string;
}

const IN_SESSION: readonly PainTime[] = [
  { when: 'during', name: 'In this set' },
  { when: 'before', name: 'Before the session' },
  { when: 'after', name: 'After the session' },
];

interface PainFormProps {
  /** The first is chosen to begin with. */
  readonly times?: readonly PainTime[];
  /** Where it goes other than into the live session. */
  readonly tell?: (told: PainTold) => PainResult;
  readonly onTold: (result: PainResult) => void;
}

export function PainForm({ times = IN_SESSION, tell: tellOf, onTold }: PainFormProps) {
  const { pain } = usePage();
  const [when, setWhen] = useState<PainWhen>(times[0]?.when ?? 'during');
  const [score, setScore] = useState<number | null>(null);
  const [signs, setSigns] = useState<readonly StopSign[]>([]);
  const scaleId = useId();
  const empty = score === null && signs.length === 0;
  const toggle = (sign: StopSign) =>
    setSigns(signs.includes(sign) ? signs.filter((each) => each !== sign) : [...signs, sign]);
  const tell = () => {
    const told = { when, score, signs: SIGNS.filter((sign) => signs.includes(sign)) };
    onTold(tellOf ? tellOf(told) : pain.tell(told));
  };
  return (
    <div class="pain-form">
      <fieldset class="pain-when">
        <legend>When?</legend>
        {times.map((each) => (
          <button
            key={each.when}
            type="button"
            aria-pressed={when === each.when}
            onClick={() => setWhen(each.when)}
          >
            {each.name}
          </button>
        ))}
      </fieldset>
      <fieldset aria-describedby={scaleId}>
        <legend>How much?</legend>
        <div class="pain-scale">
          {SCORES.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={score === each}
              onClick={() => setScore(score === each ? null : each)}
            >
              {each}
            </button>
          ))}
        </div>
        <p class="pain-ends soft" id={scaleId}>
          <span>0 none</span>
          <span>10 the worst there is</span>
        </p>
      </fieldset>
      <fieldset class="pain-signs">
        <legend>Any of these?</legend>
        {SIGNS.map((sign) => (
          <button
            key={sign}
            type="button"
            aria-pressed={signs.includes(sign)}
            onClick={() => toggle(sign)}
          >
            {SIGN_NAME[sign]}
          </button>
        ))}
      </fieldset>
      <button type="button" class="pain-tell" disabled={empty} onClick={tell}>
        {empty ? 'Choose a number or a sign' : 'Record this'}
      </button>
    </div>
  );
}
