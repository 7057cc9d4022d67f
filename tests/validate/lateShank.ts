import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Side } from '../../src/model/placement.ts';
import type { Table } from '../tools/realData.ts';
import { type OffsetUse, type ProcessedLeg, processLeg } from './processedLeg.ts';

/** A table through the product with every row of the shank's sensor given `rows` later. */
export async function processLateShank(
  table: Table,
  rows: number,
  side: Side,
  offsetUse: OffsetUse,
): Promise<ProcessedLeg> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-late-'));
  try {
    const names = Object.keys(table);
    const lines = Array.from(table[names[0]], (_, row) =>
      names.map((name) => table[name][name.startsWith('shank_') ? Math.max(0, row - rows) : row]),
    );
    const path = join(folder, 'late.csv');
    await writeFile(path, `${[names, ...lines].map((cells) => cells.join(',')).join('\n')}\n`);
    return await processLeg(path, side, offsetUse);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
