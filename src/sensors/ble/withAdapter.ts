import { adapterReady } from './adapterReady.ts';
import { BleError, type BleTransport } from './bleTransport.ts';
import { type BleSettings, openBleTransport } from './createBleSource.ts';
import { unlessAborted } from './unlessAborted.ts';

/**
 * Runs a job over an adapter that is on, and gives the adapter back however the job ends. The
 * signal that the job gets is aborted when `signal` is, and with a `BleError` when the adapter goes.
 * @throws BleError (`adapterOff`) with the reason when there is no adapter to use
 */
export async function withAdapter<T>(
  settings: BleSettings,
  signal: AbortSignal,
  job: (transport: BleTransport, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const transport = await openBleTransport(settings);
  try {
    await unlessAborted(signal, adapterReady(transport));
    if (transport.adapterState !== 'poweredOn') {
      throw new BleError('The Bluetooth adapter is switched off: switch it on and try again', {
        code: 'adapterOff',
      });
    }
    const gone = new AbortController();
    transport.onAdapterState((state) => {
      if (state === 'poweredOn') return;
      const error = new BleError('The Bluetooth adapter went off', { code: 'adapterOff' });
      gone.abort(error);
    });
    return await job(transport, AbortSignal.any([signal, gone.signal]));
  } finally {
    transport.close();
  }
}
