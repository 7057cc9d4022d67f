import { useState } from 'preact/hooks';
import type { SettingInputProps } from './settingInputProps.ts';

interface TextInputProps extends SettingInputProps {
  readonly shown: string;
  readonly read: (text: string) => unknown;
  readonly isNumber?: boolean;
  readonly maxLength?: number;
  /** Where a label stands elsewhere. */
  readonly label?: string;
}

/** Holds what is typed until it is left: `2.` is on its way to `2.5`. */
export function TextInput({ field, id, shown, read, isNumber = false, ...props }: TextInputProps) {
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
