import { ProtocolError } from '../../../firmware-protocol/index.ts';
import type { SensorConfiguration } from '../../model/sensor.ts';
import type { DriverSession } from '../../sensors/ble/index.ts';
import { RefusedError, type SensorIdentity } from '../../sensors/ble/index.ts';
import { CliError } from '../cliError.ts';
import { endProcess } from '../endProcess.ts';
import { alignedTable } from '../info/alignedTable.ts';
import type { ConfigureFlags } from './sensorFlags.ts';
import { batteryText, faultsText, rangesText, rangeText } from './sensorWords.ts';
import { useSensor } from './useSensor.ts';

/**
 * Makes a sensor measure otherwise, prints what it then says of itself, and ends the process.
 * @throws BleError, CliError
 */
export async function configureSensor(serial: string, flags: ConfigureFlags): Promise<never> {
  const lines = await useSensor(serial, flags, async (session, before) => {
    const wanted = configurationFor(before, flags);
    await configure(session, before, wanted);
    return describe(await session.identity());
  });
  console.log(lines.join('\n'));
  return endProcess();
}

/** The ranges of a make that neither tells nor takes any. */
const NOT_TOLD = 0;

/** What was not given stays. */
function configurationFor(before: SensorIdentity, flags: ConfigureFlags): SensorConfiguration {
  const magnetometer = flags.magnetometer ?? before.magnetometer;
  if (magnetometer === 'on' && before.magnetometer === 'none') {
    throw new CliError(`sensor ${before.serial} has no magnetometer to switch on`);
  }
  return {
    rateHz: flags.rate ?? before.rateHz,
    accelerationRangeG: flags.accelerationRange ?? before.accelerationRangeG ?? NOT_TOLD,
    angularRateRangeDps: flags.angularRateRange ?? before.angularRateRangeDps ?? NOT_TOLD,
    magnetometer: magnetometer === 'on',
  };
}

async function configure(
  session: DriverSession,
  before: SensorIdentity,
  wanted: SensorConfiguration,
): Promise<void> {
  try {
    await session.configure(wanted);
  } catch (error) {
    const { serial, rateHz } = before;
    if (error instanceof ProtocolError) {
      throw new CliError(`sensor ${serial} cannot be told this: ${error.message}`);
    }
    if (!(error instanceof RefusedError) || error.status !== 'unsupported') throw error;
    const asked = `${wanted.rateHz} Hz, ±${wanted.accelerationRangeG} g, ±${wanted.angularRateRangeDps} °/s`;
    throw new CliError(
      `sensor ${serial} cannot do exactly ${asked}: it stays at ${rateHz} Hz, ${rangesText(before)}; its maker says what it can`,
    );
  }
}

function describe(now: SensorIdentity): string[] {
  return [
    `Sensor ${now.serial} is configured, and keeps it when it is off:`,
    ...alignedTable(
      [
        ['rate', `${now.rateHz} Hz`],
        ['acceleration', rangeText(now.accelerationRangeG, 'g')],
        ['angular rate', rangeText(now.angularRateRangeDps, '°/s')],
        ['magnetometer', now.magnetometer],
        ['firmware', now.firmware],
        ['battery', batteryText(now.batteryPercent)],
        ['faults', faultsText(now.faults)],
      ].filter(([, value]) => value !== ''),
    ),
  ];
}
