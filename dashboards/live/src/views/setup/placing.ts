import { signal } from '@preact/signals';
import type { Placement } from '../../../../../src/model/placement.ts';
import type { ControlMessage } from '../../../../../src/stream/client.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import { placementName } from '../sideName.ts';

type Sensors = readonly SensorStatus[];

/** Where something can be dropped: a place on the body, or off it. */
export type DropPlace = Placement | 'off';

/** A sensor under way to its place: by tap, by keyboard or dragged; the hub then does the moving. */
export class Placing {
  /** The sensor that is picked up. */
  readonly heldId = signal<string | null>(null);
  /** Where it would go now. */
  readonly over = signal<DropPlace | null>(null);
  /** Where the pointer is that drags it, in pixels of the window. */
  readonly drag = signal<{ readonly x: number; readonly y: number } | null>(null);
  /** What the hub was asked for last. */
  readonly asked = signal<{ readonly sensorId: string; readonly place: DropPlace } | null>(null);
  /** A worn sensor that was not here and now is, and where. */
  readonly returned = signal<string | null>(null);
  readonly #send: (message: ControlMessage) => boolean;
  #before: ReadonlyMap<string, SensorStatus['link']> | null = null;

  constructor(send: (message: ControlMessage) => boolean) {
    this.#send = send;
  }

  hold(sensorId: string | null): void {
    this.heldId.value = sensorId;
    this.over.value = null;
    this.drag.value = null;
    if (sensorId !== null) {
      this.asked.value = null;
      this.returned.value = null;
    }
  }

  put(sensorId: string, place: DropPlace): void {
    this.hold(null);
    const placement = place === 'off' ? null : place;
    if (this.#send({ type: 'place', sensorId, placement })) this.asked.value = { sensorId, place };
  }

  /** Notices who came back to where it was worn. */
  watch(sensors: Sensors): void {
    const before = this.#before;
    for (const { id, name, link, placement } of sensors) {
      const was = before?.get(id);
      if (before === null || placement === null || link !== 'streaming') continue;
      if (was === undefined || was === 'lost' || was === 'found') {
        this.returned.value = `${name} is back on the ${lower(placement)}, where it was.`;
      }
    }
    this.#before = new Map(sensors.map(({ id, link }) => [id, link]));
    const held = this.heldId.peek();
    if (held !== null && !sensors.some(({ id }) => id === held)) this.hold(null);
  }
}

/** What will happen, is happening or has happened, in one sentence or two. */
export function placingLine(placing: Placing, sensors: Sensors): string {
  const held = sensors.find(({ id }) => id === placing.heldId.value);
  const over = placing.over.value;
  if (held) return over === null ? wayOn(held) : outcome(held, over, sensors);
  const asked = placing.asked.value;
  const sensor = sensors.find(({ id }) => id === asked?.sensorId);
  if (asked && sensor) return asOf(sensor, asked.place);
  return placing.returned.value ?? 'Drag a sensor onto its place. Or tap it, then tap the place.';
}

function wayOn({ name, placement }: SensorStatus): string {
  const where = placement === null ? '' : `, now on the ${lower(placement)}`;
  return `${name}${where}: tap the place where it is worn.`;
}

/** What putting `sensor` there does; a place holds one sensor. */
export function outcome(sensor: SensorStatus, place: DropPlace, sensors: Sensors): string {
  if (place === 'off') return `${sensor.name} comes off.`;
  if (sensor.placement === place) return `${sensor.name} stays on the ${lower(place)}.`;
  const other = sensors.find(({ placement }) => placement === place);
  const moved = `${sensor.name} goes to the ${lower(place)}.`;
  return other ? `${moved} ${other.name} comes off.` : moved;
}

function asOf({ name, placement }: SensorStatus, place: DropPlace): string {
  if ((placement ?? 'off') !== place) return `Telling the hub where ${name} is worn.`;
  return place === 'off'
    ? `${name} is not worn.`
    : `${name} is on the ${lower(place)}. This is kept for next time.`;
}

function lower(placement: Placement): string {
  return placementName(placement).toLowerCase();
}
