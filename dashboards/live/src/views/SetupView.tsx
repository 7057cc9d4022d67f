import { isPlacement, PLACEMENTS, type Placement } from '../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';
import { formatWhole } from '../store/formatValue.ts';
import { usePage } from '../store/storeContext.ts';

const LINK_TEXT: Readonly<Record<SensorStatus['link'], string>> = {
  found: 'found',
  linking: 'connecting',
  streaming: 'streaming',
  lost: 'lost, trying again',
};

const NOT_WORN = 'none';

function placementName(placement: Placement): string {
  return placement.charAt(0).toUpperCase() + placement.slice(1).replace('_', ' ');
}

export function SetupView() {
  const { store } = usePage();
  const sensors = store.sensors.value;
  return (
    <section class="setup" aria-label="Set-up">
      <h2>Sensors</h2>
      <p class="soft">
        Wear one on the shank and one on the thigh of each leg, then say here which is which.
      </p>
      {sensors.length === 0 ? (
        <p class="empty">No sensor found yet. Switch them on and keep them close to the hub.</p>
      ) : (
        <ul class="sensor-list">
          {sensors.map((sensor) => (
            <SensorRow key={sensor.id} sensor={sensor} />
          ))}
        </ul>
      )}
      <h2>Session</h2>
      <div class="actions">
        <button type="button" onClick={() => store.send({ type: 'recalibrate' })}>
          Start calibration again
        </button>
        <button type="button" onClick={() => store.send({ type: 'newSet' })}>
          New set
        </button>
      </div>
      <p class="notice-line" role="status">
        {store.notice.value}
      </p>
    </section>
  );
}

function SensorRow({ sensor }: { readonly sensor: SensorStatus }) {
  const { store } = usePage();
  const { id, name, placement, link, rateHz, batteryPercent, rssiDbm, lostSamples } = sensor;
  const place = (value: string) =>
    store.send({ type: 'place', sensorId: id, placement: isPlacement(value) ? value : null });
  return (
    <li class="sensor" data-link={link}>
      <div class="sensor-name">
        <strong>{name}</strong>
        <span class="soft">{id}</span>
      </div>
      <p class="sensor-link">
        <span class="lamp" aria-hidden="true" />
        {LINK_TEXT[link]}
      </p>
      <dl class="sensor-facts">
        <Fact name="Rate" value={link === 'streaming' ? `${Math.round(rateHz)} Hz` : '–'} />
        <Fact name="Battery" value={batteryPercent === null ? '–' : `${batteryPercent} %`} />
        <Fact name="Signal" value={rssiDbm === null ? '–' : `${formatWhole(rssiDbm)} dBm`} />
        <Fact name="Lost" value={String(lostSamples)} />
      </dl>
      <label class="placement">
        <span>Worn on</span>
        <select
          value={placement ?? NOT_WORN}
          onChange={(event) => place(event.currentTarget.value)}
          aria-label={`${name} is worn on`}
        >
          <option value={NOT_WORN}>Not worn</option>
          {PLACEMENTS.map((choice) => (
            <option key={choice} value={choice}>
              {placementName(choice)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => store.send({ type: 'identify', sensorId: id })}>
        Identify<span class="visually-hidden"> {name}</span>
      </button>
    </li>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
