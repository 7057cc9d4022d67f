import type { ComponentChildren } from 'preact';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** Its words are long: on a phone it has a row of its own. */
  readonly wide?: boolean;
  /** Options and groups of them. */
  readonly children: ComponentChildren;
}

/** One of several, with its name above it. */
export function Choice({ label, value, onChoose, wide = false, children }: ChoiceProps) {
  return (
    <label class="trends-choice" data-wide={wide}>
      <span class="soft">{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}
