import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';

/** Settings as they stand in a file: any part of them, and while somebody types also what is not valid. */
export type Draft = { readonly [name: string]: unknown };

export function valueAt(settings: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isBranch(value) ? Reflect.get(value, name) : undefined),
    settings,
  );
}

/** `draft` with `value` at this place; undefined takes away what stood there. */
export function withValue(draft: Draft, [name, ...rest]: readonly string[], value: unknown): Draft {
  const { [name]: before, ...others } = draft;
  const inner = isBranch(before) && !Array.isArray(before) ? (before as Draft) : {};
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  const isNothing =
    next === undefined || (rest.length > 0 && Object.keys(Object(next)).length === 0);
  return isNothing ? others : { ...others, [name]: next };
}

export function isSame(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b);
}

/** What the start of the hub says, which no change here goes before; undefined where it says nothing. */
export function startedValue({ started }: SettingsAnswer, path: readonly string[]): unknown {
  return valueAt(started.file, path) ?? valueAt(started.flags, path);
}

/** What holds in a place where the draft says nothing. */
export function valueBelow(answer: SettingsAnswer, path: readonly string[]): unknown {
  const { next, kept, defaults } = answer;
  // What the hub says of the next session has the body of a simulated person, and what Record chose.
  if (valueAt(kept, path) === undefined) return valueAt(next, path);
  return startedValue(answer, path) ?? valueAt(defaults, path);
}

/** As a person reads it: `4, 7, 10 °`, `in`, `off`, `not set`. */
export function valueText(field: SettingField, value: unknown): string {
  const { kind, choices, unit, open } = field;
  if (kind === 'flag') return value === true ? 'on' : 'off';
  if (kind === 'measures') return measuresText(value);
  if (kind === 'schedule') return scheduleText(value);
  if (value === undefined) return open || 'not set';
  if (kind === 'choice')
    return choices.find((each) => each.value === value)?.label ?? String(value);
  const numbers = Array.isArray(value) ? value.map(numberText).join(', ') : numberText(value);
  return unit === '' ? numbers : `${numbers} ${unit}`;
}

/** A length of 0.43049999 m is nobody's: as many digits as tell. */
export function numberText(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value ?? '');
}

/** What a person typed as a number; the text itself where it is none, for the hub to say so. */
export function numberOf(text: string): number | string {
  const number = Number(text.trim().replace(',', '.').replace('−', '-'));
  return text.trim() === '' || !Number.isFinite(number) ? text : number;
}

export const SCHEDULES = [
  { id: 'bandwidth', label: 'As it happens; silence is good' },
  { id: 'concurrent', label: 'On every repetition' },
  { id: 'faded', label: 'Fading: on a share of the repetitions' },
  { id: 'terminal rep', label: 'After each repetition' },
  { id: 'terminal set', label: 'After each set' },
  { id: 'selfControlled', label: 'When the person asks' },
  { id: 'off', label: 'None; told as held back' },
] as const;

export function scheduleId(value: unknown): string {
  const kind = valueAt(value, ['kind']) ?? 'bandwidth';
  return kind === 'terminal' ? `terminal ${valueAt(value, ['after'])}` : String(kind);
}

function scheduleText(value: unknown): string {
  const id = scheduleId(value);
  const label = SCHEDULES.find((each) => each.id === id)?.label ?? id;
  return id === 'faded' ? `${label} (step ${valueAt(value, ['step'])})` : label;
}

function measuresText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return 'none';
  return value.map((each) => String(valueAt(each, ['name']) || 'without a name')).join(', ');
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Keys in order, so that two that say the same are the same. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isBranch(each) && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
