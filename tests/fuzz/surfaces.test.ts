import { describe, expect, it } from 'vitest';
import { SURFACES } from './surfaces.ts';

/** The same cases every time; `FUZZ_SEED` tries others, `FUZZ_PATH` one that was found. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_129);
const path = process.env.FUZZ_PATH;

/** Cases that a soak found, until the making of cases changes. */
const FOUND = [
  // Records of a chunk that are none, beneath a checksum that is right: recovery broke off.
  { name: 'recordings', seed: 296_010_363, path: '3771:0:2:1:1:1:3:1:5:4:11:11:11:11' },
];

describe('whatever is put on it', () => {
  it.each(FOUND)('holds what was found: $name, $seed', async ({ name, ...pinned }) => {
    const surface = SURFACES.find((each) => each.name === name);
    expect((await surface?.run(pinned))?.finding).toBeNull();
  });

  it.each(SURFACES)('holds: $name', async ({ run }) => {
    const { runs, finding } = await run({ seed, ...(path !== undefined && { path }) });
    expect(finding).toBeNull();
    expect(runs).toBeGreaterThan(0);
  });
});
