import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';

/** Where a process can list what it has open: on Linux. */
export const CAN_LIST_HANDLES = existsSync(DESCRIPTORS);

/** How many handles this process has open on a file. */
export function openHandles(path: string): number {
  return openPaths().filter((each) => each === path).length;
}

/** How many it has open on files somewhere below a folder. */
export function openHandlesBelow(folder: string): number {
  return openPaths().filter((each) => each.startsWith(`${folder}/`)).length;
}

function openPaths(): string[] {
  return readdirSync(DESCRIPTORS).flatMap((descriptor) => {
    try {
      return [readlinkSync(`${DESCRIPTORS}/${descriptor}`)];
    } catch {
      // The handle of the listing itself is gone by now.
      return [];
    }
  });
}
