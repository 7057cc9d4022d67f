import type { Characteristic, Peripheral } from '@abandonware/noble';
import type { ImuFeed } from '../../../../src/simulator/imuFeed.ts';
import {
  createVirtualRadio,
  type VirtualRadioOptions,
} from '../../../../src/simulator/radio/createVirtualRadio.ts';
import type { Uuid } from '../../../../src/simulator/radio/gattTable.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import type { SensorTwin } from '../../../../src/simulator/radio/makes/sensorTwin.ts';
import { simulateSquatSession } from '../../../../src/simulator/squatSession.ts';
import { clock, until } from '../../../sensors/ble/radioWorld.ts';

/** Feeds of a standing person, as many as there are placements. */
export function standingFeeds(): readonly ImuFeed[] {
  return simulateSquatSession({ noise: 'none', standingS: 600, calibrationReps: 0, reps: 0 }).feeds;
}

/** One sensor of a make under the unmodified noble, and what a test does with it. */
export async function nobleWorld(
  choice: MakeChoice,
  options: Partial<VirtualRadioOptions> = {},
): Promise<NobleWorld> {
  const radio = createVirtualRadio(standingFeeds().slice(0, 1), {
    clock,
    advertisingIntervalMs: 20,
    make: () => choice,
    ...options,
  });
  radio.start();
  const noble = await radio.nobleFactory();
  const found: Peripheral[] = [];
  noble.on('discover', (peripheral) => found.push(peripheral));
  // It opens its adapter only when somebody asks for its state.
  noble.on('stateChange', () => {});
  await until('noble is on', () => noble._state === 'poweredOn');
  // All advertisers, and again at every advertisement: not every make has a scan response.
  await noble.startScanningAsync([], true);
  await until('the sensor is found', () =>
    found.some(({ advertisement }) => advertisement.localName),
  );
  await noble.stopScanningAsync();
  return new NobleWorld(radio.twins[0]!, found[0]!, () => radio.stop());
}

export class NobleWorld {
  readonly twin: SensorTwin;
  readonly peripheral: Peripheral;
  readonly close: () => void;
  #characteristics: readonly Characteristic[] = [];

  constructor(twin: SensorTwin, peripheral: Peripheral, close: () => void) {
    this.twin = twin;
    this.peripheral = peripheral;
    this.close = close;
  }

  async connect(): Promise<void> {
    await this.peripheral.connectAsync();
    const found = await this.peripheral.discoverAllServicesAndCharacteristicsAsync();
    this.#characteristics = found.characteristics;
  }

  /** What is notified of a characteristic from now on. */
  async notifications(uuid: Uuid): Promise<Buffer[]> {
    const received: Buffer[] = [];
    const characteristic = this.#characteristic(uuid);
    characteristic.on('data', (value) => received.push(value));
    await characteristic.subscribeAsync();
    return received;
  }

  read(uuid: Uuid): Promise<Buffer> {
    return this.#characteristic(uuid).readAsync();
  }

  write(uuid: Uuid, bytes: readonly number[], withoutResponse = false): Promise<void> {
    return this.#characteristic(uuid).writeAsync(Buffer.from(bytes), withoutResponse);
  }

  #characteristic(uuid: Uuid): Characteristic {
    const wanted = typeof uuid === 'number' ? uuid.toString(16) : uuid.replaceAll('-', '');
    const found = this.#characteristics.find((each) => each.uuid === wanted);
    if (!found) throw new Error(`noble found no characteristic ${uuid}`);
    return found;
  }
}
