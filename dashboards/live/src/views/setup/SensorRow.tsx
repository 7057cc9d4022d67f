import { isPlacement, PLACEMENTS } from '../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';
import { formatWhole } from '../store/formatValue.ts';
import { usePage } from '../store/storeContext.ts';
import { placementName } from './sideName.ts';

const LINK_TEXT: Readonly<Record<SensorStatus['link'], string>> = {
  found: 'found',
  linking: 'connecting',
  streaming: 'streaming',
  lost: 'lost, trying again',
};

const NOT_WORN = 'none';

/**
 * One sensor: its link, how it does, where it is worn, and a way to tell which one it is. What is
 * wrong with it is said while it does not stream: after that it is over.
 */
export function SensorRow({ sensor }: { readonly sensor: SensorStatus }) {
  const { store } = usePage();
  const { id, name, placement, link, problem } = sensor;
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
      <SensorFacts sensor={sensor} />
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
      {problem !== null && link !== 'streaming' && (
        <p class="sensor-problem">
          <WarningShape />
          {problem}
        </p>
      )}
    </li>
  );
}

function SensorFacts({ sensor }: { readonly sensor: SensorStatus }) {
  const { link, rateHz, batteryPercent, rssiDbm } = sensor;
  const { lostSamples, refilledSamples, lateSamples, reconnects } = sensor;
  return (
    <dl class="sensor-facts">
      <Fact name="Rate" value={link === 'streaming' ? `${Math.round(rateHz)} Hz` : '–'} />
      <Fact name="Battery" value={batteryPercent === null ? '–' : `${batteryPercent} %`} />
      <Fact name="Signal" value={rssiDbm === null ? '–' : `${formatWhole(rssiDbm)} dBm`} />
      <Fact name="Lost" value={String(lostSamples)} />
      <Fact name="Refilled" value={String(refilledSamples)} />
      <Fact name="Late" value={String(lateSamples)} />
      <Fact name="Reconnected" value={`${reconnects}×`} />
    </dl>
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

function WarningShape() {
  return (
    <svg class="warning-shape" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2L23 21.5H1z" />
      <path class="mark" d="M12 9v6M12 17v2.2" />
    </svg>
  );
}
