import { z } from 'zod';
import { FACT_NAMES } from '../../model/factNames.ts';
import type { ProgrammeNote } from '../../model/programmeNote.ts';
import { programmeNoteWords } from '../../model/programmeNoteWords.ts';
import {
  annotationText,
  type SessionFacts,
  sessionFacts,
  sessionTag,
  TRIAL_FACT_NAMES,
  type TrialFacts,
  trialFacts,
} from '../../model/sessionFacts.ts';
import type { Annotation, SaidNote, Sidecar, SidecarChange, SidecarValue } from './sidecar.ts';

/** Every field of an object or null, which takes it away. */
type Clearable<T> = { readonly [K in keyof T]?: T[K] | null };

/** Facts to say, or with null to take away. */
export type FactsEdit = Clearable<SessionFacts>;

/** What to change; absent parts stay. */
export interface SidecarEdit {
  readonly facts?: FactsEdit;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  /** By the number of the trial. */
  readonly trials?: Readonly<Record<string, Clearable<TrialFacts>>>;
  readonly annotate?: readonly Pick<Annotation, 'timeUs' | 'untilUs' | 'text'>[];
  readonly removeAnnotations?: readonly number[];
  /** Said of the programme; what was said is never taken back, a later word goes before it. */
  readonly programmeNotes?: readonly ProgrammeNote[];
}

function clearable<T extends z.ZodRawShape>(shape: T) {
  const fields = Object.entries(shape).map(([name, field]) => {
    const inner = field instanceof z.ZodExactOptional ? field.unwrap() : field;
    return [name, (inner as z.ZodType).nullable().exactOptional()] as const;
  });
  return z.strictObject(Object.fromEntries(fields));
}

export const factsEdit: z.ZodType<FactsEdit> = clearable(sessionFacts.shape);

const instantUs = z.int('valid are whole microseconds').nonnegative();

/** For edits that come from outside; what is said of the programme comes by a way of its own. */
export const sidecarEdit: z.ZodType<SidecarEdit> = z
  .strictObject({
    facts: factsEdit.exactOptional(),
    addTags: z.array(sessionTag).max(32).exactOptional(),
    removeTags: z.array(z.string()).max(32).exactOptional(),
    trials: z
      .record(
        z.string().regex(/^[1-9]\d{0,3}$/, 'valid is the number of a trial, counted from 1'),
        clearable(trialFacts.shape),
      )
      .exactOptional(),
    annotate: z
      .array(
        z
          .strictObject({
            timeUs: instantUs,
            untilUs: instantUs.exactOptional(),
            text: annotationText,
          })
          .refine(({ timeUs, untilUs = timeUs }) => untilUs >= timeUs, {
            error: 'it ends before it begins',
            path: ['untilUs'],
          }),
      )
      .max(100)
      .exactOptional(),
    removeAnnotations: z.array(z.int()).max(100).exactOptional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, { error: 'nothing is changed by it' });

/** An edit that cannot be made of this sidecar, in a sentence. */
export class SidecarEditError extends Error {
  override name = 'SidecarEditError';
}

/**
 * The sidecar after an edit, each change noted in its history; what is as it was is none.
 * @param by who made it
 * @param atUs when, microseconds since the Unix epoch
 * @throws SidecarEditError of an annotation that is not there
 */
export function edited(sidecar: Sidecar, edit: SidecarEdit, by: string, atUs: number): Sidecar {
  const changes: SidecarChange[] = [];
  const note = (what: string, from: SidecarValue, to: SidecarValue): void => {
    if (from !== to) changes.push({ atUs, by, what, from, to });
  };
  const facts = merged(sidecar.facts, edit.facts ?? {}, FACT_NAMES, (name, from, to) =>
    note(`facts.${name}`, from, to),
  );
  const trials = { ...sidecar.trials };
  for (const [number, given] of Object.entries(edit.trials ?? {})) {
    trials[number] = merged(trials[number] ?? {}, given, TRIAL_FACT_NAMES, (name, from, to) =>
      note(`trial ${number}.${name}`, from, to),
    );
    if (Object.keys(trials[number]).length === 0) delete trials[number];
  }
  const tags = taggedAnew(sidecar.tags, edit);
  note('tags', sidecar.tags.join(' ') || null, tags.join(' ') || null);
  const annotations = annotatedAnew(sidecar, edit, by, note);
  const said = saidAnew(sidecar, edit, by, atUs, note);
  return {
    ...sidecar,
    facts,
    trials,
    tags,
    annotations,
    ...(said.length > 0 && { programmeNotes: said }),
    history: [...sidecar.history, ...changes],
  };
}

function merged<T extends Readonly<Record<string, unknown>>>(
  before: T,
  given: Clearable<T>,
  names: readonly (keyof T & string)[],
  note: (name: string, from: SidecarValue, to: SidecarValue) => void,
): T {
  const after: Record<string, unknown> = { ...before };
  for (const name of names) {
    const to = given[name];
    if (to === undefined) continue;
    note(name, (before[name] ?? null) as SidecarValue, to as SidecarValue);
    if (to === null) delete after[name];
    else after[name] = to;
  }
  return after as T;
}

function taggedAnew(tags: readonly string[], { addTags = [], removeTags = [] }: SidecarEdit) {
  const kept = [...tags, ...addTags].filter((tag) => !removeTags.includes(tag));
  return [...new Set(kept)].sort();
}

function annotatedAnew(
  { annotations, history }: Sidecar,
  { annotate = [], removeAnnotations = [] }: SidecarEdit,
  by: string,
  note: (what: string, from: SidecarValue, to: SidecarValue) => void,
): Annotation[] {
  for (const id of removeAnnotations) {
    const found = annotations.find((each) => each.id === id);
    if (!found) throw new SidecarEditError(`there is no annotation ${id}`);
    note(`annotation ${id}`, found.text, null);
  }
  // A number is never given twice, also not that of one that was taken away.
  const used = history.flatMap(({ what }) => Number(/^annotation (\d+)$/.exec(what)?.[1] ?? 0));
  let id = Math.max(0, ...used, ...annotations.map((each) => each.id));
  const added = annotate.map((each) => {
    id++;
    note(`annotation ${id}`, null, each.text);
    return { id, ...each, by };
  });
  return [...annotations.filter((each) => !removeAnnotations.includes(each.id)), ...added].sort(
    (a, b) => a.timeUs - b.timeUs || a.id - b.id,
  );
}

function saidAnew(
  { programmeNotes: before = [] }: Sidecar,
  { programmeNotes = [] }: SidecarEdit,
  by: string,
  atUs: number,
  note: (what: string, from: SidecarValue, to: SidecarValue) => void,
): SaidNote[] {
  const added = programmeNotes.map((each, i) => {
    const id = before.length + i + 1;
    note(`programme note ${id}`, null, programmeNoteWords(each));
    return { id, note: each, by, atUs };
  });
  return [...before, ...added];
}
