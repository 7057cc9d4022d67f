import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessionStart, settingsByFlags } from '../../src/cli/sessionStart.ts';
import type { SettingsAnswer } from '../../src/stream/answers/settings.ts';
import { beginHub, temporaryFolder } from './plumbline.ts';

const LEAN = { name: 'lean', formula: '2 * shankLeanDeg' };

describe('what a session begins from', () => {
  const start = (said: ('height' | 'toeOut')[], file = {}) =>
    sessionStart(
      { flags: { height: 2, toeOut: 15, said }, person: null, file },
      { subject: { shankLengthM: 0.4, thighLengthM: 0.41, toeOutDeg: { right: 3 } } },
    );

  it('is what was kept from the page where flags were left to their defaults', () => {
    expect(start([])).toMatchObject({
      heightM: null,
      settings: { subject: { shankLengthM: 0.4, toeOutDeg: { right: 3, left: 15 } } },
    });
  });

  it('is what a written flag says, and the file before that', () => {
    const flags = { height: 2, toeOut: 15, said: ['height', 'toeOut'] as const };
    const byFlags = { shankLengthM: 0.492, thighLengthM: 0.49, toeOutDeg: { right: 15, left: 15 } };
    expect(settingsByFlags({ flags, person: null })).toEqual({ subject: byFlags });
    expect(start(['height', 'toeOut'])).toMatchObject({
      heightM: 2,
      settings: { subject: byFlags },
    });
    expect(start(['height'], { subject: { shankLengthM: 0.5 } })).toMatchObject({
      heightM: null,
      settings: { subject: { shankLengthM: 0.5, thighLengthM: 0.49 } },
    });
  });
});

describe('settings kept from the page, at the start of a hub', () => {
  it('are said in one line, and yield to the file of the start', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', 'settings.json');
    await mkdir(join(folder, '.plumbline'));
    const settings = { cue: { fromBand: 1, words: 'Kept' }, customMeasures: [LEAN] };
    await writeFile(path, JSON.stringify({ schemaVersion: 1, revision: 4, by: 'Kim', settings }));
    const file = join(folder, 'file.json');
    await writeFile(file, '{"cue": {"words": "By the file"}}');
    const hub = await beginHub(['--recordings', folder, '--settings', file, '--toe-out', '9']);
    expect(hub.stdout).toContain(
      `settings kept from the page: cue.fromBand, cue.words, customMeasures; take them away in Settings or delete ${path}\n`,
    );
    const answer = (await (
      await fetch(`${new URL('/', hub.url)}api/v1/settings`)
    ).json()) as SettingsAnswer;
    expect(answer).toMatchObject({
      ...{ kept: settings, revision: 4, by: 'Kim', readOnly: null },
      started: {
        flags: { subject: { toeOutDeg: { right: 9, left: 9 } } },
        file: { cue: { words: 'By the file' } },
      },
      inForce: {
        cue: { enabled: true, fromBand: 1, words: 'By the file' },
        customMeasures: [LEAN],
        subject: { toeOutDeg: { right: 9, left: 9 } },
      },
    });
  });
});
