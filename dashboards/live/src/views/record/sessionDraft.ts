import { type AssessmentId, isAssessmentId } from '../../../../../src/model/assessment.ts';
import { PSEUDONYM } from '../../../../../src/model/pseudonym.ts';

export const SUBJECT_RULE =
  'A pseudonym, never a name: up to 32 letters, digits, “-” and “_”, such as P-7F3K.';

export const NUMBER_RANGES = {
  heightM: { low: 1.2, high: 2.2, unit: 'm' },
  toeOutDeg: { low: 0, high: 40, unit: '°' },
  loadKg: { low: 0, high: 400, unit: 'kg' },
  boxHeightCm: { low: 0, high: 150, unit: 'cm' },
} as const;

type NumberField = keyof typeof NUMBER_RANGES;

/** What stands in the fields of the form, as typed. */
export interface SessionDraft extends Readonly<Record<NumberField, string>> {
  readonly subject: string;
  readonly protocol: string;
  /** Empty for free practice. */
  readonly assessment: string;
  readonly footwear: string;
  readonly band: string;
  readonly conditions: string;
}

export type DraftProblems = Readonly<Partial<Record<keyof SessionDraft, string>>>;

/** What the hub is asked for. */
export interface SessionWish {
  readonly subject: string;
  readonly protocol?: string;
  readonly assessment: AssessmentId | null;
  readonly heightM?: number;
  /** Of both feet. */
  readonly toeOutDeg?: number;
  /** null says that there is none any more: what is not given stays as it was. */
  readonly facts?: Readonly<Record<string, string | number | null>>;
}

/** What is wrong in which field, in a sentence with what is valid; empty where all is well. */
export function problemsOf(draft: SessionDraft): DraftProblems {
  const problems: Partial<Record<keyof SessionDraft, string>> = {};
  if (!PSEUDONYM.test(draft.subject.trim())) {
    const found = draft.subject.trim();
    problems.subject =
      found === '' ? 'Needed.' : `“${found.slice(0, 40)}” is no pseudonym of that kind.`;
  }
  for (const field of NUMBER_FIELDS) {
    const { low, high, unit } = NUMBER_RANGES[field];
    const text = draft[field].trim();
    if (text === '') continue;
    const value = numberOf(text);
    if (value === null || value < low || value > high) {
      problems[field] = `Valid are ${low} to ${high} ${unit}.`;
    }
  }
  return problems;
}

const NUMBER_FIELDS = Object.keys(NUMBER_RANGES) as readonly NumberField[];

/**
 * Of a draft without problems. A condition that was emptied is none any more; one that was not touched is
 * not spoken of.
 * @param start the draft before anything was typed
 */
export function wishOf(draft: SessionDraft, start: SessionDraft): SessionWish {
  const protocol = draft.protocol.trim();
  const heightM = numberOf(draft.heightM);
  const toeOutDeg = numberOf(draft.toeOutDeg);
  const facts: Record<string, string | number | null> = {};
  const isTouched = (name: keyof SessionDraft) => draft[name].trim() !== start[name].trim();
  for (const name of ['footwear', 'band', 'conditions'] as const) {
    if (isTouched(name)) facts[name] = draft[name].trim() || null;
  }
  for (const name of ['loadKg', 'boxHeightCm'] as const) {
    if (isTouched(name)) facts[name] = numberOf(draft[name]);
  }
  return {
    subject: draft.subject.trim(),
    ...(protocol !== '' && { protocol }),
    assessment: isAssessmentId(draft.assessment) ? draft.assessment : null,
    ...(heightM !== null && { heightM }),
    ...(toeOutDeg !== null && { toeOutDeg }),
    ...(Object.keys(facts).length > 0 && { facts }),
  };
}

/** Decimal points and commas; null of anything else. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
