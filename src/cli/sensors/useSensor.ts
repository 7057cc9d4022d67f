import {
  type DriverSession,
  RefusedError,
  type SensorIdentity,
  SensorNotFoundError,
  withSensor,
} from '../../sensors/ble/index.ts';
import { CliError } from '../cliError.ts';
import { Countdown } from '../countdown.ts';
import { interruptible } from '../interruptible.ts';
import { notFoundText } from './notFoundText.ts';
import { refusalText } from './refusalText.ts';
import type { SensorFlags } from './sensorFlags.ts';
import { withRadio } from './withRadio.ts';

/**
 * Finds a sensor by its serial and lets `act` use it.
 * @throws CliError when it is not found, refuses, or the search is interrupted; BleError when the
 * adapter or the link fails
 */
export async function useSensor<T>(
  serial: string,
  flags: SensorFlags,
  act: (session: DriverSession, identity: SensorIdentity) => Promise<T>,
): Promise<T> {
  const countdown = new Countdown(flags.timeout, () => `looking for sensor ${serial}`);
  countdown.start();
  try {
    return await interruptible(`interrupted before sensor ${serial} had answered`, (signal) =>
      withRadio(flags, (settings) => {
        const fault = (sentence: string) => console.error(`! ${sentence}`);
        return withSensor(settings, { serial, seconds: flags.timeout, signal, fault }, act);
      }),
    );
  } catch (error) {
    throw forPeople(serial, error);
  } finally {
    countdown.end();
  }
}

function forPeople(serial: string, error: unknown): unknown {
  if (error instanceof SensorNotFoundError) return new CliError(notFoundText(error));
  if (error instanceof RefusedError) return new CliError(refusalText(serial, error));
  return error;
}
