import { Option } from 'commander';
import { numberBetween } from '../options.ts';

export function virtualSensorsOption(): Option {
  return new Option(
    '--virtual-sensors',
    'four simulated sensors over a virtual radio, no hardware',
  );
}

export function timeoutOption(): Option {
  return new Option('--timeout <seconds>', 'how long the sensor is looked for')
    .argParser(numberBetween(1, 600))
    .default(15);
}
