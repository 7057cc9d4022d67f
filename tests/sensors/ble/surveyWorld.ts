import { onTestFinished } from 'vitest';
import { SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import type { BleSettings } from '../../../src/sensors/ble/index.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { advertisementOf } from '../../../src/simulator/radio/advertisementOf.ts';
import type { Peripheral } from '../../../src/simulator/radio/air.ts';
import { AttServer } from '../../../src/simulator/radio/attServer.ts';
import {
  createVirtualRadio,
  type VirtualRadioOptions,
} from '../../../src/simulator/radio/createVirtualRadio.ts';
import type { Service } from '../../../src/simulator/radio/gattTable.ts';
import type { Link } from '../../../src/simulator/radio/link.ts';
import { clock } from './radioWorld.ts';

/** A virtual radio that is switched on, and the settings that reach it through real noble. */
export function surveyWorld(
  feeds: readonly ImuFeed[],
  options: Partial<VirtualRadioOptions> = {},
  settings: Partial<BleSettings> = {},
) {
  const radio = createVirtualRadio(feeds, { clock, advertisingIntervalMs: 20, ...options });
  radio.start();
  onTestFinished(() => radio.stop());
  const reach: BleSettings = {
    clock,
    nobleFactory: radio.nobleFactory,
    connectionIntervalMs: [7.5, 7.5],
    ...settings,
  };
  return { radio, settings: reach };
}

/** A device that advertises our service and has whatever `services` say. */
export class ForeignDevice implements Peripheral {
  readonly address: string;
  readonly rssiDbm = -70;
  readonly #name: string;
  readonly #server: AttServer;
  #link: Link | undefined;
  links = 0;

  constructor(address: string, name: string, services: readonly Service[]) {
    this.address = address;
    this.#name = name;
    this.#server = new AttServer({
      services,
      maxMtu: 247,
      send: (message) => this.#link?.send('peripheral', message) ?? false,
    });
  }

  advertisement() {
    return this.#link ? null : advertisementOf(this.#name, SERVICE_UUID);
  }

  linkEnd() {
    return {
      received: (message: Uint8Array) => this.#server.receive(message),
      delivered: () => {},
      closed: () => {
        this.#link = undefined;
        this.#server.reset();
      },
    };
  }

  linked(link: Link): void {
    this.#link = link;
    this.links++;
  }
}
