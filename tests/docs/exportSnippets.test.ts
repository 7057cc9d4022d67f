import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBids } from '../../src/exchange/export/bids/exportBids.ts';
import { exportCsv } from '../../src/exchange/export/csv/exportCsv.ts';
import { exportJson } from '../../src/exchange/export/json/exportJson.ts';
import { exportMcap } from '../../src/exchange/export/mcap/exportMcap.ts';
import { exportOpenSim } from '../../src/exchange/export/opensim/exportOpenSim.ts';
import { exportParquet } from '../../src/exchange/export/parquet/exportParquet.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { SAMPLE } from '../exchange/export/sample.ts';
import { canImport, findDataPython } from '../tools/programs.ts';

const PAGE = readFileSync('docs/export.md', 'utf8');
const PYTHON = findDataPython();
const NO_PYTHON =
  PYTHON === null
    ? ' (skipped: no Python 3 with numpy and pandas: apt-get install python3-pandas)'
    : '';

/** The snippets in this language by the heading that they stand under. */
function snippets(language: string): [heading: string, code: string][] {
  return PAGE.split('\n## ').flatMap((section) => {
    const [heading] = section.split('\n', 1);
    const blocks = section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'));
    return Array.from(blocks, ([, code]): [string, string] => [heading, code]);
  });
}

/** Modules of a snippet that Debian's Python does not have. */
function missingModules(code: string): string[] {
  const names = [...code.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
  return PYTHON === null ? names : names.filter((name) => !canImport(PYTHON, name));
}

describe('the snippets of docs/export.md', () => {
  it('are there for every format, in Python and MATLAB', () => {
    const formats = ['CSV', 'Parquet', 'JSON', 'OpenSim', 'BIDS Motion'];
    expect(snippets('python').map(([heading]) => heading)).toEqual([...formats, 'MCAP']);
    expect(snippets('matlab').map(([heading]) => heading)).toEqual(formats);
  });
});

describe.skipIf(PYTHON === null)(`the Python snippets of docs/export.md${NO_PYTHON}`, () => {
  let folder: string;
  const frames: BodyFrame[] = [];
  let subject: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'snippets-'));
    const recording = await openRecording(SAMPLE);
    await exportCsv(recording, join(folder, 'csv'));
    await exportParquet(recording, join(folder, 'parquet'));
    await exportJson(recording, join(folder, 'json'));
    await exportOpenSim(recording, join(folder, 'opensim'));
    await exportMcap(recording, join(folder, 'mcap'));
    await exportBids([recording], join(folder, 'bids'));
    for await (const frame of recording.frames()) frames.push(frame);
    subject = recording.metadata.subject;
    await recording.close();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const [heading, code] of snippets('python')) {
    const missing = missingModules(code);
    const note = missing.length > 0 ? ` (skipped: ${missing.join(', ')} not installed)` : '';
    it.skipIf(missing.length > 0)(`read ${heading} and find what the recording has${note}`, () => {
      const printed = execFileSync(PYTHON ?? '', ['-c', code], { cwd: folder, encoding: 'utf8' });
      const words = printed.trim().split(' ');
      const value = Number(words.at(-1));
      if (heading === 'OpenSim') {
        const known = frames.filter(({ legs }) =>
          legs.every((leg) => Number.isFinite(leg.thigh[0])),
        );
        const deepest = Math.max(...known.map(({ legs }) => legs[0].measures.kneeFlexionDeg));
        expect(value).toBeCloseTo(deepest, 5);
        expect(printed).toContain(`(${known.length}, 4)`);
      } else {
        const good = frames
          .flatMap(({ legs }) => legs)
          .filter((leg) => leg.side === 'left' && leg.quality.projection === 0);
        const measure = heading === 'MCAP' ? 'kneeFlexionDeg' : 'kneeMedialDeviationM';
        expect(value).toBeCloseTo(Math.max(...good.map((leg) => leg.measures[measure])), 5);
      }
      if (heading === 'JSON') expect(words[0]).toBe(subject);
    });
  }
});
