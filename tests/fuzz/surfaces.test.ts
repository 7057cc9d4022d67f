import { describe, expect, it } from 'vitest';
import { SURFACES } from './surfaces.ts';

/** The same cases every time; `FUZZ_SEED` tries others, `FUZZ_PATH` one that was found. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_129);
const path = process.env.FUZZ_PATH;

describe('whatever is put on it', () => {
  it.each(SURFACES)('holds: $name', async ({ run }) => {
    const { runs, finding } = await run({ seed, ...(path !== undefined && { path }) });
    expect(finding).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
