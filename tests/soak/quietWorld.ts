import { createBleSource } from '../../src/sensors/ble/index.ts';
import type { ImuFeed } from '../../src/simulator/imuFeed.ts';
import { createVirtualRadio } from '../../src/simulator/radio/createVirtualRadio.ts';
import { clock, type RadioWorldOptions } from '../sensors/ble/radioWorld.ts';

/** A radio world that remembers nothing: what grows in an hour is the hub's. */
export function quietWorld(
  feeds: readonly ImuFeed[],
  { stack = 'abandonware', radio: radioOptions, source: sourceOptions }: RadioWorldOptions = {},
) {
  const radio = createVirtualRadio(feeds, { clock, stack, ...radioOptions });
  const source = createBleSource({
    clock,
    nobleFactory: radio.nobleFactory,
    connectionIntervalMs: [7.5, 7.5],
    ...sourceOptions,
  });
  return { radio, source };
}
