import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { SESSION, STARTED_US, temporaryFolder } from '../recording/session.ts';

it('records every one of several sessions of a subject that begin in one second', async () => {
  const folder = await temporaryFolder();
  const open = recordSessions(folder, SESSION);
  const starts = [STARTED_US, STARTED_US + 400_000, STARTED_US + 999_999];
  const sessions = await Promise.all(starts.map((startedUs) => open(startedUs, () => {})));
  const startOfId = new Map<string, number>();
  for (const { sessionId, recorder } of sessions) {
    await recorder.close();
    const recording = await openRecording(join(folder, `${sessionId}.mcap`));
    expect(recording.metadata.id).toBe(sessionId);
    startOfId.set(sessionId, recording.metadata.startedUs);
    await recording.close();
  }
  expect([...startOfId.keys()].toSorted()).toEqual(
    ['', '-2', '-3'].map((number) => `${SESSION.id}${number}`),
  );
  expect([...startOfId.values()].toSorted((a, b) => a - b)).toEqual(starts);
});
