import type { CalibrationCheck } from '../../../../src/model/calibration.ts';
import { checkText } from '../../../../src/model/checkText.ts';
import { usePage } from '../store/storeContext.ts';
import { missingPlacements } from '../store/wearing.ts';
import { ReplayNote } from './ReplayNote.tsx';
import { SensorRow } from './SensorRow.tsx';
import { placementName } from './sideName.ts';

/** `onCalibrate` shows the view with the instructions of a calibration. */
export function SetupView({ onCalibrate }: { readonly onCalibrate: () => void }) {
  const { store } = usePage();
  const replaying = store.replay.value !== null;
  return (
    <section class="setup" aria-label="Set-up">
      {replaying ? (
        <ReplayNote title="Sensors" needs="there are no sensors to set up" />
      ) : (
        <Sensors />
      )}
      {!replaying && <Session onCalibrate={onCalibrate} />}
      <p class="notice-line" role="status">
        {store.notice.value}
      </p>
    </section>
  );
}

function Sensors() {
  const sensors = usePage().store.sensors.value;
  return (
    <>
      <h2>Sensors</h2>
      <p class="soft">
        Wear one on the shank and one on the thigh of each leg, then say here which is which.
        Identify makes a sensor show itself.
      </p>
      {sensors.length === 0 ? (
        <p class="empty">No sensor found yet. Switch them on and keep them close to the hub.</p>
      ) : (
        <>
          <ul class="sensor-list">
            {sensors.map((sensor) => (
              <SensorRow key={sensor.id} sensor={sensor} />
            ))}
          </ul>
          <WearingLine />
        </>
      )}
    </>
  );
}

/** Whether anything is still to be put on, in one sentence. */
function WearingLine() {
  const missing = missingPlacements(usePage().store.sensors.value);
  return (
    <p class="wearing" data-complete={missing.length === 0}>
      {missing.length === 0
        ? 'Every leg that is worn has its thigh and its shank sensor streaming.'
        : `Still to come: ${missing.map(placementName).join(', ').toLowerCase()}.`}
    </p>
  );
}

function Session({ onCalibrate }: { readonly onCalibrate: () => void }) {
  const { store } = usePage();
  const { calibration, calibrationStage, reps, sideCheck, reusable } = store.snapshot.value;
  const calibrate = (type: 'recalibrate' | 'lyingPose') => {
    if (store.send({ type })) onCalibrate();
  };
  const reuse = () => {
    if (store.send({ type: 'reuseCalibration' })) onCalibrate();
  };
  return (
    <>
      <h2>Session</h2>
      <dl class="session-facts">
        <div>
          <dt>Calibration</dt>
          <dd data-fact="calibration">
            {calibration?.verdict ?? calibrationStage?.instruction ?? 'not begun'}
          </dd>
          {calibration?.reasons.map((reason) => (
            <dd key={reason} class="soft">
              {reason}
            </dd>
          ))}
        </div>
        <div>
          <dt>Reps in this set</dt>
          <dd data-fact="reps">{reps.length}</dd>
        </div>
      </dl>
      {sideCheck && (
        <p class="soft" role="status" data-side-check={sideCheck.result}>
          {sideCheck.sentence}
        </p>
      )}
      {calibration && calibration.checks?.length > 0 && <Checks checks={calibration.checks} />}
      <div class="actions">
        <button type="button" onClick={() => calibrate('recalibrate')}>
          Calibrate again
        </button>
        <button
          type="button"
          title="Lying with the kneecaps up tells the axes of the knee better"
          onClick={() => calibrate('lyingPose')}
        >
          Calibrate, lying first
        </button>
        {reusable && (
          <button type="button" onClick={reuse}>
            Use the calibration of {new Date(reusable.timeUs / 1000).toLocaleString()}
          </button>
        )}
        <button type="button" onClick={() => store.send({ type: 'checkSides' })}>
          Check right and left
        </button>
        <button type="button" onClick={() => store.send({ type: 'newSet' })}>
          New set
        </button>
      </div>
    </>
  );
}

/** Every figure of the calibration, the ones short of good first. */
function Checks({ checks }: { readonly checks: readonly CalibrationCheck[] }) {
  const sorted = [...checks].sort(
    (a, b) => Number(a.verdict === 'good') - Number(b.verdict === 'good'),
  );
  const good = checks.filter(({ verdict }) => verdict === 'good').length;
  return (
    <details class="calibration-checks">
      <summary>
        {good} of {checks.length} checks of the calibration are good
      </summary>
      <ul>
        {sorted.map((check) => (
          <li key={`${check.name} ${check.about}`} data-verdict={check.verdict}>
            {checkText(check)}
          </li>
        ))}
      </ul>
    </details>
  );
}
