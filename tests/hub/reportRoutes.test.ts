import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportOf } from '../../src/cli/report/reportOf.ts';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { emptySidecar } from '../../src/recording/sidecar/sidecar.ts';
import { edited } from '../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../src/recording/sidecar/sidecarFile.ts';
import { gatherReport } from '../../src/report/gather/gatherReport.ts';
import { reportPage } from '../../src/report/page/reportPage.ts';
import { record } from '../recording/record.ts';
import { sessionSteps } from '../recording/session.ts';
import { TestHub } from './testHub.ts';

const SAMPLE = fileURLToPath(new URL('../../recordings/samples/squats.mcap', import.meta.url));

let folder: string;
let test: TestHub;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
  const own = join(folder, 'own');
  await cp(SAMPLE, join(own, 'squats.mcap'));
  await cp(SAMPLE, join(folder, 'beside.mcap'));
  const library = new FolderLibrary([own], (settings) =>
    headlineOf(settings.task, thresholdsOf(settings)),
  );
  test = await TestHub.start({ library });
});
afterEach(async () => {
  await test.stop();
  await rm(folder, { recursive: true });
});

async function gathered() {
  const recording = await openRecording(SAMPLE);
  try {
    return await gatherReport(recording);
  } finally {
    await recording.close();
  }
}

describe('reports over HTTP', () => {
  it('are the page and the JSON of the command line, without a script', async () => {
    const report = await gathered();
    const page = await test.fetch('/api/v1/recordings/squats/report');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await page.text()).toBe(reportPage(report));
    const json = await test.fetch('/api/v1/recordings/squats/report.json');
    expect(await json.json()).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('are of whom the recording is by now, where a slip in the name was put right', async () => {
    const path = join(folder, 'own', 'squats.mcap');
    await changeSidecar(path, (before) =>
      edited(before ?? emptySidecar('squats'), { facts: { subject: 'P-RIGHT' } }, 'AB', 0),
    );
    const json = await test.fetch('/api/v1/recordings/squats/report.json');
    expect((await json.json()).session.subject).toBe('P-RIGHT');
    const page = await test.fetch('/api/v1/recordings/squats/report');
    expect(await page.text()).toContain('P-RIGHT');
    const { session } = await reportOf(path, { recordings: folder });
    expect(session.subject).toBe('P-RIGHT');
  });

  it('have what was said of the recording since, as the command line has it', async () => {
    const path = join(folder, 'own', 'squats.mcap');
    const { startedUs } = (await gathered()).session;
    const edit = {
      facts: { notes: 'left shoe worn', footwear: 'barefoot', loadKg: 20 },
      addTags: ['baseline'],
      annotate: [{ timeUs: startedUs + 5e6, text: 'looked away' }],
    };
    await changeSidecar(path, (before) => edited(before ?? emptySidecar('squats'), edit, 'AB', 0));
    const json = await test.fetch('/api/v1/recordings/squats/report.json');
    const report = await json.json();
    expect(report).toMatchObject({
      schemaVersion: 1,
      session: { notes: 'left shoe worn' },
      facts: { footwear: 'barefoot', loadKg: 20 },
      tags: ['baseline'],
      annotations: [{ atS: 5, untilS: null, text: 'looked away', by: 'AB' }],
    });
    expect(JSON.parse(JSON.stringify(await reportOf(path, { recordings: folder })))).toEqual(
      report,
    );
  });

  it.each(['none', '..%2fbeside', '%2e%2e%2fbeside', 'own%2fsquats'])(
    'are of listed recordings alone, and %s is none',
    async (id) => {
      for (const what of ['report', 'report.json']) {
        const response = await test.fetch(`/api/v1/recordings/${id}/${what}`);
        expect(response.status).toBe(404);
        expect(await response.json()).toEqual({
          error: `There is no recording "${decodeURIComponent(id)}".`,
        });
      }
    },
  );

  it('of packets alone, or of what cannot be read, are refused without a path', async () => {
    const packets = await record([...sessionSteps(0.5)].filter(({ kind }) => kind === 'input'));
    await cp(packets, join(folder, 'own', 'packets.mcap'));
    const bare = await test.fetch('/api/v1/recordings/packets/report');
    expect(bare.status).toBe(409);
    const { error } = await bare.json();
    expect(error).toContain('packets has packets alone');
    expect(error).not.toContain(folder);
    await writeFile(join(folder, 'own', 'text.mcap'), 'no recording');
    expect((await test.fetch('/api/v1/recordings/text/report')).status).toBe(404);
  });

  it('come one after the other, and one that fails stops none', async () => {
    const answers = await Promise.all(
      ['squats', 'none', 'squats'].map((id) => test.fetch(`/api/v1/recordings/${id}/report.json`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200]);
  });
});
