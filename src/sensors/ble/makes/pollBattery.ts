import type { BleLink } from '../bleTransport.ts';

const EVERY_MS = 60_000;

/**
 * Reports the state of charge of a sensor that does not tell it by itself: now, and once a minute
 * until the link ends. Throws what the first asking throws; a later one that fails is left out.
 */
export async function pollBattery(
  link: BleLink,
  ask: () => Promise<number | null>,
  battery: (percent: number) => void,
): Promise<void> {
  const report = async () => {
    const percent = await ask();
    if (percent !== null) battery(percent);
  };
  await report();
  const timer = setInterval(() => void report().catch(() => {}), EVERY_MS);
  void link.closed.then(() => clearInterval(timer));
}
