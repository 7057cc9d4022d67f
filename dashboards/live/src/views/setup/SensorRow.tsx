import { isPlacement, PLACEMENTS } from '../../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import { formatWhole, NO_VALUE } from '../../store/formatValue.ts';
import {
  CONDITION_WORD,
  isArriving,
  LOW_BATTERY_PERCENT,
  lossText,
  rateText,
  type SensorCondition,
} from '../../store/sensorCondition.ts';
import { usePage } from '../../store/storeContext.ts';
import { placementName } from '../sideName.ts';
import { BatteryLevel } from './BatteryLevel.tsx';
import { ConditionShape } from './ConditionShape.tsx';

const NOT_WORN = 'none';

interface SensorRowProps {
  readonly sensor: SensorStatus;
  readonly condition: SensorCondition;
}

/**
 * One sensor: how it does, where it is worn, and a way to tell which one it is. What is wrong with
 * it is said while it does not stream: after that it is over.
 */
export function SensorRow({ sensor, condition }: SensorRowProps) {
  const { store } = usePage();
  const { id, name, placement, link, problem } = sensor;
  // A sensor is known by its serial, which it has told to nobody yet.
  const isStranger = link === 'found';
  const isLow = (sensor.batteryPercent ?? 100) < LOW_BATTERY_PERCENT;
  const place = (value: string) =>
    store.send({ type: 'place', sensorId: id, placement: isPlacement(value) ? value : null });
  return (
    <li class="sensor" data-link={link} data-condition={condition}>
      <div class="sensor-name">
        <strong>{name}</strong>
        <span class="soft">{id}</span>
      </div>
      <p class="sensor-link">
        <ConditionShape of={condition} />
        {CONDITION_WORD[condition]}
      </p>
      <SensorFacts sensor={sensor} condition={condition} />
      {problem !== null && link !== 'streaming' && <Problem says={problem} />}
      {isLow && <Problem says="Charge it: the battery may not last the session." />}
      {isStranger ? (
        <p class="soft sensor-stranger">
          The hub connects to one sensor after the other. It can be placed once it is connected.
        </p>
      ) : (
        <div class="sensor-controls">
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
        </div>
      )}
    </li>
  );
}

function SensorFacts({ sensor, condition }: SensorRowProps) {
  const { rssiDbm, lateSamples, refilledSamples, reconnects } = sensor;
  return (
    <dl class="sensor-facts">
      <Fact name="Rate" value={isArriving(condition) ? rateText(sensor) : NO_VALUE} />
      <div>
        <dt>Battery</dt>
        <dd>
          <BatteryLevel percent={sensor.batteryPercent} />
        </dd>
      </div>
      <Fact name="Signal" value={rssiDbm === null ? NO_VALUE : `${formatWhole(rssiDbm)} dBm`} />
      <Fact name="Lost" value={lossText(sensor)} />
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

function Problem({ says }: { readonly says: string }) {
  return (
    <p class="sensor-problem">
      <WarningShape />
      {says}
    </p>
  );
}

function WarningShape() {
  return (
    <svg class="warning-shape" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2L23 21.5H1z" />
      <path class="shape-mark" d="M12 9v6M12 17v2.2" />
    </svg>
  );
}
