import { usePage } from '../../store/storeContext.ts';
import { ReplayNote } from '../ReplayNote.tsx';
import type { ViewName } from '../viewChoice.ts';
import { Checklist } from './Checklist.tsx';
import { MarkerPanel } from './MarkerPanel.tsx';
import { RecordingSign } from './RecordingSign.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { TrialPanel } from './TrialPanel.tsx';

/** In the order of use: is it recorded, is all ready, who and what; then trial, markers and result. */
export function RecordView({ onView }: { readonly onView: (view: ViewName) => void }) {
  const { store } = usePage();
  if (store.replay.value !== null) {
    return (
      <section class="record" aria-label="Record">
        <ReplayNote title="Record" needs="nothing is recorded" />
      </section>
    );
  }
  return (
    <section class="record" aria-label="Record">
      <h2 class="visually-hidden">Record</h2>
      <div class="record-grid">
        <div class="record-session">
          <RecordingSign />
          <Checklist onView={onView} />
          <SessionPanel />
        </div>
        <TrialPanel />
        <MarkerPanel />
        <ResultPanel />
      </div>
    </section>
  );
}
