import { usePage } from '../store/storeContext.ts';
import { missingPlacements } from '../store/wearing.ts';
import { SensorRow } from './SensorRow.tsx';
import { placementName } from './sideName.ts';

/** `onLive` shows the live view, where the instructions of a calibration are. */
export function SetupView({ onLive }: { readonly onLive: () => void }) {
  const { store } = usePage();
  const replaying = store.replay.value !== null;
  return (
    <section class="setup" aria-label="Set-up">
      {replaying ? <ReplayNote /> : <Sensors />}
      {!replaying && <Session onLive={onLive} />}
      <p class="notice-line" role="status">
        {store.notice.value}
      </p>
    </section>
  );
}

function ReplayNote() {
  return (
    <>
      <h2>Sensors</h2>
      <p class="empty">
        This is a replay, so there are no sensors to set up. Start the hub with sensors switched on
        to measure.
      </p>
    </>
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

function Session({ onLive }: { readonly onLive: () => void }) {
  const { store } = usePage();
  const { calibration, calibrationStage, reps } = store.snapshot.value;
  const calibrate = (type: 'recalibrate' | 'lyingPose') => {
    if (store.send({ type })) onLive();
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
        <button type="button" onClick={() => store.send({ type: 'newSet' })}>
          New set
        </button>
      </div>
    </>
  );
}
