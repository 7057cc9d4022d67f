import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulateCommand } from '../../src/cli/simulate/simulateCommand.ts';
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
  [
    'single-leg',
    'singleLegSquat',
    ['--reps', '1', '--side', 'left', '--toe-touches', '1'],
    [REP[0], REP[1], 'touchDown', ...REP.slice(2)],
  ],
  [
    'step-down',
    'stepDown',
    ['--reps', '1', '--direction', 'forward'],
    [REP[0], REP[1], 'heelTouch', ...REP.slice(2)],
  ],
  ['step-up', 'stepUp', ['--reps', '1', '--box', '25'], REP],
  ['lunge', 'lunge', ['--reps', '1', '--stepping'], REP],
  ['hinge', 'hinge', ['--reps', '1'], REP],
  ['half-kneeling', 'halfKneeling', ['--holds', '1', '--hold', '3'], ['holdStart', 'holdEnd']],
  [
    'knee-to-wall',
    'weightBearingLunge',
    ['--trials', '1', '--side', 'left', '--heel-up', '10'],
    [REP[0], REP[1], 'heelUp', ...REP.slice(2)],
  ],
];

afterEach(() => vi.restoreAllMocks());

describe('simulate', () => {
  it.each(TASKS)('%s records as %s truth and its events in order', async (...row) => {
    const [name, task, flags, happened] = row;
    const folder = await temporaryFolder();
    const path = join(folder, 'task.mcap');
    vi.spyOn(console, 'log').mockReturnValue();
    const few = ['--rate', '50', '--sensors', 'right_shank', '--no-stored'];
    // Within this process: to start the program takes longer than what is tried here.
    await simulateCommand().parseAsync([name, ...flags, ...few, '-o', path], { from: 'user' });
    const recording = await opened(path);
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

  it('says in a sentence that a box is too high for a person', async () => {
    const folder = await temporaryFolder();
    const words = ['simulate', 'step-up', '--height', '1.3', '--box', '30', '-o', 'up.mcap'];
    const run = await plumbline(words, { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('allowed for a person of 1.30 m are up to 0.25 m');
  });

  it('begins on the day that is asked for, with the same movements', async () => {
    const folder = await temporaryFolder();
    const reps = async (name: string, ...words: string[]) => {
      const all = ['simulate', 'squat', '--reps', '1', ...words, '-o', `${name}.mcap`];
      expect((await plumbline(all, { cwd: folder })).code).toBe(0);
      const recording = await opened(join(folder, `${name}.mcap`));
      const { startedUs } = recording.metadata;
      const truth = await collect(recording.truth());
      return { startedUs, at: truth.map(({ timeUs }) => timeUs - startedUs), truth };
    };
    const usual = await reps('usual');
    const later = await reps('later', '--started', '2026-03-09');
    expect(usual.startedUs).toBe(Date.UTC(2026, 0, 1) * 1000);
    expect(later.startedUs).toBe(Date.UTC(2026, 2, 9) * 1000);
    expect(later.at).toEqual(usual.at);
    expect(later.truth.map(({ legs }) => legs)).toEqual(usual.truth.map(({ legs }) => legs));
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
