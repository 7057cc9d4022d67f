import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TruthEvent } from '../../src/model/truth.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { collect } from './collect.ts';
import { opened } from './opened.ts';
import { SESSION, STARTED_US, temporaryFolder } from './session.ts';

const HAPPENED: TruthEvent[] = [
  { timeUs: STARTED_US + 10, type: 'takeOff' },
  { timeUs: STARTED_US + 20, type: 'landing', flightS: 0.25, jumpHeightM: null },
  { timeUs: STARTED_US + 30, type: 'landing', flightS: 0.4, jumpHeightM: 0.2 },
  { timeUs: STARTED_US + 40, type: 'initialContact', side: 'left' },
  { timeUs: STARTED_US + 50, type: 'touchDown', side: 'right' },
];

async function recorded(): Promise<string> {
  const path = join(await temporaryFolder(), `${SESSION.id}.mcap`);
  const writer = await RecordingWriter.create(path, SESSION);
  for (const event of HAPPENED) writer.writeTruthEvent(event, event.timeUs);
  await writer.close();
  return path;
}

describe('events of the truth in a recording', () => {
  it('come back as they were', async () => {
    const recording = await opened(await recorded());
    expect(await collect(recording.truthEvents())).toEqual(HAPPENED);
    expect(await collect(recording.events())).toEqual([]);
  });

  it('are left out, and counted so, where a number is none', async () => {
    const path = join(await temporaryFolder(), 'nan.mcap');
    const writer = await RecordingWriter.create(path, SESSION);
    const event = { timeUs: STARTED_US, type: 'landing', flightS: Number.NaN, jumpHeightM: null };
    writer.writeTruthEvent(event as TruthEvent, STARTED_US);
    await writer.close();
    expect(writer.status.leftOut).toBe(1);
    expect(await collect((await opened(path)).truthEvents())).toEqual([]);
  });
});
