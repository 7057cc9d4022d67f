import { z } from 'zod';
import { programmeNote } from '../../model/programmeNote.ts';
import { annotationText, sessionFacts, sessionTag, trialFacts } from '../../model/sessionFacts.ts';

/** Behind a recording's base name: `<id>.session.json`. */
export const SIDECAR_SUFFIX = '.session.json';

export const SIDECAR_VERSION = 1;

const instantUs = z.int().nonnegative();
const who = z.string().min(1).max(64);

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const change = z.object({
  atUs: instantUs,
  by: who,
  /** `facts.loadKg`, `trial 2.name`, `tags`, `annotation 3`. */
  what: z.string().min(1),
  /** null where there was nothing, or is nothing any more. */
  from: value,
  to: value,
});

const annotation = z.object({
  id: z.int().positive(),
  /** Instant it is about; with `untilUs` the stretch. Hub time. */
  timeUs: instantUs,
  untilUs: instantUs.exactOptional(),
  text: annotationText,
  by: who,
});

const saidNote = z.object({
  id: z.int().positive(),
  note: programmeNote,
  by: who,
  atUs: instantUs,
});

/**
 * What was said of a recording after it was made, beside it: the recording itself is never changed.
 * `history` has every change, oldest first.
 */
export const sidecarSchema = z.object({
  schemaVersion: z.literal(SIDECAR_VERSION),
  /** Base name of its recording. */
  recording: z.string().min(1),
  facts: sessionFacts,
  tags: z.array(sessionTag),
  /** By the number of the trial in the recording, counted from 1. */
  trials: z.record(z.string().regex(/^[1-9]\d*$/), trialFacts),
  annotations: z.array(annotation),
  /** Said of the programme after the session, in that order; absent in sidecars of before there were any. */
  programmeNotes: z.array(saidNote).exactOptional(),
  history: z.array(change),
});

export type Sidecar = z.infer<typeof sidecarSchema>;
export type Annotation = z.infer<typeof annotation>;
export type SaidNote = z.infer<typeof saidNote>;
export type SidecarChange = z.infer<typeof change>;
export type SidecarValue = SidecarChange['from'];

export function emptySidecar(recording: string): Sidecar {
  return {
    schemaVersion: SIDECAR_VERSION,
    recording,
    facts: {},
    tags: [],
    trials: {},
    annotations: [],
    history: [],
  };
}
