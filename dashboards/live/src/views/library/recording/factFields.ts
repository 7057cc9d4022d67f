import type { FactName } from '../../../../../../src/model/factNames.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { SUBJECT_RULE } from '../../record/sessionDraft.ts';

export interface FactField {
  readonly name: FactName;
  /** Where its group says the rest of what it is called. */
  readonly label?: string;
  /** What is valid; the hub judges. */
  readonly rule?: string;
  readonly kind: 'text' | 'long' | 'number' | 'choice';
  readonly maxLength?: number;
  /** Of a choice, as sent and as read. */
  readonly options?: readonly (readonly [value: string, words: string])[];
}

const PAIN = { kind: 'number', rule: '0 (none) to 10, whole' } as const;
const LEG_LENGTH = { kind: 'number', rule: '0.4 to 1.4, hip to floor' } as const;
const TOE_OUT = { kind: 'number', rule: '−30 to 60, outward +' } as const;

/** All that may be said of a session, in the order in which a person thinks of it. */
export const FACT_GROUPS: readonly {
  readonly name: string;
  readonly fields: readonly FactField[];
}[] = [
  {
    name: 'What was done',
    fields: [
      { name: 'protocol', kind: 'text', rule: 'Empty: as recorded.' },
      { name: 'trial', kind: 'text', rule: 'Such as baseline 2.' },
      { name: 'footwear', kind: 'text' },
      { name: 'band', kind: 'text' },
      { name: 'loadKg', rule: '0 to 400', kind: 'number' },
      { name: 'boxHeightCm', rule: '0 to 150', kind: 'number' },
      { name: 'conditions', kind: 'long', maxLength: 500 },
    ],
  },
  {
    name: 'Pain',
    fields: [
      { name: 'painBefore', label: 'Before', ...PAIN },
      { name: 'painDuring', label: 'During', ...PAIN },
      { name: 'painAfter', label: 'After', ...PAIN },
    ],
  },
  {
    name: 'Who',
    fields: [
      { name: 'subject', kind: 'text', rule: SUBJECT_RULE },
      {
        name: 'dominantSide',
        kind: 'choice',
        options: [
          ['right', 'Right'],
          ['left', 'Left'],
        ],
      },
      { name: 'leftLegLengthM', ...LEG_LENGTH },
      { name: 'rightLegLengthM', ...LEG_LENGTH },
      { name: 'leftToeOutDeg', ...TOE_OUT },
      { name: 'rightToeOutDeg', ...TOE_OUT },
      {
        name: 'consent',
        kind: 'choice',
        options: [
          ['yes', 'Yes'],
          ['no', 'No'],
        ],
      },
      { name: 'consentDay', kind: 'text', rule: 'A day such as 2026-11-22.' },
    ],
  },
  { name: 'Notes', fields: [{ name: 'notes', kind: 'long', maxLength: 2000 }] },
];

export type FactDraft = Readonly<Record<FactName, string>>;

/** What stands in the fields before anything is typed. */
export function draftOf(described: RecordingAnswer['described']): FactDraft {
  const draft: Partial<Record<FactName, string>> = {};
  for (const { name } of FACT_GROUPS.flatMap(({ fields }) => fields)) {
    draft[name] = textOf(described[name]);
  }
  return draft as FactDraft;
}

function textOf(value: string | number | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

/** What was changed, as the hub takes it; what cannot be read as a number it refuses in its own words. */
export function changedFacts(draft: FactDraft, start: FactDraft): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { name, kind } of FACT_GROUPS.flatMap(({ fields }) => fields)) {
    const text = draft[name].trim();
    if (text === start[name].trim()) continue;
    if (text === '') facts[name] = null;
    else if (kind === 'number') facts[name] = numberIn(text) ?? text;
    else if (name === 'consent') facts[name] = text === 'yes';
    else facts[name] = text;
  }
  return facts;
}

/** Decimal points and commas, both kinds of minus; null of anything else. */
function numberIn(text: string): number | null {
  const plain = text.replace(',', '.').replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The hub's sentence by the fields that it names, and what it says of none. */
export function problemsIn(sentence: string): {
  readonly fields: Readonly<Record<string, string>>;
  readonly rest: string;
} {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const part of sentence.split(/; (?=facts\.)/)) {
    const named = /^facts\.(\w+): (.*)$/s.exec(part);
    const [, name, says] = named ?? [];
    if (name === undefined || says === undefined) rest.push(part);
    else fields[name] = `${says.charAt(0).toUpperCase()}${says.slice(1)}.`;
  }
  return { fields, rest: rest.join('; ') };
}
