import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../recording/collect.ts';
import { opened } from '../recording/opened.ts';
import { temporaryFolder } from '../recording/session.ts';
import { plumbline } from './plumbline.ts';

const REP = ['moveStart', 'repStart', 'repBottom', 'repEnd', 'moveEnd'];
const TASKS: [string, string, string[], string[]][] = [
  ['squat', 'bilateralSquat', ['--reps', '2', '--depths', '90,60'], [...REP, ...REP]],
  [
    'landing',
    'landing',
    ['--landings', '1', '--jump', '20'],
    ['takeOff', 'landing', 'takeOff', 'landing'],
  ],
  [
    'balance',
    'balance',
    ['--holds', '1', '--hold', '5', '--touch-downs', '1'],
    ['holdStart', 'touchDown', 'holdEnd'],
  ],
  ['single-leg', 'singleLegSquat', ['--reps', '1', '--side', 'left'], REP],
];

describe('simulate', () => {
  it.each(TASKS)('%s records as %s truth and its events in order', async (...row) => {
    const [name, task, flags, happened] = row;
    const folder = await temporaryFolder();
    const words = ['simulate', name, ...flags, '--no-stored', '-o', 'task.mcap'];
    const run = await plumbline(words, { cwd: folder });
    expect(run.code).toBe(0);
    const recording = await opened(join(folder, 'task.mcap'));
    expect(recording.metadata).toMatchObject({ protocol: name, simulated: true });
    expect(recording.metadata.settings).toMatchObject({
      task,
      frameRateHz: task === 'landing' ? 200 : 100,
    });
    const events = await collect(recording.truthEvents());
    expect(events.map(({ type }) => type)).toEqual(happened);
    const truth = await collect(recording.truth());
    const { timeUs } = events[0];
    expect(timeUs).toBeGreaterThan(truth[0].timeUs);
    expect(timeUs).toBeLessThan(truth[truth.length - 1].timeUs);
  });

  it('gait with a magnetometer has contacts of both feet, and a field in every packet', async () => {
    const folder = await temporaryFolder();
    const words = ['simulate', 'gait', '--strides', '4', '--magnetometer', '-o', 'walk.mcap'];
    expect((await plumbline(words, { cwd: folder })).code).toBe(0);
    const recording = await opened(join(folder, 'walk.mcap'));
    const events = await collect(recording.truthEvents());
    for (const side of ['right', 'left']) {
      const contacts = events.filter(
        (event) => event.type === 'initialContact' && event.side === side,
      );
      expect(contacts.length).toBeGreaterThanOrEqual(4);
    }
    const blocks = (await collect(recording.batches(['samples']))).flat();
    expect(blocks.length).toBeGreaterThan(100);
    for (const { samples } of blocks) expect(samples.magneticField).toHaveLength(3 * samples.count);
  });
});
