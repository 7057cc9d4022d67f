import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { TruthFrame } from '../../src/model/truth.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { collect } from '../recording/collect.ts';
import { SESSION, STARTED_US, sessionSteps, temporaryFolder } from '../recording/session.ts';

const FACTS = {
  subject: 'simulated',
  simulated: true,
  protocol: 'squat',
  notes: '',
  software: 'plumbline test',
  settings: DEFAULT_SETTINGS,
};

async function recorded(truthAt: ((timeUs: number) => TruthFrame) | null) {
  const folder = await mkdtemp(join(tmpdir(), 'session-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const open = recordSessions(folder, FACTS, truthAt);
  const { sessionId, recorder } = await open(Date.UTC(2026, 0, 1) * 1000, (error) => {
    throw error;
  });
  for (const step of sessionSteps(2)) {
    if (step.kind === 'input') recorder.writeInput(step.input);
    if (step.kind === 'output') recorder.writeOutput(step.output);
  }
  await recorder.close();
  const recording = await openRecording(join(folder, `${sessionId}.mcap`));
  onTestFinished(() => recording.close());
  return {
    frames: await collect(recording.frames()),
    truth: await collect(recording.truth()),
  };
}

it('records the truth of a simulated body at the instant of every frame', async () => {
  const { frames, truth } = await recorded((timeUs) => ({ timeUs, legs: [] }));
  expect(frames.length).toBeGreaterThan(100);
  expect(truth.map(({ timeUs }) => timeUs)).toEqual(frames.map(({ timeUs }) => timeUs));
});

it('records no truth of a person', async () => {
  const { frames, truth } = await recorded(null);
  expect(frames.length).toBeGreaterThan(100);
  expect(truth).toEqual([]);
});

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
