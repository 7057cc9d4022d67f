import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { Help } from '../help/Help.tsx';
import { SettingInput } from './SettingInput.tsx';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import { isSame, startedValue, valueAt, valueBelow, valueText } from './settingValues.ts';

interface SettingRowProps {
  readonly field: SettingField;
  readonly answer: SettingsAnswer;
}

/** One setting: what it is called, its value, what it means, and what is wrong with it. */
export function SettingRow({ field, answer }: SettingRowProps) {
  const desk = SETTINGS_DRAFT;
  const id = `setting-${field.path.join('-').replaceAll('.', '_')}`;
  const given = valueAt(desk.draft.value, field.path);
  const problems = desk.problemsOf(field);
  const warnings = desk.check.value.warnings.filter(({ path }) => isSame(path, field.path));
  const fallback = valueAt(answer.defaults, field.path);
  const isFixed = answer.readOnly !== null || startedValue(answer, field.path) !== undefined;
  return (
    <li class="setting" data-state={stateOf(field, answer)?.state ?? 'default'}>
      <div class="setting-head">
        <label for={id}>{field.label}</label>
        <StateWord field={field} answer={answer} />
        <Help about={field.label}>
          <p>{field.effect}</p>
          <p>
            In files: <code>{field.path.join('.')}</code>
          </p>
        </Help>
      </div>
      <div class="setting-value">
        <SettingInput
          field={field}
          id={id}
          value={desk.valueOf(field)}
          isInvalid={problems.length > 0}
          disabled={isFixed}
          onValue={(value) => desk.set(field, value)}
        />
        <p class="setting-default soft">
          Default:{' '}
          {field.optional && fallback === undefined
            ? openWords(field, answer)
            : valueText(field, fallback)}
          {given !== undefined && !isFixed && (
            <button
              type="button"
              aria-label={`Back to default: ${field.label}`}
              onClick={() => desk.set(field, undefined)}
            >
              Back to default
            </button>
          )}
        </p>
      </div>
      <p class="setting-meaning">{field.meaning}</p>
      <p class="setting-told" id={`${id}-told`} role="status">
        {problems.map(({ message, found }) => (
          <span key={message} class="setting-problem">
            <span aria-hidden="true">✕ </span>
            {found !== '' && `Found ${found}; `}
            {message}.
          </span>
        ))}
        {warnings.map(({ message }) => (
          <span key={message} class="setting-warning">
            <span aria-hidden="true">! </span>
            {message}.
          </span>
        ))}
      </p>
    </li>
  );
}

/** Rules of one kind of movement that are left open go by those of all. */
function openWords(field: SettingField, { next }: SettingsAnswer): string {
  const [, rep, kind, name] = field.path;
  if (rep !== 'rep' || kind === 'default') return valueText(field, undefined);
  const ofAll = valueAt(next, ['thresholds', 'rep', 'default', name]);
  return `as Repetitions, ${valueText(field, ofAll)}`;
}

interface State {
  readonly state: 'edited' | 'kept' | 'file' | 'flag' | 'chosen';
  readonly word: string;
}

function StateWord(props: SettingRowProps) {
  const state = stateOf(props.field, props.answer);
  return state && <span class="setting-state">{state.word}</span>;
}

/** Where the value comes from, where it is not the default. */
function stateOf({ path, label }: SettingField, answer: SettingsAnswer): State | null {
  const { started, kept, defaults } = answer;
  if (answer.readOnly !== null) return null;
  const now = valueAt(SETTINGS_DRAFT.draft.value, path);
  if (valueAt(started.file, path) !== undefined) {
    return { state: 'file', word: 'set by the file of this start, which goes first' };
  }
  if (valueAt(started.flags, path) !== undefined) {
    return { state: 'flag', word: 'set by the start of the hub, which goes first' };
  }
  if (!isSame(now, valueAt(kept, path))) return { state: 'edited', word: 'changed, not kept yet' };
  if (now !== undefined) return { state: 'kept', word: 'kept' };
  if (isSame(valueBelow(answer, path), valueAt(defaults, path))) return null;
  // Leg lengths follow from the height of the participant.
  return {
    state: 'chosen',
    word: label.endsWith('length') ? 'from the height' : 'chosen for the session',
  };
}
