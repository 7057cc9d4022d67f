import { stat } from 'node:fs/promises';

/** Of a file, what changes when it does. */
export interface SizeAndTime {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** null where it cannot be looked at: whoever reads it says why. */
export async function sizeAndTimeOf(path: string): Promise<SizeAndTime | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { sizeBytes: size, mtimeMs };
  } catch {
    return null;
  }
}
