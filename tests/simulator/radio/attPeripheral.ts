import type { Advertisement, Peripheral } from '../../../src/simulator/radio/air.ts';
import { AttServer } from '../../../src/simulator/radio/attServer.ts';
import type { Service } from '../../../src/simulator/radio/gattTable.ts';
import type { Link, LinkEnd } from '../../../src/simulator/radio/link.ts';

const MAX_MTU = 256;

/** Any services of ours, on the air without a sensor around them. */
export class AttPeripheral implements Peripheral {
  readonly address = 'c0:ff:ee:00:00:02';
  readonly rssiDbm = -50;
  readonly server: AttServer;
  #link: Link | undefined;

  constructor(services: readonly Service[]) {
    const send = (message: Uint8Array) => this.#link?.send('peripheral', message) ?? false;
    this.server = new AttServer({ services, maxMtu: MAX_MTU, send });
  }

  advertisement(): Advertisement | null {
    return this.#link ? null : { data: new Uint8Array(), scanResponse: new Uint8Array() };
  }

  linkEnd(): LinkEnd {
    return {
      received: (message) => this.server.receive(message),
      delivered: () => {},
      closed: () => {
        this.#link = undefined;
        this.server.reset();
      },
    };
  }

  linked(link: Link): void {
    this.#link = link;
  }
}
