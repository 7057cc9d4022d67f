import { useEffect, useRef } from 'preact/hooks';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import type { SensorCondition } from '../../store/sensorCondition.ts';
import { placementName } from '../sideName.ts';
import { ConditionShape } from './ConditionShape.tsx';
import { type Placing, placingLine } from './placing.ts';
import { useSensorDrag } from './useSensorDrag.ts';

interface SensorTrayProps {
  readonly placing: Placing;
  readonly sensors: readonly SensorStatus[];
  readonly conditionOf: (sensor: SensorStatus) => SensorCondition;
  /** A sensor was picked up by keyboard: where it should go next. */
  readonly onPickedByKey: () => void;
}

/** The connected sensors to pick up, what happens with the one in hand, and the way off the body. */
export function SensorTray({ placing, sensors, conditionOf, onPickedByKey }: SensorTrayProps) {
  const held = sensors.find(({ id }) => id === placing.heldId.value);
  return (
    <div class="sensor-tray">
      <p class="placing-line" role="status">
        {placingLine(placing, sensors)}
      </p>
      <ul class="sensor-chips">
        {sensors.map((sensor) => (
          <li key={sensor.id}>
            <SensorChip
              sensor={sensor}
              condition={conditionOf(sensor)}
              placing={placing}
              onPickedByKey={onPickedByKey}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="take-off"
        data-place="off"
        data-over={placing.over.value === 'off'}
        disabled={!held || held.placement === null}
        onClick={() => held && placing.put(held.id, 'off')}
      >
        Take off{held?.placement ? ` ${held.name}` : ''}
      </button>
      {held && placing.drag.value && <DragGhost name={held.name} at={placing.drag.value} />}
    </div>
  );
}

interface SensorChipProps {
  readonly sensor: SensorStatus;
  readonly condition: SensorCondition;
  readonly placing: Placing;
  readonly onPickedByKey: () => void;
}

function SensorChip({ sensor, condition, placing, onPickedByKey }: SensorChipProps) {
  const isHeld = placing.heldId.value === sensor.id;
  const byKey = useRef(false);
  const press = () => {
    placing.hold(isHeld ? null : sensor.id);
    if (byKey.current && !isHeld) onPickedByKey();
  };
  const drag = useSensorDrag(placing, sensor.id, press);
  return (
    <button
      type="button"
      class="sensor-chip"
      data-sensor={sensor.id}
      aria-pressed={isHeld}
      {...drag}
      onClick={(event) => {
        // The click that a key makes has no presses of a pointer to count.
        byKey.current = event.detail === 0;
        drag.onClick();
      }}
    >
      <ConditionShape of={condition} />
      <span class="chip-text">
        <span class="chip-name">{sensor.name}</span>
        <span class="chip-place">
          {sensor.placement === null ? 'not worn' : placementName(sensor.placement).toLowerCase()}
        </span>
      </span>
    </button>
  );
}

/** The name of what is dragged, under the pointer. */
function DragGhost({ name, at }: { readonly name: string; readonly at: { x: number; y: number } }) {
  const ghost = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ghost.current?.style.setProperty('--ghost-x', `${at.x}px`);
    ghost.current?.style.setProperty('--ghost-y', `${at.y}px`);
  }, [at.x, at.y]);
  return (
    <div class="drag-ghost" ref={ghost} aria-hidden="true">
      {name}
    </div>
  );
}
