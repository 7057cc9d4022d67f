import { useEffect, useState } from 'preact/hooks';
import type { RecordingStatus } from '../../../../../src/model/liveStatus.ts';
import type { SessionFacts } from '../../../../../src/model/sessionFacts.ts';
import { getFromHub, HubApiError } from '../../api/hubApi.ts';

/** What is in force besides what `status` tells. */
export interface LiveSessionFacts {
  /** null where lengths of the leg were given instead, and where it is not known. */
  readonly heightM: number | null;
  readonly facts: SessionFacts;
}

const NOTHING: LiveSessionFacts = { heightM: null, facts: {} };

/** Asked for anew with each session; nothing where the hub cannot tell. */
export function useLiveSession(recording: RecordingStatus | undefined): LiveSessionFacts {
  const { session = '', subject = '', startedUs = null } = recording ?? {};
  const [told, setTold] = useState(NOTHING);
  useEffect(() => {
    let isGone = false;
    setTold(NOTHING);
    getFromHub<LiveSessionFacts>('live/session').then(
      (found) => {
        if (!isGone) setTold(found);
      },
      (error: unknown) => {
        if (!(error instanceof HubApiError)) throw error;
      },
    );
    return () => {
      isGone = true;
    };
  }, [session, subject, startedUs]);
  return told;
}
