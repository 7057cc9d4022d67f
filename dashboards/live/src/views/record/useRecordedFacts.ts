import { useEffect, useState } from 'preact/hooks';
import { getFromHub, HubApiError } from '../../api/hubApi.ts';

/** What was said of a recording, as far as this view shows it. */
export interface RecordedFacts {
  readonly footwear?: string;
  readonly loadKg?: number;
  readonly band?: string;
  readonly boxHeightCm?: number;
  readonly conditions?: string;
}

/** Those of the session that is recorded; empty where nothing was said, or it cannot be read. */
export function useRecordedFacts(session: string): RecordedFacts {
  const [told, setTold] = useState<{ of: string; facts: RecordedFacts }>({ of: '', facts: {} });
  useEffect(() => {
    if (session === '') return;
    let isGone = false;
    const path = `recordings/${encodeURIComponent(session)}`;
    getFromHub<{ described: RecordedFacts }>(path).then(
      ({ described }) => {
        if (!isGone) setTold({ of: session, facts: described });
      },
      (error: unknown) => {
        if (!(error instanceof HubApiError)) throw error;
      },
    );
    return () => {
      isGone = true;
    };
  }, [session]);
  return told.of === session ? told.facts : {};
}
