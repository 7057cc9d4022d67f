import { Command, Option } from 'commander';
import { MAX_RATE_HZ } from '../../firmware-protocol/index.ts';
import { bleStackOption } from './bleStackOption.ts';
import { UsageError } from './cliError.ts';
import { makesOption } from './makesOption.ts';
import { serialNumber, wholeNumberBetween } from './options.ts';
import type { ConfigureFlags } from './sensors/sensorFlags.ts';
import { timeoutOption, virtualSensorsOption } from './sensors/sensorOptions.ts';

/** The slowest that any make can be told and the hub has a use for. */
const LEAST_RATE_HZ = 20;
const MAX_RANGE = 65535;

export function configureCommand(): Command {
  return (
    new Command('configure')
      .description('set rate and ranges of a sensor; what is not given stays as it is')
      .argument('<serial>', 'of the sensor, as "plumbline scan" shows it', serialNumber)
      .option('--rate <Hz>', 'samples per second', wholeNumberBetween(LEAST_RATE_HZ, MAX_RATE_HZ))
      .option(
        '--acceleration-range <g>',
        'largest acceleration, ± g',
        wholeNumberBetween(1, MAX_RANGE),
      )
      .option(
        '--angular-rate-range <deg/s>',
        'largest angular rate, ± °/s',
        wholeNumberBetween(1, MAX_RANGE),
      )
      .addOption(
        new Option('--magnetometer <state>', 'whether its readings are sent').choices([
          'on',
          'off',
        ]),
      )
      .addOption(timeoutOption())
      .addOption(virtualSensorsOption())
      .addOption(makesOption())
      .addOption(bleStackOption())
      .addHelpText(
        'after',
        `
The sensor keeps it when it is off. What it had stored to fill gaps is lost by it.
Of bought makes only a Movella DOT keeps anything, its rate; the others are set by the hub at
every link.
A sensor refuses a rate or range that it has not got exactly, and stays as it was.

Examples:
  $ plumbline configure 7F3K --rate 120
  $ plumbline configure 7F3K --acceleration-range 16 --angular-rate-range 2000
  $ plumbline configure SIM-left-shank --rate 200 --virtual-sensors`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (serial: string, flags: ConfigureFlags) => {
        requireAny(flags);
        await (await import('./sensors/configureSensor.ts')).configureSensor(serial, flags);
      })
  );
}

function requireAny(flags: ConfigureFlags): void {
  const { rate, accelerationRange, angularRateRange, magnetometer } = flags;
  const given = [rate, accelerationRange, angularRateRange, magnetometer];
  if (given.some((value) => value !== undefined)) return;
  throw new UsageError(
    'nothing to configure: give at least one of --rate, --acceleration-range, --angular-rate-range, --magnetometer; what is not given stays as it is',
  );
}
