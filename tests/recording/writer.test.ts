import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../src/recording/recordingError.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { collect } from './collect.ts';
import { fillDisk } from './fullDisk.ts';
import { opened } from './opened.ts';
import { record } from './record.ts';
import { SESSION, STARTED_US, sessionSteps, temporaryFolder, writeStep } from './session.ts';

describe('a closed recording', () => {
  it('gives every input, sample, frame, event and truth back, exact and in order', async () => {
    const steps = [...sessionSteps(12)];
    const recording = await opened(await record(steps));
    const outputs = steps.flatMap((step) => (step.kind === 'output' ? [step.output] : []));

    expect(recording.metadata).toEqual(SESSION);
    expect(await collect(recording.inputs())).toEqual(
      steps.flatMap((step) => (step.kind === 'input' ? [step.input] : [])),
    );
    expect(await collect(recording.truth())).toEqual(
      steps.flatMap((step) => (step.kind === 'truth' ? [step.truth] : [])),
    );
    const frames = outputs.flatMap((output) => output.frames);
    expect(frames).toHaveLength(1200);
    expect(await collect(recording.frames())).toEqual(frames);
    const events = outputs.flatMap((output) => output.events);
    expect(events.map((event) => event.type)).toContain('cueOn');
    expect(await collect(recording.events())).toEqual(events);
    const stored = await collect(recording.batches(['samples']));
    expect(stored.flat().map(({ samples }) => samples)).toEqual(
      outputs.flatMap((output) => output.samples),
    );
  });

  it('keeps the exact order across channels', async () => {
    const steps = [...sessionSteps(3)];
    const recording = await opened(await record(steps));
    const order = (
      await collect(recording.batches(['packet', 'input', 'samples', 'frame', 'event', 'truth']))
    )
      .flat()
      .map(({ kind }) => kind);
    expect(order).toEqual(
      steps.flatMap((step) => {
        if (step.kind === 'input') return [step.input.type === 'packet' ? 'packet' : 'input'];
        if (step.kind === 'truth') return ['truth'];
        const { samples, frames, events } = step.output;
        return [
          ...samples.map(() => 'samples'),
          ...frames.map(() => 'frame'),
          ...events.map(() => 'event'),
        ];
      }),
    );
  });

  it('reads a range by the instant the hub had the data', async () => {
    const recording = await opened(await record(sessionSteps(6)));
    const all = await collect(recording.outputs());
    const fromUs = all[500].logUs;
    const toUs = all[900].logUs;
    const wanted = all.filter(({ logUs }) => logUs >= fromUs && logUs < toUs);
    expect(wanted.length).toBeGreaterThan(390);
    expect(await collect(recording.outputs({ fromUs, toUs }))).toEqual(wanted);
  });

  it('is a valid recording when nothing happened', async () => {
    const recording = await opened(await record([]));
    expect(recording.durationS).toBe(0);
    expect(recording.startUs).toBe(SESSION.startedUs);
    expect(await collect(recording.outputs())).toEqual([]);
  });

  it('belongs to its owner alone', async () => {
    const { mode } = await stat(await record([]));
    expect(mode & 0o777).toBe(0o600);
  });
});

