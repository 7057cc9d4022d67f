import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** The rule it follows; shown always. */
  readonly rule?: string;
  /** What is wrong with what stands in it; empty where nothing is. */
  readonly problem?: string;
  readonly maxLength?: number;
  readonly isNumber?: boolean;
  readonly isLong?: boolean;
}

/** A text field with its rule and, in a line that is kept free, its problem. */
export function Field({
  label,
  value,
  onValue,
  rule = '',
  problem = '',
  maxLength = 100,
  isNumber = false,
  isLong = false,
}: FieldProps) {
  const id = useId();
  const told = {
    id,
    value,
    maxLength,
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': `${id}-told`,
    'aria-invalid': problem !== '',
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea rows={2} {...told} onInput={(event) => onValue(event.currentTarget.value)} />
      ) : (
        <input
          type="text"
          inputMode={isNumber ? 'decimal' : 'text'}
          {...told}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
      <p id={`${id}-told`} class="field-told">
        {rule !== '' && <span class="soft">{rule} </span>}
        <span class="field-problem" role="status">
          {problem}
        </span>
      </p>
    </div>
  );
}
