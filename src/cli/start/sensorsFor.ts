import type { PlacementStore } from '../../hub/placementStore.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import {
  bluetoothSensors,
  type HubSensors,
  noSensors,
  sensorsInAir,
  virtualSensors,
} from '../sensorSource.ts';
import type { StartFlags } from '../startFlags.ts';

/** What the flags ask for: none beside a recording, simulated ones, or those in the air. */
export function sensorsFor(
  flags: StartFlags,
  clock: HubClock,
  placements: PlacementStore,
): HubSensors {
  if (flags.replay !== undefined) return noSensors();
  if (flags.airSocket !== undefined) {
    return sensorsInAir(clock, flags.airSocket, flags.bleStack);
  }
  if (!flags.virtualSensors) return bluetoothSensors(clock, flags.bleStack);
  const { seed, fppa, height, toeOut, air, makes, bleStack } = flags;
  return virtualSensors(
    clock,
    placements,
    { air, makes, stack: bleStack },
    {
      seed,
      fppaDeg: fppa,
      heightM: height,
      toeOutDeg: { right: toeOut, left: toeOut },
      // Time for the links to come up before the simulated person begins to move.
      standingS: 10,
      repeat: true,
    },
  );
}
