import { useEffect, useState } from 'preact/hooks';
import { getFromHub, HubApiError } from '../../api/hubApi.ts';
import { instantText } from '../../store/dateText.ts';
import { usePage } from '../../store/storeContext.ts';
import { NOBODY } from './checks.ts';

interface Listed {
  readonly id: string;
  readonly finished: boolean;
  readonly startedUs: number;
}

interface Found {
  readonly subject: string;
  readonly recording: Listed | null;
}

/** The report of the participant's newest finished recording: the one that is open has none yet. */
export function ReportLink() {
  const { store } = usePage();
  const hello = store.hello.value;
  const { subject = '', session = '', isRecording = false } = store.status.value?.recording ?? {};
  const [found, setFound] = useState<Found | null>(null);
  // The recording before is finished by the time that the next is written, or the hub is back.
  useEffect(() => {
    // Whoever was recorded without a pseudonym may have been another.
    if (subject === '' || subject === NOBODY) return;
    let isGone = false;
    const path = `recordings?subject=${encodeURIComponent(subject)}`;
    getFromHub<{ recordings: readonly Listed[] }>(path).then(
      ({ recordings }) => {
        if (isGone) return;
        setFound({ subject, recording: recordings.find((each) => each.finished) ?? null });
      },
      (error: unknown) => {
        if (!(error instanceof HubApiError)) throw error;
      },
    );
    return () => {
      isGone = true;
    };
  }, [subject, session, isRecording, hello]);
  const finished = found?.subject === subject ? found.recording : null;
  if (finished === null) {
    return <p class="report-link soft">The report is made when the session has ended.</p>;
  }
  const started = instantText(finished.startedUs);
  return (
    <p class="report-link">
      <a
        href={`api/v1/recordings/${encodeURIComponent(finished.id)}/report`}
        target="_blank"
        rel="noopener"
      >
        Report of the earlier session, {started}
      </a>
    </p>
  );
}
