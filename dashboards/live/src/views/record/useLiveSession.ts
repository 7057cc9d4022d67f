import type { RecordingStatus } from '../../../../../src/model/liveStatus.ts';
import type { SessionFacts } from '../../../../../src/model/sessionFacts.ts';
import { type Polled, usePolled } from '../../api/usePolled.ts';

/** What is in force besides what `status` tells. */
export interface LiveSessionFacts {
  /** null where lengths of the leg were given instead, and where it is not known. */
  readonly heightM: number | null;
  readonly subject: string;
  /** In the next session where none is given: of the same person, and of somebody else; null for lengths. */
  readonly nextHeightM: { readonly same: number | null; readonly other: number | null };
  readonly facts: SessionFacts;
}

/** Asked for anew with each session, until the hub has told. */
export function useLiveSession(recording: RecordingStatus | undefined): Polled<LiveSessionFacts> {
  const { session = '', subject = '', startedUs = null } = recording ?? {};
  return usePolled('live/session', null, JSON.stringify([session, subject, startedUs]));
}
