import type { Placement } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import { identityOfAddress, identityOfSerial } from '../protocols/identity.ts';
import type { VirtualRadio } from '../simulator/radio/createVirtualRadio.ts';

/** Where the simulated person wears each virtual sensor, by the identity a hub knows it by. */
export function virtualPlacements({ sensors, twins }: VirtualRadio): Map<SensorId, Placement> {
  return new Map([
    ...sensors.map(({ feed }): [SensorId, Placement] => [feed.sensor.id, feed.placement]),
    ...twins.map(({ feed, address, serial }): [SensorId, Placement] => [
      serial === address ? identityOfAddress(address) : identityOfSerial(serial),
      feed.placement,
    ]),
  ]);
}
