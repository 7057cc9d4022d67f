import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MCAP_MAGIC, McapWriter } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/reader.ts';
import { RecordingError, type RecordingProblem } from '../../src/recording/recordingError.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { collect } from './collect.ts';
import { fillDisk } from './fullDisk.ts';
import { killedAfter } from './killedRun.ts';
import { opened } from './opened.ts';
import { record } from './record.ts';
import { SESSION, seededRandom, sessionSteps, temporaryFolder, writeStep } from './session.ts';

async function problemOf(opening: Promise<unknown>): Promise<RecordingProblem | null> {
  try {
    await opening;
    return null;
  } catch (error) {
    if (error instanceof RecordingError) return error.problem;
    throw error;
  }
}

describe('a recorder that is killed', () => {
  it.each([350, 800, 1270, 2000])('loses at most 0.3 s after %i ms', async (ms) => {
    const path = join(await temporaryFolder(), 'killed.mcap');
    const takenUs = await killedAfter(ms, path);
    expect(await problemOf(openRecording(path))).toBe('unfinished');

    const report = await recoverRecording(path);
    expect(report.recovered).toBe(true);
    const recording = await opened(path);
    expect(takenUs).toBeGreaterThanOrEqual(recording.endUs);
    expect((takenUs - recording.endUs) / 1e6).toBeLessThanOrEqual(0.3);
    const inputs = await collect(recording.inputs());
    const frames = await collect(recording.frames());
    expect(inputs).toHaveLength(7 * frames.length);
    expect(inputs.length + frames.length).toBe(report.messages);
  });
});

describe('recovery', () => {
  it('gives every message of a file that was only not closed', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'open.mcap');
    const writer = await RecordingWriter.create(path, SESSION, { flushMs: 10 });
    const steps = [...sessionSteps(2)];
    for (const step of steps) writeStep(writer, step);
    await expect.poll(() => writer.status.bytesWritten).toBeGreaterThan(30_000);
    const copy = join(folder, 'copy.mcap');
    await writeFile(copy, await readFile(path));
    await writer.close();

    const report = await recoverRecording(copy);
    expect(report).toMatchObject({ recovered: true, tornBytes: 0, tornPath: null });
    expect(report.messages).toBe(writer.status.messages);
    expect(await readFile(copy)).toEqual(await readFile(path));
  });

  it('leaves a finished recording alone', async () => {
    const path = await record(sessionSteps(2));
    const before = await readFile(path);
    const report = await recoverRecording(path);
    const recording = await opened(path);
    expect(report).toMatchObject({ recovered: false, durationS: recording.durationS });
    expect(await readFile(path)).toEqual(before);
  });

  it('survives 100 truncations: never a crash, every whole chunk kept, no byte thrown away', {
    timeout: 90_000,
  }, async () => {
    const random = seededRandom(7);
    const folder = await temporaryFolder();
    const whole = await readFile(await record(sessionSteps(6)));
    const all = await collectInputs(whole, join(folder, 'all.mcap'));
    const endOfHead = await headBytes(whole, folder);
    let kept = 0;
    for (let i = 0; i < 100; i++) {
      const size = Math.floor(random() * whole.length);
      const path = join(folder, `${i}.mcap`);
      await writeFile(path, whole.subarray(0, size));
      if (size < endOfHead) {
        const problem = await problemOf(recoverRecording(path));
        expect(problem).toBe(size === 0 ? 'empty' : 'truncated');
        expect((await stat(path)).size).toBe(size);
        continue;
      }
      const { tornPath, tornBytes } = await recoverRecording(path);
      const torn = tornPath === null ? Buffer.alloc(0) : await readFile(tornPath);
      expect(torn.length).toBe(tornBytes);
      expect(Buffer.from(whole.subarray(size - tornBytes, size)).equals(torn)).toBe(true);
      const recording = await opened(path);
      const inputs = await collect(recording.inputs());
      expect(inputs).toEqual(all.slice(0, inputs.length));
      kept += inputs.length;
    }
    expect(kept).toBeGreaterThan(20 * all.length);
  });

  it('cuts off a tail of zeros that a power cut left', async () => {
    const folder = await temporaryFolder();
    const whole = await readFile(await record(sessionSteps(2)));
    const path = join(folder, 'zeros.mcap');
    await writeFile(path, Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(4096)]));
    const report = await recoverRecording(path);
    expect(report.tornBytes).toBeGreaterThanOrEqual(4096);
    expect((await opened(path)).damagedChunks).toBe(0);
  });

  it('keeps the torn ends of two crashes apart', async () => {
    const folder = await temporaryFolder();
    const whole = await readFile(await record(sessionSteps(1)));
    const path = join(folder, 'twice.mcap');
    const tornPaths: (string | null)[] = [];
    for (const bytes of [[1], [2]]) {
      await writeFile(path, Buffer.concat([whole.subarray(0, 12_000), Buffer.from(bytes)]));
      tornPaths.push((await recoverRecording(path)).tornPath);
    }
    expect(tornPaths).toEqual([`${path}.torn`, `${path}.torn.2`]);
  });

  it('on a full disk changes nothing, says so, and is done with room', async () => {
    const folder = await temporaryFolder();
    const whole = await readFile(await record(sessionSteps(2)));
    const path = join(folder, 'torn.mcap');
    const torn = whole.subarray(0, Math.floor(whole.length / 2));
    await writeFile(path, torn);
    const disk = await fillDisk(folder);
    const refusal = `Cannot recover ${path} (ENOSPC: no space left on device, write)`;
    await expect(recoverRecording(path)).rejects.toThrow(refusal);
    disk.free();
    expect(await readdir(folder)).toEqual(['torn.mcap']);
    expect(await readFile(path)).toEqual(torn);
    expect((await recoverRecording(path)).tornPath).toBe(`${path}.torn`);
  });

  it('goes on where a recovery was itself killed', async () => {
    const folder = await temporaryFolder();
    const whole = await readFile(await record(sessionSteps(2)));
    const path = join(folder, 'half-recovered.mcap');
    await writeFile(path, whole.subarray(0, whole.length - 100));
    expect(await recoverRecording(path)).toMatchObject({ recovered: true, tornBytes: 0 });
    expect(await readFile(path)).toEqual(whole);
  });
});

