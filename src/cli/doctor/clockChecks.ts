import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { broken, type Check, ok } from './check.ts';

const PATIENCE_MS = 2000;
const MS_PER_DAY = 86_400_000;

/** Whether something keeps the clock right; null where nothing here tells. */
export type ClockKept = () => Promise<boolean | null>;

/**
 * Whether the clock can be right: recordings are named and dated by it.
 * @param builtMs when this program was built, which was before now
 */
export async function clockCheck(
  nowMs: number,
  builtMs: number,
  isKept: ClockKept = keptBySystemd,
): Promise<Check> {
  const name = 'Clock';
  const found = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  if (nowMs < builtMs - MS_PER_DAY) {
    const built = new Date(builtMs).toISOString().slice(0, 10);
    const advice = 'Set the time, or connect the network and run: timedatectl set-ntp true';
    return broken(name, `${found}, before this program was built (${built})`, advice);
  }
  const kept = await isKept();
  if (kept === null) return ok(name, found);
  if (kept) return ok(name, `${found}, kept by the network`);
  return {
    ...ok(name, `${found}, not kept by the network`),
    advice: 'Where several hubs are compared, run: timedatectl set-ntp true',
  };
}

/** Any zone does: recordings are in UTC. A word that is no zone makes local times wrong. */
export function timeZoneCheck(named: string | undefined): Check {
  const name = 'Time zone';
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', {
      timeZone: named || undefined,
    }).resolvedOptions();
    return ok(name, `${timeZone}; recordings are in UTC`);
  } catch {
    return broken(
      name,
      `TZ is "${named}", which is no zone`,
      'Unset TZ, or set it as Europe/Berlin.',
    );
  }
}

async function keptBySystemd(): Promise<boolean | null> {
  try {
    const words = ['show', '--property=NTPSynchronized', '--value'];
    const { stdout } = await promisify(execFile)('timedatectl', words, { timeout: PATIENCE_MS });
    const said = stdout.trim();
    return said === 'yes' ? true : said === 'no' ? false : null;
  } catch {
    return null;
  }
}
