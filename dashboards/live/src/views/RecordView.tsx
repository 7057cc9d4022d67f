import { usePage } from '../store/storeContext.ts';
import { ReplayNote } from './ReplayNote.tsx';

export function RecordView() {
  const { store } = usePage();
  return (
    <section class="record" aria-label="Record">
      {store.replay.value !== null ? (
        <ReplayNote title="Record" needs="nothing is recorded" />
      ) : (
        <h2>Record</h2>
      )}
    </section>
  );
}
