import { advertisementOf } from '../../../src/simulator/radio/advertisementOf.ts';
import type { Peripheral } from '../../../src/simulator/radio/air.ts';
import { AttServer } from '../../../src/simulator/radio/attServer.ts';
import type { Service } from '../../../src/simulator/radio/gattTable.ts';
import type { Link } from '../../../src/simulator/radio/link.ts';

/** A connectable device that advertises `advertised` and has `services`, whatever they are. */
export function strangePeripheral(
  name: string,
  advertised: string,
  services: readonly Service[],
): Peripheral {
  let link: Link | undefined;
  const server = new AttServer({
    services,
    maxMtu: 247,
    send: (message) => link?.send('peripheral', message) ?? false,
  });
  return {
    address: 'c0:7f:3b:ff:00:01',
    rssiDbm: -70,
    advertisement: () => (link ? null : advertisementOf(name, advertised)),
    linkEnd: () => ({
      received: (message) => server.receive(message),
      delivered: () => {},
      closed: () => {
        link = undefined;
        server.reset();
      },
    }),
    linked: (made) => {
      link = made;
    },
  };
}
