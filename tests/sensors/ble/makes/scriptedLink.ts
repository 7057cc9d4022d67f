import type {
  BleLink,
  CharacteristicPath,
  LinkEndReason,
} from '../../../../src/sensors/ble/bleTransport.ts';
import type { SessionOptions } from '../../../../src/sensors/ble/makes/driverSession.ts';
import { heardAs } from '../heardAs.ts';

export interface Write {
  readonly characteristic: CharacteristicPath['characteristic'];
  readonly bytes: readonly number[];
}

/** A link to a device that the test plays: it has every characteristic, and says what `answer` does. */
export function scriptedLink(
  name: string,
  script: {
    readonly mtu?: number;
    readonly values?: ReadonlyMap<CharacteristicPath['characteristic'], Uint8Array>;
    /** Called for each write; `notify` sends to who has subscribed to a characteristic. */
    readonly answer: (
      write: Write,
      notify: (characteristic: CharacteristicPath['characteristic'], bytes: Uint8Array) => void,
    ) => void;
  },
) {
  const writes: Write[] = [];
  const listeners = new Map<CharacteristicPath['characteristic'], (bytes: Uint8Array) => void>();
  let end: (reason: LinkEndReason) => void = () => {};
  const closed = new Promise<LinkEndReason>((resolve) => {
    end = resolve;
  });
  const write = async ({ characteristic }: CharacteristicPath, value: Uint8Array) => {
    const written = { characteristic, bytes: [...value] };
    writes.push(written);
    script.answer(written, (to, bytes) => listeners.get(to)?.(bytes));
  };
  const { values = new Map() } = script;
  const link: BleLink = {
    mtu: script.mtu ?? 247,
    closed,
    discover: async () => {},
    has: ({ characteristic }) => typeof characteristic === 'string' || values.has(characteristic),
    read: async ({ characteristic }) => values.get(characteristic) ?? new Uint8Array(0),
    write,
    writeAtOnce: write,
    subscribe: async ({ characteristic }, listener) => {
      listeners.set(characteristic, listener);
    },
    rssi: async () => -60,
    close: async () => end('closedByHub'),
  };
  const advertisement = heardAs({ address: 'c07f3b000001', name });
  const options: SessionOptions = { link, advertisement, clock: () => 0, silenceMs: 1000 };
  return { options, writes };
}
