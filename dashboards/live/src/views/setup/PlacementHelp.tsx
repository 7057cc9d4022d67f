import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import { axisName } from '../../store/sensorCondition.ts';
import { placementName } from '../sideName.ts';
import { segmentOf, WHERE } from './places.ts';

interface PlacementHelpProps {
  readonly place: Placement;
  readonly sensors: readonly SensorStatus[];
}

/** Where exactly the sensor of one place sits, how tight, and which way up. */
export function PlacementHelp({ place, sensors }: PlacementHelpProps) {
  const worn = sensors.find(({ placement }) => placement === place);
  return (
    <div class="placement-help">
      <p>
        <strong>{placementName(place)}.</strong> {WHERE[segmentOf(place)]}
      </p>
      <p>
        {worn ? wayUp(worn) : 'Which way up it sits matters little: the calibration finds out.'}
      </p>
    </div>
  );
}

function wayUp({ name, upAxis }: SensorStatus): string {
  const axis = axisName(upAxis);
  return axis === null
    ? `${name} may sit any way up: the calibration finds out.`
    : `${name} sits with its ${axis} axis towards your head.`;
}
