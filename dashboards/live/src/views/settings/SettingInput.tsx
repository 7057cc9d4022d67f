import { EdgesInput, ListInput } from './NumbersInput.tsx';
import { ScheduleInput } from './ScheduleInput.tsx';
import type { SettingInputProps } from './settingInputProps.ts';
import { numberOf, numberText } from './settingValues.ts';
import { TextInput } from './TextInput.tsx';

/** The input of one setting, by what kind of value it is. */
export function SettingInput(props: SettingInputProps) {
  switch (props.field.kind) {
    case 'flag':
      return <FlagInput {...props} />;
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'numbers':
      return props.field.parts.length === 0 ? <ListInput {...props} /> : <EdgesInput {...props} />;
    case 'schedule':
      return <ScheduleInput {...props} />;
    case 'text':
      return (
        <TextInput
          {...props}
          shown={String(props.value ?? '')}
          read={(text) => (text === '' ? undefined : text)}
          maxLength={props.field.high ?? 100}
        />
      );
    default:
      return (
        <TextInput
          {...props}
          shown={numberText(props.value)}
          read={(text) => (text.trim() === '' ? undefined : numberOf(text))}
          isNumber
        />
      );
  }
}

function FlagInput({ id, value, disabled, onValue }: SettingInputProps) {
  return (
    <label class="switch">
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        disabled={disabled}
        aria-describedby={`${id}-told`}
        onChange={({ currentTarget }) => onValue(currentTarget.checked)}
      />
      <span>{value === true ? 'On' : 'Off'}</span>
    </label>
  );
}

function ChoiceInput({ field, id, value, disabled, isInvalid, onValue }: SettingInputProps) {
  const chosen = field.choices.findIndex((choice) => choice.value === value);
  return (
    <select
      id={id}
      value={String(chosen)}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={`${id}-told`}
      onChange={({ currentTarget }) => onValue(field.choices[Number(currentTarget.value)]?.value)}
    >
      {field.optional && <option value="-1">{field.open || 'Not set'}</option>}
      {field.choices.map(({ label }, i) => (
        <option key={label} value={String(i)}>
          {label}
        </option>
      ))}
    </select>
  );
}
