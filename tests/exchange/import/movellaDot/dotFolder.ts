import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface DotFile {
  readonly tag: string;
  readonly firstUs: number;
  readonly rows: number;
  readonly sync?: string;
  readonly start?: string;
  /** Rows that are not there, from 0. */
  readonly without?: readonly number[];
  readonly columns?: string;
}

export const PERIOD_US = 16_667;

const COLUMNS =
  'PacketCounter,SampleTimeFine,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z,Mag_X,Mag_Y,Mag_Z';

/** A file as the app writes it; row k has the acceleration k / 1000 along x. */
export function dotCsv(file: DotFile): string {
  const { tag, firstUs, rows, sync = 'Synced', columns = COLUMNS, without = [] } = file;
  const { start = '2024-12-09_17:31:07_886 CET' } = file;
  const head = [
    'sep=,',
    `DeviceTag:,${tag}`,
    'FirmwareVersion:,3.0.0',
    `SyncStatus:,${sync}`,
    'OutputRate:,60Hz',
    `StartTime: ,${start}`,
    '© Movella Technologies B. V. 2005-2024',
    '',
    columns,
  ];
  const table = Array.from({ length: rows }, (_, k) => {
    const us = (firstUs + k * PERIOD_US) % 2 ** 32;
    return `${k + 1},${us},${k / 1000},0.0,9.81,180.0,0.0,-90.0,0.5,0.1,-0.2`;
  }).filter((_, k) => !without.includes(k));
  // The app ends its last line without a line feed.
  return [...head, ...table].join('\n');
}

/** A folder of such files that is gone after the test. */
export async function dotFolder(...files: readonly DotFile[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dots-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [i, file] of files.entries()) {
    await writeFile(join(folder, `sensor${i + 1}.csv`), dotCsv(file));
  }
  return folder;
}
