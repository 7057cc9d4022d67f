import { BleError } from './bleTransport.ts';
import type { BleSettings } from './createBleSource.ts';
import type { DriverSession } from './makes/driverSession.ts';
import { SensorCensus } from './sensorCensus.ts';
import type { SensorIdentity } from './sensorIdentity.ts';
import { SensorRound } from './sensorRound.ts';
import { meetSensor, type SurveyedSensor } from './surveyedSensor.ts';
import { unlessAborted } from './unlessAborted.ts';
import { withAdapter } from './withAdapter.ts';

export interface SensorSearch {
  readonly serial: string;
  /** How long it is looked for. */
  readonly seconds: number;
  /** Ends the search and its links; it then throws the reason. */
  readonly signal: AbortSignal;
  /** Something that is not about one sensor is wrong; the search goes on. */
  readonly fault?: (sentence: string) => void;
}

/** The sensor was not there, or not to be read; these were. */
export class SensorNotFoundError extends BleError {
  override readonly name = 'SensorNotFoundError';
  readonly serial: string;
  readonly found: readonly SurveyedSensor[];

  constructor({ serial, seconds }: SensorSearch, found: readonly SurveyedSensor[]) {
    super(`Sensor ${serial} was not found within ${seconds} s`, { code: 'unreachable' });
    this.serial = serial;
    this.found = found;
  }
}

/**
 * Links the sensors in range in turn until one tells the serial, and lets `act` use it: it is not
 * streaming, and its control point is open. The link is ended afterwards.
 * @throws SensorNotFoundError when none told the serial in time
 * @throws BleError when the adapter cannot be used or goes off, and what `act` throws
 */
export async function withSensor<T>(
  settings: BleSettings,
  search: SensorSearch,
  act: (session: DriverSession, identity: SensorIdentity) => Promise<T>,
): Promise<T> {
  const { serial, seconds, fault = () => {} } = search;
  return withAdapter(settings, search.signal, async (transport, signal) => {
    const census = new SensorCensus();
    let settle: (outcome: Promise<T>) => void = () => {};
    const acted = new Promise<T>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => {
      settle(Promise.reject(new SensorNotFoundError(search, census.sensors)));
    }, seconds * 1000);
    const round = new SensorRound({
      clock: settings.clock,
      transport,
      heard: (advertisement) => census.heard(advertisement),
      visit: async (session, advertisement) => {
        const identity = await meetSensor(session);
        census.identified(advertisement, identity);
        if (identity.serial !== serial) return;
        clearTimeout(timer);
        const acting = act(session, identity);
        settle(acting);
        await acting.catch(() => {});
      },
      failed: (advertisement, error) => census.failed(advertisement, error),
      fault,
    });
    round.start();
    try {
      return await unlessAborted(signal, acted);
    } finally {
      clearTimeout(timer);
      await round.stop();
    }
  });
}
