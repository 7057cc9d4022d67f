import { Option } from 'commander';
import { NOBLE_STACKS } from '../sensors/ble/noble/nobleStacks.ts';

/** Which fork of noble drives the adapter. */
export function bleStackOption(): Option {
  return new Option(
    '--ble-stack <fork>',
    'Bluetooth through @abandonware/noble, or @stoprocent/noble where that is installed',
  )
    .choices(NOBLE_STACKS)
    .default('abandonware');
}
