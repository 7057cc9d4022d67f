import type { SessionMetadata } from '../../../model/session.ts';

/** Recordings of a person that began no longer than this apart are one session, as in programmes. */
const SAME_SESSION_US = 3 * 3600 * 1e6;

/** Where a recording stands in a BIDS data set. */
export interface Placed<R> {
  readonly recording: R;
  /** Letters and digits alone, as BIDS wants them. */
  readonly subject: string;
  readonly session: string;
  readonly task: string;
  readonly run: string;
}

export interface DatasetPlan<R> {
  readonly recordings: readonly Placed<R>[];
  /** Pseudonyms by their labels, in the order of the labels. */
  readonly subjects: ReadonlyMap<string, string>;
}

interface HasSession {
  readonly metadata: SessionMetadata;
}

/**
 * Gives every recording its place: one subject per pseudonym, sessions in the order of time, and
 * runs of the same task within a session.
 */
export function datasetPlan<R extends HasSession>(recordings: readonly R[]): DatasetPlan<R> {
  const inOrder = recordings.toSorted((a, b) => a.metadata.startedUs - b.metadata.startedUs);
  const labels = labelsOf(inOrder.map(({ metadata }) => metadata.subject));
  const latest = new Map<string, { session: number; startedUs: number }>();
  const runs = new Map<string, number>();
  const placed = inOrder.map((recording): Placed<R> => {
    const { subject: pseudonym, startedUs, settings } = recording.metadata;
    const subject = labels.get(pseudonym) ?? legalLabel(pseudonym);
    const before = latest.get(subject);
    const isSame = before !== undefined && startedUs - before.startedUs < SAME_SESSION_US;
    const number = (before?.session ?? 0) + (isSame ? 0 : 1);
    latest.set(subject, { session: number, startedUs });
    const session = twoDigits(number);
    const task = legalLabel(settings.task);
    const key = [subject, session, task].join();
    const run = (runs.get(key) ?? 0) + 1;
    runs.set(key, run);
    return { recording, subject, session, task, run: twoDigits(run) };
  });
  const subjects = [...labels].map(([pseudonym, label]): [string, string] => [label, pseudonym]);
  return { recordings: placed, subjects: new Map(subjects.toSorted(byFirst)) };
}

/** `P-7F3K` is `P7F3K`. */
export function legalLabel(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '') || 'x';
}

/** A label for each pseudonym; two that would have the same get a number behind it. */
function labelsOf(pseudonyms: readonly string[]): Map<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const pseudonym of [...new Set(pseudonyms)].toSorted()) {
    const legal = legalLabel(pseudonym);
    let label = legal;
    // Not told apart by case alone: some file systems could not.
    for (let n = 2; taken.has(label.toLowerCase()); n++) label = `${legal}x${n}`;
    taken.add(label.toLowerCase());
    labels.set(pseudonym, label);
  }
  return labels;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function byFirst([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}
