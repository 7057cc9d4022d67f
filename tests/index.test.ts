import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  openRecording,
  Pipeline,
  type PipelineEvent,
  RecordingWriter,
  type SessionMetadata,
  settingsHash,
  simulatedInputs,
  simulateSquatSession,
  verify,
} from '../src/index.ts';
import { readSourceTree } from './tools/arrows.ts';
import { importsOf, targetOf } from './tools/importsOf.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;

function metadata(id: string): SessionMetadata {
  return {
    id,
    subject: 'simulated',
    startedUs: START_US,
    simulated: true,
    protocol: 'squat',
    notes: '',
    software: 'a user of the library',
    settings: DEFAULT_SETTINGS,
    settingsHash: settingsHash(DEFAULT_SETTINGS),
  };
}

/** Every file that loading `path` may load. */
function reachableFrom(path: string): Set<string> {
  const tree = readSourceTree();
  const reached = new Set<string>();
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const specifier of importsOf(tree.get(next) ?? '')) {
      const target = targetOf(next, specifier);
      if (target !== null) waiting.push(target);
    }
  }
  return reached;
}

describe('the library face', () => {
  it('turns the packets of a simulated session into counted reps in five lines', () => {
    const session = simulateSquatSession({ reps: 2, fppaDeg: [0, 18], affectedSide: 'left' });
    const pipeline = new Pipeline(DEFAULT_SETTINGS);
    const events: PipelineEvent[] = [];
    for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
      events.push(...pipeline.push(input).events);
    }
    const reps = events.flatMap((event) => (event.type === 'rep' ? [event.rep] : []));
    expect(reps.map(({ counted }) => counted)).toEqual([true, true]);
    const [, inward] = reps;
    const [right, left] = inward.legs;
    expect(left.headlineAtPeakFlexion).toBeGreaterThan(
      (right.headlineAtPeakFlexion ?? Number.NaN) + 2,
    );
  });

  it('records what went in and verifies what came out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'library-'));
    try {
      const path = join(folder, 'two.mcap');
      const writer = await RecordingWriter.create(path, metadata('two'));
      const session = simulateSquatSession({ reps: 0 });
      const pipeline = new Pipeline(DEFAULT_SETTINGS);
      for (const input of simulatedInputs(session.feeds, START_US, 5)) {
        writer.writeInput(input);
        writer.writeOutput(pipeline.push(input));
      }
      await writer.close();
      const recording = await openRecording(path);
      const { frames, difference } = await verify(recording);
      await recording.close();
      expect(difference).toBeNull();
      expect(frames).toBeGreaterThan(400);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('loads neither the command line nor the hub, a radio or the database client', () => {
    const rooms = [...reachableFrom('src/index.ts')];
    expect(rooms).toContain('src/pipeline/pipeline.ts');
    expect(rooms.filter((path) => /^src\/(cli|hub|sensors|influx)\//.test(path))).toEqual([]);
  });
});
