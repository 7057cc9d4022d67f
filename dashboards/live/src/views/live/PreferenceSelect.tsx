import type { Preference } from '../../store/preferences.ts';

interface PreferenceSelectProps<T extends string> {
  readonly label: string;
  readonly preference: Preference<T>;
  /** Each value and what it is called, in the order shown. */
  readonly names: readonly (readonly [T, string])[];
}

/** A preference with more than two values. */
export function PreferenceSelect<T extends string>(props: PreferenceSelectProps<T>) {
  const { label, preference, names } = props;
  const choose = (text: string) => {
    const chosen = names.find(([value]) => value === text);
    if (chosen) preference.set(chosen[0]);
  };
  return (
    <label class="preference">
      <span class="soft">{label}</span>
      <select
        value={preference.value.value}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {names.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
