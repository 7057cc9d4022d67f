import { DISK_LIMITS, freeBytesIn, secondsLeft } from '../../hub/diskSpace.ts';
import { broken, type Check, ok } from './check.ts';
import { nearestExisting } from './nearestExisting.ts';

const NAME = 'Disk space';
const MIB = 1024 * 1024;

/** For how long seven sensors can be recorded into `folder`. */
export async function spaceCheck(folder: string): Promise<Check> {
  return spaceFound(await freeBytesIn(nearestExisting(folder))());
}

/** @param freeBytes null where the system does not tell */
export function spaceFound(freeBytes: number | null): Check {
  const leftS = secondsLeft(freeBytes, 0, 0, DISK_LIMITS);
  if (freeBytes === null || leftS === null) return ok(NAME, 'this system does not tell');
  const found = `${Math.floor(freeBytes / MIB)} MB free, ${spanOf(Math.max(0, leftS))} of seven sensors`;
  if (leftS > DISK_LIMITS.warnLeftS) return ok(NAME, found);
  return broken(NAME, found, 'Move recordings elsewhere or delete some in the dashboard.');
}

function spanOf(seconds: number): string {
  return seconds < 7200
    ? `${Math.floor(seconds / 60)} minutes`
    : `${Math.floor(seconds / 3600)} hours`;
}
