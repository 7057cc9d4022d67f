import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SURFACES } from '../fuzz/surfaces.ts';
import type { Results } from './results.ts';

const MINUTES = '2';

/**
 * `npm run soak -- fuzz [SURFACE …] [--minutes 2]`: each surface for its time from a seed of its own.
 * What is found goes to `fuzz-SURFACE.txt` with how to try it again.
 */
export async function soakFuzz(results: Results, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { minutes: { type: 'string', default: MINUTES } },
  });
  const unknown = positionals.find((asked) => !SURFACES.some(({ name }) => name === asked));
  if (unknown !== undefined) {
    const names = SURFACES.map(({ name }) => name).join(', ');
    throw new Error(`there is no surface "${unknown}"; valid are ${names}`);
  }
  const timeLimitMs = 60_000 * Number(values.minutes);
  const { FUZZ_SEED, FUZZ_PATH } = process.env;
  for (const { name, run } of SURFACES) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const seed = FUZZ_SEED === undefined ? randomInt(2 ** 31) : Number(FUZZ_SEED);
    console.log(`${name}: seed ${seed}`);
    const path = FUZZ_PATH === undefined ? { timeLimitMs } : { path: FUZZ_PATH };
    const { runs, longestMs, finding } = await run({ seed, ...path });
    results.atLeast(`${name}: cases tried`, runs, 1, '1');
    results.told(`${name}: the longest`, longestMs, 'ms');
    results.exactly(`${name}: findings`, finding === null ? 0 : 1, 0);
    if (finding === null) continue;
    const file = `fuzz-${name}.txt`;
    await writeFile(file, finding);
    console.log(`${file} tells how to try it again:\n${finding}`);
  }
}