describe('a recording being written', () => {
  it('never overwrites a file', async () => {
    const path = join(await temporaryFolder(), 'taken.mcap');
    await writeFile(path, 'somebody else');
    await expect(RecordingWriter.create(path, SESSION)).rejects.toThrow(
      `${path} already exists and a recording never overwrites a file`,
    );
    expect(await readFile(path, 'utf8')).toBe('somebody else');
  });

  it('says in one sentence that a folder cannot be written to', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    for (const path of [join(folder, 'missing', 'a.mcap'), join(folder, 'file', 'a.mcap')]) {
      await expect(RecordingWriter.create(path, SESSION)).rejects.toThrow(
        /because there is no such folder: create it or choose another\.$/,
      );
    }
    await expect(RecordingWriter.create('/proc/a.mcap', SESSION)).rejects.toThrow(RecordingError);
  });

  it('leaves no file behind where the disk takes nothing', async () => {
    const folder = await temporaryFolder();
    await fillDisk(folder);
    const path = join(folder, 'none.mcap');
    await expect(RecordingWriter.create(path, SESSION)).rejects.toThrow(
      `${path}: the disk is full or failed (ENOSPC: no space left on device, write); nothing is kept.`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('says at its end that the disk did not take it, also when asked again', async () => {
    const folder = await temporaryFolder();
    const writer = await RecordingWriter.create(join(folder, 'half.mcap'), SESSION);
    await fillDisk(folder);
    for (const _ of [1, 2])
      await expect(writer.close()).rejects.toMatchObject({ problem: 'diskFailed' });
  });

  it.each([
    ['at the start of the session', {}, [0, 0, 1]],
    ['at the first log time given', { firstLogUs: STARTED_US - 3e6 }, [-3, -1, 1]],
  ])('logs what happened before the start %s', async (_, options, loggedS) => {
    const path = join(await temporaryFolder(), 'early.mcap');
    const writer = await RecordingWriter.create(path, SESSION, options);
    for (const seconds of [-3, -1, 1]) {
      const timeUs = STARTED_US + seconds * 1e6;
      writer.writeInput({ type: 'marker', timeUs, label: String(seconds) });
    }
    await writer.close();
    const stored = (await collect((await opened(path)).batches(['input']))).flat();
    expect(stored.map(({ logUs }) => (logUs - STARTED_US) / 1e6)).toEqual(loggedS);
  });

  it('takes messages without waiting and reports what is on the disk', async () => {
    const path = join(await temporaryFolder(), 'live.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { flushMs: 20 });
    const { bytesWritten } = writer.status;
    for (const step of sessionSteps(1)) writeStep(writer, step);
    expect(writer.status.bytesWritten).toBe(bytesWritten);
    await expect.poll(() => writer.status.bytesWritten).toBeGreaterThan(10_000);
    await writer.close();
    expect(writer.status.bytesWritten).toBe((await stat(path)).size);
  });

  it('leaves out a number that JSON cannot hold, says which, and goes on', async () => {
    const errors: RecordingError[] = [];
    const path = join(await temporaryFolder(), 'nan.mcap');
    const writer = await RecordingWriter.create(path, SESSION, {
      onError: (error) => errors.push(error),
    });
    const events = [
      { type: 'phase', timeUs: Number.NaN, phase: 'bottom' },
      { type: 'phase', timeUs: STARTED_US, phase: 'ascent' },
    ] as const;
    writer.writeOutput({ samples: [], frames: [], events });
    await writer.close();
    expect(errors.map(({ message }) => message)).toEqual([
      `Left out of ${path}: "timeUs" of a phase message is NaN; JSON holds finite numbers and null.`,
    ]);
    expect(writer.status).toMatchObject({ messages: 1, leftOut: 1, error: null });
    const recording = await opened(path);
    expect(await collect(recording.events())).toEqual([events[1]]);
  });

  it('bounds its memory when the disk is too slow', async () => {
    const errors: RecordingError[] = [];
    const path = join(await temporaryFolder(), 'slow.mcap');
    const writer = await RecordingWriter.create(path, SESSION, {
      chunkBytes: 16 * 1024,
      maxPendingBytes: 32 * 1024,
      onError: (error) => errors.push(error),
    });
    // Without a turn of the event loop nothing reaches the disk.
    for (const step of sessionSteps(10)) writeStep(writer, step);
    await writer.close();
    expect(errors.map(({ problem }) => problem)).toEqual(['tooSlow']);
    expect(writer.status.leftOut).toBeGreaterThan(1000);
    const recording = await opened(path);
    const stored = [...recording.counts.values()].reduce((a, b) => a + b, 0);
    expect(stored).toBe(writer.status.messages);
  });

  it('never lets log times go back, whatever the order of its inputs', async () => {
    const path = join(await temporaryFolder(), 'back.mcap');
    const writer = await RecordingWriter.create(path, SESSION);
    for (const timeUs of [5, 3, 9].map((seconds) => STARTED_US + seconds * 1e6)) {
      writer.writeInput({ type: 'marker', timeUs, label: String(timeUs) });
    }
    await writer.close();
    const recording = await opened(path);
    const stored = (await collect(recording.batches(['input']))).flat();
    expect(stored.map(({ logUs }) => (logUs - STARTED_US) / 1e6)).toEqual([5, 5, 9]);
    expect(stored.map(({ input }) => input.type === 'marker' && input.timeUs)).toEqual(
      [5, 3, 9].map((seconds) => STARTED_US + seconds * 1e6),
    );
  });
});
