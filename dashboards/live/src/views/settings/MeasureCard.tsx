import { useId, useRef } from 'preact/hooks';
import type {
  SettingsAnswer,
  SettingsProblemAnswer,
} from '../../../../../src/stream/answers/settings.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { FormulaProblem } from './FormulaProblem.tsx';
import type { GivenMeasure } from './givenMeasure.ts';
import { LiveValue } from './LiveValue.tsx';

interface MeasureCardProps {
  readonly index: number;
  readonly measure: GivenMeasure;
  readonly answer: SettingsAnswer;
  readonly problems: readonly SettingsProblemAnswer[];
  readonly disabled: boolean;
  readonly choice: ViewChoice;
  readonly onMeasure: (measure: GivenMeasure) => void;
  readonly onRemove: () => void;
}

/** One formula with its name, its unit and the place where it is wrong. */
export function MeasureCard(props: MeasureCardProps) {
  const { index, measure, answer, problems, disabled, choice, onMeasure, onRemove } = props;
  const formula = useRef<HTMLInputElement>(null);
  const id = useId();
  const wrong = (name: string) => problems.filter(({ path }) => path[2] === name);
  const told = { autocomplete: 'off', spellcheck: false, disabled } as const;
  const insert = (word: string) => {
    const input = formula.current;
    const at = input?.selectionStart ?? measure.formula.length;
    const end = input?.selectionEnd ?? at;
    onMeasure({
      ...measure,
      formula: measure.formula.slice(0, at) + word + measure.formula.slice(end),
    });
    input?.focus();
  };
  return (
    <li class="measure-card">
      <h4 class="visually-hidden">Measure {index + 1}</h4>
      <label for={`${id}-name`}>Name</label>
      <input
        id={`${id}-name`}
        type="text"
        maxLength={40}
        value={measure.name}
        {...told}
        aria-invalid={wrong('name').length > 0}
        aria-describedby={`${id}-told`}
        onInput={({ currentTarget }) => onMeasure({ ...measure, name: currentTarget.value.trim() })}
      />
      <label for={`${id}-formula`}>Formula</label>
      <input
        id={`${id}-formula`}
        ref={formula}
        type="text"
        class="formula"
        maxLength={400}
        value={measure.formula}
        {...told}
        aria-invalid={wrong('formula').length > 0}
        aria-describedby={`${id}-told`}
        onInput={({ currentTarget }) => onMeasure({ ...measure, formula: currentTarget.value })}
      />
      <label for={`${id}-unit`}>Unit</label>
      <input
        id={`${id}-unit`}
        type="text"
        class="unit"
        maxLength={16}
        placeholder="none"
        value={measure.unit ?? ''}
        {...told}
        aria-invalid={wrong('unit').length > 0}
        aria-describedby={`${id}-told`}
        onInput={({ currentTarget: { value } }) => {
          const { unit: _, ...rest } = measure;
          onMeasure(value === '' ? rest : { ...rest, unit: value });
        }}
      />
      <div class="measure-told" id={`${id}-told`} role="status">
        {problems.map((problem) => (
          <FormulaProblem key={problem.message} problem={problem} formula={measure.formula} />
        ))}
      </div>
      <div class="measure-actions">
        <select
          aria-label={`Insert into formula ${index + 1}`}
          value=""
          disabled={disabled}
          onChange={({ currentTarget }) => {
            insert(currentTarget.value);
            currentTarget.value = '';
          }}
        >
          <option value="">Insert …</option>
          <optgroup label="Fields">
            {answer.formulas.fields.map(({ name, unit }) => (
              <option key={name} value={name}>
                {name} ({unit})
              </option>
            ))}
          </optgroup>
          <optgroup label="Functions">
            {answer.formulas.functions.map(({ call }) => (
              <option key={call} value={call}>
                {call}
              </option>
            ))}
          </optgroup>
        </select>
        <button
          type="button"
          disabled={disabled}
          aria-label={`Remove ${measure.name || `measure ${index + 1}`}`}
          onClick={onRemove}
        >
          Remove
        </button>
      </div>
      <LiveValue measure={measure} choice={choice} />
    </li>
  );
}
