import { useEffect, useState } from 'preact/hooks';
import { getFromHub, HubApiError } from '../../api/hubApi.ts';
import { usePage } from '../../store/storeContext.ts';

interface Listed {
  readonly id: string;
  readonly finished: boolean;
  readonly startedUs: number;
}

/** The report of the participant's newest finished recording: the one that is open has none yet. */
export function ReportLink() {
  const { store } = usePage();
  const { subject = '', session = '' } = store.status.value?.recording ?? {};
  const [finished, setFinished] = useState<Listed | null>(null);
  useEffect(() => {
    if (subject === '') return;
    let isGone = false;
    const path = `recordings?subject=${encodeURIComponent(subject)}`;
    getFromHub<{ recordings: readonly Listed[] }>(path).then(
      ({ recordings }) => {
        if (!isGone) setFinished(recordings.find((each) => each.finished) ?? null);
      },
      (error: unknown) => {
        if (!(error instanceof HubApiError)) throw error;
      },
    );
    return () => {
      isGone = true;
    };
  }, [subject, session]);
  if (finished === null) {
    return <p class="report-link soft">The report is made when the session has ended.</p>;
  }
  const started = new Date(finished.startedUs / 1000).toLocaleString();
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