async function collectInputs(bytes: Uint8Array, path: string) {
  await writeFile(path, bytes);
  const recording = await opened(path);
  const inputs = await collect(recording.inputs());
  return inputs;
}

/** Size of the smallest beginning of the file that can be recovered. */
async function headBytes(whole: Uint8Array, folder: string): Promise<number> {
  const path = join(folder, 'head.mcap');
  for (let size = MCAP_MAGIC.length; ; size++) {
    await writeFile(path, whole.subarray(0, size));
    if ((await problemOf(recoverRecording(path))) === null) return size;
  }
}

describe('a file that is no recording', () => {
  async function fileOf(bytes: Uint8Array | string): Promise<string> {
    const path = join(await temporaryFolder(), 'foreign.mcap');
    await writeFile(path, bytes);
    return path;
  }

  async function expectRefusal(path: string, problem: RecordingProblem, sentence: string) {
    for (const attempt of [openRecording, recoverRecording]) {
      const error: unknown = await attempt(path).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(RecordingError);
      expect(error).toMatchObject({ problem, path, message: `${path} ${sentence}` });
    }
  }

  it('is refused when it is empty', async () => {
    const sentence = 'is empty; a recording begins with the MCAP signature and its session.';
    await expectRefusal(await fileOf(''), 'empty', sentence);
  });

  it('is refused when it is not MCAP', async () => {
    const sentence =
      'is not an MCAP file: it begins with 74 69 6d 65 2c 61 63 63, a recording with 89 4d 43 41 50 30 0d 0a.';
    await expectRefusal(await fileOf('time,acceleration'), 'notMcap', sentence);
  });

  it('is refused when another program wrote it', async () => {
    const parts: Uint8Array[] = [];
    const written = () => parts.reduce((sum, part) => sum + part.length, 0);
    const writer = new McapWriter({
      writable: {
        position: () => BigInt(written()),
        write: async (bytes) => void parts.push(bytes.slice()),
      },
    });
    await writer.start({ profile: 'ros2', library: 'other' });
    await writer.end();
    const sentence =
      'is an MCAP file but not a recording of this program: it has no session record behind its header; valid is a metadata record "plumbline.session" right behind the header.';
    await expectRefusal(await fileOf(Buffer.concat(parts)), 'foreign', sentence);
  });

  it('is refused when it does not exist', async () => {
    const path = join(await temporaryFolder(), 'gone.mcap');
    await expect(openRecording(path)).rejects.toThrow(
      `Cannot open ${path}: there is no such file.`,
    );
  });
});
