import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import type { SensorCondition } from '../../store/sensorCondition.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { SensorRow } from './SensorRow.tsx';

interface SensorListProps {
  readonly sensors: readonly SensorStatus[];
  readonly conditionOf: (sensor: SensorStatus) => SensorCondition;
}

export function SensorList({ sensors, conditionOf }: SensorListProps) {
  return (
    <section class="setup-card sensors-found" aria-labelledby="sensors-found">
      <div class="head-with-help">
        <h2 id="sensors-found">Sensors found</h2>
        <HelpOn about="the figures of a sensor" terms={['link', 'lowRate', 'noData']} />
      </div>
      {sensors.length === 0 ? (
        <p class="soft">None yet.</p>
      ) : (
        <>
          <p class="soft">Identify makes a sensor show itself, so that you know which is which.</p>
          <ul class="sensor-list">
            {sensors.map((sensor) => (
              <SensorRow key={sensor.id} sensor={sensor} condition={conditionOf(sensor)} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
