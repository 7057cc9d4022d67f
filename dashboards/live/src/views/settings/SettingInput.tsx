import { useState } from 'preact/hooks';
import { BandStrip } from './BandStrip.tsx';
import { ScheduleInput } from './ScheduleInput.tsx';
import type { SettingInputProps } from './settingInputProps.ts';
import { numberOf, numberText } from './settingValues.ts';

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

interface TextInputProps extends SettingInputProps {
  readonly shown: string;
  readonly read: (text: string) => unknown;
  readonly isNumber?: boolean;
  readonly maxLength?: number;
  /** Where a label stands elsewhere. */
  readonly label?: string;
}

/** Holds what is typed until it is left: `2.` is on its way to `2.5`. */
function TextInput({ field, id, shown, read, isNumber = false, ...props }: TextInputProps) {
  const { isInvalid, disabled, onValue, maxLength = 40, label } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span class="setting-text" data-number={isNumber}>
      <input
        id={id}
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        value={typed ?? shown}
        maxLength={maxLength}
        autocomplete="off"
        spellcheck={false}
        disabled={disabled}
        aria-invalid={isInvalid}
        aria-label={label}
        aria-describedby={label === undefined ? `${id}-told` : undefined}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          onValue(read(currentTarget.value));
        }}
        onBlur={() => setTyped(null)}
      />
      {field.unit !== '' && <span class="soft">{field.unit}</span>}
    </span>
  );
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
      {field.optional && <option value="-1">Not set</option>}
      {field.choices.map(({ label }, i) => (
        <option key={label} value={String(i)}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Edges of bands, and ranges: a number for each, in order. */
function EdgesInput(props: SettingInputProps) {
  const { field, id, value, onValue } = props;
  const numbers: readonly unknown[] = Array.isArray(value) ? value : [];
  const isBand = field.path[1] === 'bands';
  return (
    <div class="setting-edges">
      <div class="edge-inputs">
        {field.parts.map((part, i) => (
          <div key={part} class="edge-input">
            <span class="soft" aria-hidden="true">
              {part}
            </span>
            <TextInput
              {...props}
              id={i === 0 ? id : `${id}-${i}`}
              label={`${field.label}, ${part}`}
              shown={numberText(numbers[i])}
              read={(text) => field.parts.map((_, j) => (j === i ? numberOf(text) : numbers[j]))}
              onValue={onValue}
              isNumber
            />
          </div>
        ))}
      </div>
      {isBand && <BandStrip edges={numbers} isValid={!props.isInvalid} />}
    </div>
  );
}

/** As many numbers as somebody likes, with spaces between them. */
function ListInput(props: SettingInputProps) {
  const numbers: readonly unknown[] = Array.isArray(props.value) ? props.value : [];
  return (
    <TextInput
      {...props}
      shown={numbers.map(numberText).join('  ')}
      read={(text) => {
        const parts = text.split(/[\s;]+/).filter((part) => part !== '');
        return parts.length === 0
          ? undefined
          : parts.map((part) => numberOf(part.replace(/,$/, '')));
      }}
      maxLength={200}
    />
  );
}
