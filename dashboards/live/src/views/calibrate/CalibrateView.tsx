import { useRef } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';
import { CalibrationGuide } from '../CalibrationGuide.tsx';
import { WarningLines } from '../CalibrationWarning.tsx';
import { ReplayNote } from '../ReplayNote.tsx';
import { toTopOf } from '../toTopOf.ts';
import { CalibrationActions } from './CalibrationActions.tsx';
import { SideCheckGuide, SideCheckResultLine } from './SideCheckCard.tsx';
import { Verdict } from './Verdict.tsx';

/** Before the hub has told of a step, and without sensors. */
const NO_SENSORS = {
  stage: 'waitingForSensors',
  instruction: 'Put the sensors on: thigh and shank of each leg',
  done: 0,
  wanted: 0,
} as const;

/** Leads through a calibration, says what it came to and what to do then. */
export function CalibrateView() {
  const { store } = usePage();
  const view = useRef<HTMLElement>(null);
  if (store.replay.value !== null) {
    return (
      <section class="calibrate" aria-label="Calibrate">
        <ReplayNote title="Calibrate" needs="there is nobody to calibrate" />
      </section>
    );
  }
  const { calibration, calibrationStage, sideCheck } = store.snapshot.value;
  const stage = calibrationStage ?? NO_SENSORS;
  const done = stage.stage === 'done';
  const lifting = sideCheck?.result === 'waiting';
  return (
    <section class="calibrate" aria-label="Calibrate" ref={view}>
      <h2 class="visually-hidden">Calibrate</h2>
      {lifting && <SideCheckGuide sentence={sideCheck.sentence} />}
      {!lifting && !done && <CalibrationGuide stage={stage} />}
      {sideCheck && <SideCheckResultLine {...sideCheck} />}
      {calibration && (done || calibration.verdict === 'redo') && !lifting && (
        <Verdict calibration={calibration} />
      )}
      {done && <WarningLines />}
      {done && !lifting && (
        <a class="primary-link" href="#live">
          Go to Live
        </a>
      )}
      <CalibrationActions onSent={() => toTopOf(view.current)} />
      <p class="notice-line" role="status">
        {store.notice.value}
      </p>
    </section>
  );
}
