import { BATTERY_LEVEL, BATTERY_SERVICE } from '../../../firmware-protocol/index.ts';
import type { BleLink } from './bleTransport.ts';

/** The standard battery service, where a device has it. */

const BATTERY = { service: BATTERY_SERVICE, characteristic: BATTERY_LEVEL };

/** Percent, now; null where the device does not tell. */
export async function readBattery(link: BleLink): Promise<number | null> {
  return link.has(BATTERY) ? percentIn(await link.read(BATTERY)) : null;
}

/** Reports the state of charge, now and on change, where the device knows it. */
export async function watchBattery(
  link: BleLink,
  battery: (percent: number) => void,
): Promise<void> {
  if (!link.has(BATTERY)) return;
  const report = (value: Uint8Array) => {
    const percent = percentIn(value);
    if (percent !== null) battery(percent);
  };
  report(await link.read(BATTERY));
  await link.subscribe(BATTERY, report);
}

function percentIn([percent]: Uint8Array): number | null {
  return percent !== undefined && percent <= 100 ? percent : null;
}
