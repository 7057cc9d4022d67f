import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AssessmentInfo } from '../../api/assessments.ts';
import { HubApiError, sendToHub } from '../../api/hubApi.ts';
import { chooseAssessment } from '../../store/chosenAssessment.ts';
import { usePage } from '../../store/storeContext.ts';
import { Field } from './Field.tsx';
import {
  NUMBER_RANGES,
  problemsOf,
  type SessionDraft,
  SUBJECT_RULE,
  wishOf,
} from './sessionDraft.ts';

interface SessionFormProps {
  /** What is in force; what is left as it is here stays so. */
  readonly start: SessionDraft;
  readonly assessments: readonly AssessmentInfo[];
  /** In force; goes on for the same participant where no other is given. */
  readonly heightM: number | null;
  readonly onDone: () => void;
}

const NUMBER_LABEL = {
  heightM: 'Height',
  toeOutDeg: 'Toes out',
  loadKg: 'Load',
  boxHeightCm: 'Box height',
} as const;

/** Ends the recording that is open and begins the next, of whoever is named here. */
export function SessionForm({ start, assessments, heightM, onDone }: SessionFormProps) {
  const { trials } = usePage();
  const [draft, setDraft] = useState(start);
  const [refusal, setRefusal] = useState('');
  const [isAsking, setAsking] = useState(false);
  const chosenId = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const problems = problemsOf(draft);
  const isOpen = trials.open !== null;
  const isValid = Object.keys(problems).length === 0;
  const isSamePerson = draft.subject === start.subject;
  const heightKept = heightM === null ? '' : `Else ${heightM.toFixed(2)}.`;
  const heightRule = isSamePerson ? heightKept : 'Else as the hub was started.';
  const put = (field: keyof SessionDraft) => (value: string) =>
    setDraft({ ...draft, [field]: value });
  const send = async (event: Event) => {
    event.preventDefault();
    if (!isValid || isOpen || isAsking) return;
    setAsking(true);
    try {
      const wish = wishOf(draft, start);
      await sendToHub('live/session', wish);
      chooseAssessment(wish.assessment);
      onDone();
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setRefusal(error.message);
      setAsking(false);
    }
  };
  return (
    <form ref={form} class="session-form" onSubmit={(event) => void send(event)}>
      <Field
        label="Participant"
        value={draft.subject}
        onValue={put('subject')}
        rule={SUBJECT_RULE}
        problem={problems.subject ?? ''}
        maxLength={64}
      />
      <div class="field">
        <label for={chosenId}>Assessment</label>
        <select
          id={chosenId}
          value={draft.assessment}
          onChange={(event) => put('assessment')(event.currentTarget.value)}
        >
          <option value="">Free practice</option>
          {assessments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field label="Protocol" value={draft.protocol} onValue={put('protocol')} />
      <div class="field-row">
        {(['heightM', 'toeOutDeg', 'loadKg', 'boxHeightCm'] as const).map((name) => (
          <Field
            key={name}
            label={`${NUMBER_LABEL[name]}, ${NUMBER_RANGES[name].unit}`}
            value={draft[name]}
            onValue={put(name)}
            rule={name === 'heightM' ? heightRule : ''}
            problem={problems[name] ?? ''}
            maxLength={8}
            isNumber
          />
        ))}
      </div>
      <div class="field-row">
        <Field label="Footwear" value={draft.footwear} onValue={put('footwear')} />
        <Field label="Band" value={draft.band} onValue={put('band')} />
      </div>
      <Field
        label="Other conditions"
        value={draft.conditions}
        onValue={put('conditions')}
        maxLength={500}
        isLong
      />
      <p class="form-problem" role="alert">
        {isOpen ? 'A trial goes on: end it first.' : refusal}
      </p>
      <div class="form-buttons">
        <button type="submit" class="primary" disabled={!isValid || isOpen || isAsking}>
          Begin session
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
