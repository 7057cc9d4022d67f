import type { ControlInput } from '../model/events.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PlacementStore } from './placementStore.ts';
import type { SensorRegistry } from './sensorRegistry.ts';
import type { SessionIntake } from './sessionIntake.ts';

export interface PlacedIn {
  readonly placements: PlacementStore;
  readonly registry: SensorRegistry;
  readonly intake: SessionIntake;
}

/**
 * Puts a sensor on the body, or takes it off, from now on. A place on the body holds one sensor: whoever
 * wore it before is taken off.
 * @returns resolves when it is on the disk
 */
export function placeSensor(
  sensorId: SensorId,
  placement: Placement | null,
  { placements, registry, intake }: PlacedIn,
): Promise<unknown> {
  const writes: Promise<void>[] = [];
  const previous = placement === null ? null : placements.wearerOf(placement);
  if (previous !== null && previous !== sensorId) {
    writes.push(placements.set(previous, null));
    const known = registry.description(previous);
    if (known) intake.accept(placed(intake.stamp(), known.id, null));
  }
  writes.push(placements.set(sensorId, placement));
  intake.accept(placed(intake.stamp(), sensorId, placement));
  return Promise.all(writes);
}

export function placed(
  timeUs: number,
  sensorId: SensorId,
  placement: Placement | null,
): ControlInput {
  return { type: 'placed', timeUs, sensorId, placement };
}
