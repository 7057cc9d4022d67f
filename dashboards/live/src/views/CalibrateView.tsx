import { usePage } from '../store/storeContext.ts';
import { CalibrationGuide } from './CalibrationGuide.tsx';
import { ReplayNote } from './ReplayNote.tsx';

export function CalibrateView() {
  const { store } = usePage();
  const stage = store.snapshot.value.calibrationStage;
  return (
    <section class="calibrate" aria-label="Calibrate">
      {store.replay.value !== null ? (
        <ReplayNote title="Calibrate" needs="there is nobody to calibrate" />
      ) : (
        stage && <CalibrationGuide stage={stage} />
      )}
    </section>
  );
}
