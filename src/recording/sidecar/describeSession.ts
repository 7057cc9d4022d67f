import type { SessionMetadata } from '../../model/session.ts';
import type { SessionFacts, TrialFacts } from '../../model/sessionFacts.ts';
import type { Annotation, Sidecar } from './sidecar.ts';

/** A session as it is to be shown: what was recorded, and what was said of it afterwards. */
export interface SessionDescription extends Omit<SessionFacts, 'subject' | 'protocol' | 'notes'> {
  readonly subject: string;
  readonly protocol: string;
  readonly notes: string;
  /** Of the recording, where the sidecar says another. */
  readonly recordedSubject: string;
  readonly tags: readonly string[];
  readonly annotations: readonly Annotation[];
  /** By the number of the trial in the recording. */
  readonly trials: Readonly<Record<string, TrialFacts>>;
}

type Recorded = Pick<SessionMetadata, 'subject' | 'protocol'> &
  Partial<Pick<SessionMetadata, 'notes'>>;

/** What the sidecar says goes before what was recorded. */
export function describeSession(recorded: Recorded, sidecar: Sidecar): SessionDescription {
  const { subject, protocol, notes = '' } = recorded;
  const { facts, tags, annotations, trials } = sidecar;
  return {
    subject,
    protocol,
    notes,
    ...facts,
    recordedSubject: subject,
    tags,
    annotations,
    trials,
  };
}
