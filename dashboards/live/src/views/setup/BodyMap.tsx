import { useRef } from 'preact/hooks';
import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import { CONDITION_WORD, type SensorCondition } from '../../store/sensorCondition.ts';
import { placementName } from '../sideName.ts';
import { BodyFigure } from './BodyFigure.tsx';
import { ConditionShape } from './ConditionShape.tsx';
import { MAP_PLACES, neighbour } from './places.ts';
import type { Placing } from './placing.ts';
import { useSensorDrag } from './useSensorDrag.ts';

interface BodyMapProps {
  readonly placing: Placing;
  readonly sensors: readonly SensorStatus[];
  readonly conditionOf: (sensor: SensorStatus) => SensorCondition;
  readonly needed: readonly Placement[];
  /** The place whose explanation is shown. */
  readonly shown: Placement | null;
  readonly onShow: (place: Placement) => void;
}

/** The legs as in a mirror; every place says which sensor it has and takes another. */
export function BodyMap(props: BodyMapProps) {
  const { placing, sensors, conditionOf, needed, shown, onShow } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const worn = new Map<Placement, SensorCondition>();
  for (const sensor of sensors) {
    if (sensor.placement !== null) worn.set(sensor.placement, conditionOf(sensor));
  }
  const move = (event: KeyboardEvent, place: Placement) => {
    const next = neighbour(place, event.key);
    if (next === null) return;
    event.preventDefault();
    focusPlace(root.current, next);
  };
  return (
    <fieldset class="body-map" ref={root} data-holding={placing.heldId.value !== null}>
      <legend class="visually-hidden">Places on the body, as in a mirror</legend>
      <p class="map-side left">Your left</p>
      <p class="map-side right">Your right</p>
      <BodyFigure worn={worn} shown={shown} />
      {MAP_PLACES.map((place) => {
        const sensor = sensors.find(({ placement }) => placement === place) ?? null;
        return (
          <PlaceCard
            key={place}
            place={place}
            sensor={sensor}
            condition={worn.get(place) ?? 'empty'}
            isNeeded={needed.includes(place)}
            placing={placing}
            onShow={() => onShow(place)}
            onKeyDown={(event) => move(event, place)}
          />
        );
      })}
    </fieldset>
  );
}

/** Moves the focus to a place of the map inside `root`. */
export function focusPlace(root: ParentNode | null, place: Placement): void {
  root?.querySelector<HTMLElement>(`.place[data-place="${place}"]`)?.focus();
}

interface PlaceCardProps {
  readonly place: Placement;
  readonly sensor: SensorStatus | null;
  readonly condition: SensorCondition | 'empty';
  readonly isNeeded: boolean;
  readonly placing: Placing;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function PlaceCard(props: PlaceCardProps) {
  const { place, sensor, condition, isNeeded, placing, onShow, onKeyDown } = props;
  const heldId = placing.heldId.value;
  const press = () => {
    if (heldId === null) placing.hold(sensor?.id ?? null);
    else if (heldId === sensor?.id) placing.hold(null);
    else placing.put(heldId, place);
  };
  const drag = useSensorDrag(placing, sensor?.id ?? null, press);
  const aim = () => {
    onShow();
    if (placing.heldId.peek() !== null) placing.over.value = place;
  };
  return (
    <button
      type="button"
      class="place"
      data-place={place}
      data-condition={condition}
      data-needed={isNeeded}
      data-over={placing.over.value === place}
      data-held={heldId !== null && heldId === sensor?.id}
      onFocus={aim}
      onPointerEnter={aim}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <span class="place-name">{placementName(place)}</span>
      <span class="place-sensor">{sensor?.name ?? (isNeeded ? 'needed' : 'extra')}</span>
      <span class="place-state">
        <ConditionShape of={condition} />
        {condition === 'empty' ? 'empty' : CONDITION_WORD[condition]}
      </span>
    </button>
  );
}
