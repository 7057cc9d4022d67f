import type { PipelineInput } from '../model/events.ts';
import { type Placement, placementOf, SIDES, type Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';

/** The sensors of a leg that wore both. */
export interface LegSensors {
  readonly side: Side;
  readonly thigh: SensorId;
  readonly shank: SensorId;
}

/** Which sensor was worn where in a recording, the last one where it changed. */
export class WornLegs {
  readonly #sensors = new Map<Placement, SensorId>();

  see(input: PipelineInput): void {
    if (input.type === 'placed' && input.placement !== null) {
      this.#sensors.set(input.placement, input.sensorId);
    }
  }

  get placements(): Placement[] {
    return [...this.#sensors.keys()];
  }

  legs(): LegSensors[] {
    return SIDES.flatMap((side) => {
      const thigh = this.#sensors.get(placementOf(side, 'thigh'));
      const shank = this.#sensors.get(placementOf(side, 'shank'));
      return thigh && shank ? [{ side, thigh, shank }] : [];
    });
  }
}
