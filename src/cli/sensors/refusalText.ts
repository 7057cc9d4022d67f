import type { RefusedError } from '../../sensors/ble/index.ts';

/** Why a sensor did not do what it was asked, and what to do about it. */
export function refusalText(serial: string, { command, status }: RefusedError): string {
  switch (status) {
    case 'unknownCommand':
      return `the firmware of sensor ${serial} does not know the command "${command}"`;
    case 'unsupported':
      return `sensor ${serial} cannot do this: it answered "${command}" with "unsupported"`;
    case 'notNow':
      return `sensor ${serial} is busy with something else: try again in a few seconds`;
    case 'failed':
      return `sensor ${serial} did not manage it: its hardware answered "${command}" with "failed"`;
    default:
      return `sensor ${serial} refused "${command}": ${status}`;
  }
}
