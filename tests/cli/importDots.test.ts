import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateBids } from '../exchange/export/bids/validateBids.ts';
import { type DotFile, dotFolder } from '../exchange/import/movellaDot/dotFolder.ts';
import { opened } from '../recording/opened.ts';
import { REAL_DATA_FOLDER, REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { expectMessage } from './messages.ts';
import { plumbline, temporaryFolder } from './plumbline.ts';

const FILES: readonly DotFile[] = [
  { tag: 'Femur', firstUs: 5e6, rows: 200 },
  { tag: 'Tibia', firstUs: 5e6, rows: 200 },
];

describe('a folder of the Movella DOT app', () => {
  it.each([
    ['--place', 'femur=rightThigh,Tibia=right_shank'],
    ['--place', 'sensor1=right_thigh,sensor2=right_shank'],
    ['--place', 'places.json'],
  ])('becomes a recording with %s %s', async (...words) => {
    const cwd = await temporaryFolder();
    const places = { Femur: 'right_thigh', Tibia: 'rightShank' };
    await writeFile(join(cwd, 'places.json'), JSON.stringify(places));
    const folder = await dotFolder(...FILES);
    const run = await plumbline(['import', folder, ...words, '-o', 'raw.mcap'], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('Femur: worn at right_thigh, with magnetometer');
    const recording = await opened(join(cwd, 'raw.mcap'));
    expect(recording.metadata.startedUs).toBe(Date.UTC(2024, 11, 9, 16, 31, 7, 886) * 1000);
    expect(recording.counts.get('/packets/right_shank')).toBeGreaterThan(0);
  });

  it.each<readonly [words: string, code: 1 | 2, names: readonly string[]]>([
    ['', 2, ['nobody says where Femur was worn', '--place']],
    ['--place Femur=right_thigh', 2, ['nobody says where Tibia was worn']],
    ['--place Femur=right_thigh,Tibia=right_shank,Foot=left_foot', 2, ['no sensor foot']],
    ['--place Femur=right_thigh,Tibia=right_thigh', 2, ['both right_thigh']],
    ['--place Femur=knee', 2, ["'Femur=knee'", 'right_thigh']],
    ['--place absent.json', 1, ['absent.json cannot be read']],
    ['--side left', 2, ['takes --place']],
    ['--place Femur=right_thigh --export csv:out', 2, ['--export', '--process']],
    ['--place Femur=right_thigh --export xls:out', 2, ["'xls:out'", 'csv, parquet']],
  ])('is refused with %j', async (words, code, names) => {
    const cwd = await temporaryFolder();
    const folder = await dotFolder(...FILES);
    const all = ['import', folder, ...words.split(' ').filter(Boolean), '-o', 'raw.mcap'];
    expectMessage(await plumbline(all, { cwd }), code, names);
    expect(await readdir(cwd)).toEqual([]);
  });

  it.skipIf(!REAL_DATA_PRESENT)(
    `goes from the app to a BIDS data set in one command${REAL_DATA_NOTE}`,
    async () => {
      const cwd = await temporaryFolder();
      const folder = join(REAL_DATA_FOLDER, 'movella-dot-csv', 'knee_tracking1');
      const words = '--place Femur=right_thigh,Tibia=right_shank -o raw.mcap';
      const then = '--process angles.mcap --export bids:study';
      const run = await plumbline(['import', folder, ...`${words} ${then}`.split(' ')], { cwd });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toMatch(/^study: \d+ frames, \d+ reps and \d+ events of angles.mcap$/m);
      expect(validateBids(join(cwd, 'study'))).toEqual([]);
    },
  );
});
