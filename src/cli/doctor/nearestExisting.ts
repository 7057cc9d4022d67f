import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder itself, or the first above it that is there. */
export function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
