import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FactName } from '../../../../../../src/model/factNames.ts';
import { FACT_LABELS, FACT_UNITS } from '../../../../../../src/model/factWords.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { Help } from '../../help/Help.tsx';
import { Field } from '../../record/Field.tsx';
import type { EditDesk } from './editDesk.ts';
import { changedFacts, draftOf, FACT_GROUPS, type FactField, problemsIn } from './factFields.ts';

interface FactsFormProps {
  readonly described: RecordingAnswer['described'];
  readonly desk: EditDesk;
  readonly onDone: () => void;
}

/** What is typed stays until the hub has taken it; what it refuses stands beside its field. */
export function FactsForm({ described, desk, onDone }: FactsFormProps) {
  const [start] = useState(() => draftOf(described));
  const [draft, setDraft] = useState(start);
  const [problems, setProblems] = useState(() => problemsIn(''));
  const [isSaving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const facts = changedFacts(draft, start);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSaving) return;
    if (Object.keys(facts).length === 0) return onDone();
    setSaving(true);
    const refusal = await desk.edit({ facts });
    setSaving(false);
    if (refusal === null) onDone();
    else setProblems(problemsIn(refusal));
  };
  const put = (name: FactName) => (value: string) => setDraft({ ...draft, [name]: value });
  return (
    <form ref={form} class="library-form" onSubmit={(event) => void send(event)}>
      {FACT_GROUPS.map(({ name, fields }) => (
        <fieldset key={name} class="fact-group">
          <legend>{name}</legend>
          {name === 'Who' && (
            <Help about="leg lengths and toes">
              <p>
                Leg lengths and toe-out said here are kept with the recording and change no angle.
                To compute with others, process the recording anew.
              </p>
            </Help>
          )}
          <div class="fact-fields">
            {fields.map((field) => (
              <FactInput
                key={field.name}
                field={field}
                value={draft[field.name]}
                problem={problems.fields[field.name] ?? ''}
                onValue={put(field.name)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p class="form-problem" role="alert">
        {problems.rest}
      </p>
      <div class="form-buttons">
        <button type="submit" class="primary" disabled={isSaving}>
          {isSaving ? 'Saving …' : 'Save facts'}
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface FactInputProps {
  readonly field: FactField;
  readonly value: string;
  readonly problem: string;
  readonly onValue: (value: string) => void;
}

function FactInput({ field, value, problem, onValue }: FactInputProps) {
  const { name, label = FACT_LABELS[name], kind, rule = '', maxLength = 100, options } = field;
  const unit = FACT_UNITS[name];
  const id = useId();
  if (kind === 'choice') {
    return (
      <div class="field">
        <label for={id}>{label}</label>
        <select
          id={id}
          value={value}
          aria-describedby={`${id}-told`}
          aria-invalid={problem !== ''}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        >
          <option value="">Not said</option>
          {options?.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
        <p id={`${id}-told`} class="field-told field-problem" role="status">
          {problem}
        </p>
      </div>
    );
  }
  return (
    <Field
      label={unit === undefined ? label : `${label}, ${unit}`}
      value={value}
      onValue={onValue}
      rule={problem === '' ? rule : ''}
      problem={problem}
      maxLength={kind === 'number' ? 12 : maxLength}
      isNumber={kind === 'number'}
      isLong={kind === 'long'}
    />
  );
}
