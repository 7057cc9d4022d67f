import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';

/** Where a process can list what it has open: on Linux. */
export const CAN_LIST_HANDLES = existsSync(DESCRIPTORS);

/** How many handles this process has open on a file. */
export function openHandles(path: string): number {
  return readdirSync(DESCRIPTORS).filter((descriptor) => {
    try {
      return readlinkSync(`${DESCRIPTORS}/${descriptor}`) === path;
    } catch {
      // The handle of the listing itself is gone by now.
      return false;
    }
  }).length;
}
