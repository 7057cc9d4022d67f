import { createHubClock } from '../../hub/hubClock.ts';
import type { Placement } from '../../model/placement.ts';
import type { BleSettings } from '../../sensors/ble/index.ts';
import { createVirtualRadio } from '../../simulator/radio/createVirtualRadio.ts';
import { simulateSquatSession } from '../../simulator/squatSession.ts';
import { makeInTurn } from '../makesOption.ts';
import { readyRadio } from '../radio.ts';
import { virtualPlacements } from '../virtualPlacements.ts';
import type { ReachFlags } from './sensorFlags.ts';

/**
 * Runs a job with what reaches sensors: this computer's adapter, or a virtual one with four in range.
 * The job is told where virtual sensors are worn, which is known of no others.
 */
export async function withRadio<T>(
  { virtualSensors = false, makes, bleStack: stack }: ReachFlags,
  job: (settings: BleSettings, worn: ReadonlyMap<string, Placement> | null) => Promise<T>,
): Promise<T> {
  const clock = createHubClock();
  if (!virtualSensors) {
    await readyRadio(stack);
    return job({ clock, stack }, null);
  }
  const make = makeInTurn(makes);
  const radio = createVirtualRadio(simulateSquatSession({}).feeds, { clock, stack, make });
  radio.start();
  try {
    return await job({ clock, nobleFactory: radio.nobleFactory }, virtualPlacements(radio));
  } finally {
    radio.stop();
  }
}
