import { useState } from 'preact/hooks';
import type {
  ListedRecording,
  RecoveredAnswer,
} from '../../../../../../src/stream/answers/recordings.ts';
import { HubApiError, sendToHub } from '../../../api/hubApi.ts';
import { recordingsChanged } from '../list/listing.ts';

/** Of a recording that is not closed: why little can be done with it, and what to do. */
export function BrokenNote({ recording }: { readonly recording: ListedRecording }) {
  const { id, recordingNow, finished, durationS, own } = recording;
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (recordingNow) {
    return (
      <p class="rec-notice">
        It is being recorded now. Replay, report and exports are there when the session has ended.
      </p>
    );
  }
  if (finished) {
    if (durationS !== null) return null;
    return (
      <p class="rec-notice" data-warn="true">
        Its index is damaged. Run <code>plumbline recover</code> on its file to build it anew.
      </p>
    );
  }
  const mend = async () => {
    setBusy(true);
    setProblem('');
    try {
      await sendToHub<RecoveredAnswer>(`recordings/${encodeURIComponent(id)}/recover`, {});
      recordingsChanged();
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setProblem(error.message);
    }
    setBusy(false);
  };
  return (
    <div class="rec-notice" data-warn="true">
      <p>
        It broke off before it was closed, as when the power goes. What was written until then can
        be had again; bytes of a torn end are kept beside it.
      </p>
      {own && (
        <button type="button" disabled={isBusy} onClick={() => void mend()}>
          {isBusy ? 'Mending …' : 'Mend it'}
        </button>
      )}
      <p class="form-problem" role="alert">
        {problem}
      </p>
    </div>
  );
}
