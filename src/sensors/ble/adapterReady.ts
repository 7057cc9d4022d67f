import { type AdapterState, BleError, type BleTransport } from './bleTransport.ts';
import { within } from './within.ts';

/** An adapter that has said nothing for this long is not there. */
const ADAPTER_TIMEOUT_MS = 3000;

/**
 * Waits until the adapter is on or switched off.
 * @throws BleError (`adapterOff`) with the reason why it will be neither
 */
export async function adapterReady(transport: BleTransport): Promise<void> {
  let unlisten = () => {};
  const known = new Promise<void>((resolve) => {
    const check = (state: AdapterState) => {
      if (state !== 'unknown' && state !== 'resetting') resolve();
    };
    unlisten = transport.onAdapterState(check);
    check(transport.adapterState);
  });
  try {
    await within('Opening the Bluetooth adapter', ADAPTER_TIMEOUT_MS, known);
  } catch (cause) {
    // noble says nothing at all where it finds no adapter.
    throw new BleError('No Bluetooth adapter answered', { cause, code: 'adapterOff' });
  } finally {
    unlisten();
  }
  const why = UNUSABLE[transport.adapterState];
  if (why) throw new BleError(why, { code: 'adapterOff' });
}

const UNUSABLE: Partial<Record<AdapterState, string>> = {
  unsupported: 'The Bluetooth adapter does not speak Bluetooth Low Energy',
  unauthorized: 'This user may not open the Bluetooth adapter',
};
