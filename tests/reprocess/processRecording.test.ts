import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import { hasFlag } from '../../src/model/quality.ts';
import { sensorId } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { openRecording, type Recording } from '../../src/recording/reader.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { timeOf } from '../../src/reprocess/inputs.ts';
import { type ProcessReport, processRecording } from '../../src/reprocess/processRecording.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { START_US } from '../pipeline/offline.ts';
import { collect } from '../recording/collect.ts';
import { SESSION } from '../recording/session.ts';

interface Processed {
  readonly report: ProcessReport;
  readonly frames: readonly BodyFrame[];
  readonly inputs: readonly PipelineInput[];
  readonly difference: string | null;
  readonly parent: string | undefined;
}

const session = simulateSquatSession({ seed: 5, reps: 3 });
const inputs = [...simulatedInputs(session.feeds, START_US, session.durationS)];
const settings: PipelineSettings = {
  ...DEFAULT_SETTINGS,
  subject: {
    shankLengthM: session.person.shankLengthM,
    thighLengthM: session.person.thighLengthM,
    toeOutDeg: session.options.toeOutDeg,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'processed-'));
let files = 0;

function newFile(): string {
  return join(folder, `${files++}.mcap`);
}

async function recordRaw(given: readonly PipelineInput[]): Promise<string> {
  const path = newFile();
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs: START_US, settings });
  for (const input of given) writer.writeInput(input);
  await writer.close();
  return path;
}

function seconds(from: number, to: number) {
  return { fromUs: START_US + from * 1e6, toUs: START_US + to * 1e6 };
}

async function processed(
  path: string,
  options: Partial<Parameters<typeof processRecording>[2]> = {},
): Promise<Processed> {
  const recording = await openRecording(path);
  const out = newFile();
  const writer = await RecordingWriter.create(out, {
    ...recording.metadata,
    id: 'processed',
    parent: recording.metadata.id,
    settingsHash: settingsHash(settings),
  });
  const report = await processRecording(recording, writer, {
    settings,
    standing: null,
    functional: null,
    onProgress: () => {},
    ...options,
  });
  await writer.close();
  await recording.close();
  return { report, ...(await contentOf(await openRecording(out))) };
}

async function contentOf(recording: Recording): Promise<Omit<Processed, 'report'>> {
  try {
    return {
      frames: await collect(recording.frames()),
      inputs: await collect(recording.inputs()),
      difference: (await verify(recording)).difference,
      parent: recording.metadata.parent,
    };
  } finally {
    await recording.close();
  }
}

function isCalibrated(frame: BodyFrame): boolean {
  return frame.legs.every(
    ({ measures, quality }) =>
      Number.isFinite(measures.kneeFlexionDeg) && !hasFlag(quality.knee, 'uncalibrated'),
  );
}

let once: Processed;

beforeAll(async () => {
  once = await processed(await recordRaw(inputs));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('processing a recording', () => {
  it('gives angles from its first second on, though it was calibrated later', () => {
    const { report, frames, difference, parent } = once;
    expect(report).toMatchObject({ frames: frames.length, framesWithAngles: frames.length });
    expect(report.calibration?.legs.map(({ side }) => side)).toEqual(['right', 'left']);
    expect(report.calibration).toMatchObject({ verdict: 'good', method: 'standing+movement' });
    expect(frames.every(isCalibrated)).toBe(true);
    // Neither live nor here are the squats of the calibration those to be assessed.
    expect(report.reps).toBe(session.reps.length);
    expect(difference).toBeNull();
    expect(parent).toBe(SESSION.id);
  });

  it('agrees with the truth before the calibration as well as behind it', () => {
    const { frames } = once;
    let squares = 0;
    for (const frame of frames) {
      const truth = session.truthAt((frame.timeUs - START_US) / 1e6);
      for (const [i, leg] of frame.legs.entries()) {
        squares += (leg.measures.kneeFlexionDeg - truth[i].measures.kneeFlexionDeg) ** 2;
      }
    }
    // The design's bound for the simulator at nominal noise.
    expect(Math.sqrt(squares / (2 * frames.length))).toBeLessThan(1.5);
  });

  it('calibrates on the stretches it is given, and on nothing else', async () => {
    const wished: PipelineInput[] = [
      ...inputs.slice(0, inputs.length / 2),
      { type: 'recalibrate', timeUs: START_US + 1 },
      ...inputs.slice(inputs.length / 2),
    ];
    const {
      report,
      frames,
      inputs: kept,
    } = await processed(await recordRaw(wished), {
      standing: seconds(1, 4),
      functional: seconds(5, 22),
    });
    expect(report.calibration).toMatchObject({ method: 'givenWindows', standingS: 3 });
    expect(frames.every(isCalibrated)).toBe(true);
    expect(kept.filter(({ type }) => type === 'recalibrate')).toEqual([]);
    expect(kept.filter(({ type }) => type === 'useCalibration')).toHaveLength(1);
  });

  it.each([
    ['standing', { functional: seconds(5, 22) }],
    ['movement', { standing: seconds(1, 4) }],
  ])('looks for the %s where only the other is given', async (_, given) => {
    const { report } = await processed(await recordRaw(inputs), given);
    expect(report.calibration).toMatchObject({ method: 'givenWindows', verdict: 'good' });
  });

  it('writes angles without a calibration movement too, flagged', async () => {
    // One squat between quiet standings: nothing that a hub would calibrate on.
    const few = simulateSquatSession({ seed: 5, reps: 1 });
    const lastUs = START_US + 32e6;
    const assessed = [...simulatedInputs(few.feeds, START_US, 32)].filter(
      (input) => input.type !== 'packet' || input.packet.arrivalUs > START_US + 20e6,
    );
    const { report, frames } = await processed(await recordRaw(assessed));
    expect(report.calibration).toMatchObject({ method: 'assessedMovement', verdict: 'redo' });
    const legs = frames
      .filter(({ timeUs }) => timeUs < lastUs)
      .flatMap((frame) => frame.legs.filter(({ quality }) => !hasFlag(quality.knee, 'stale')));
    expect(legs.length).toBeGreaterThan(500);
    for (const { measures, quality } of legs) {
      expect(measures.kneeFlexionDeg).not.toBeNaN();
      expect(hasFlag(quality.knee & quality.ankle & quality.projection, 'uncalibrated')).toBe(true);
    }
  });

  it('takes squats that nothing follows for those to be assessed', async () => {
    // Standing and the five squats of the calibration, and two seconds more.
    const endUs = once.report.calibration!.movement.toUs + 2e6;
    const cut = inputs.filter((input) => timeOf(input) < endUs);
    const { report } = await processed(await recordRaw(cut));
    expect(report.calibration).toMatchObject({ method: 'assessedMovement', verdict: 'redo' });
    for (const leg of report.calibration?.legs ?? []) expect(leg.refinement).toBe('none');
    expect(report.reps).toBeGreaterThanOrEqual(4);
  });

  it('knows flexion when the named movement begins with bent knees', async () => {
    const { report, frames } = await processed(await recordRaw(inputs), {
      standing: seconds(1, 4),
      functional: seconds(7.5, 22),
    });
    expect(report.reps).toBe(session.reps.length);
    const deepest = Math.max(...frames.map(({ legs }) => legs[0].measures.kneeFlexionDeg));
    expect(deepest).toBeGreaterThan(60);
  });

  it('calibrates on named stretches though sensors were placed after the first packet', async () => {
    const placedUs = START_US + 1.5e6;
    const late = [
      ...inputs.filter((input) => input.type !== 'placed' && timeOf(input) < placedUs),
      ...inputs.flatMap((input) =>
        input.type === 'placed' ? [{ ...input, timeUs: placedUs }] : [],
      ),
      ...inputs.filter((input) => input.type !== 'placed' && timeOf(input) >= placedUs),
    ];
    const { report } = await processed(await recordRaw(late), {
      standing: seconds(2, 4),
      functional: seconds(5, 22),
    });
    expect(report.calibration).toMatchObject({ method: 'givenWindows', standingS: 2 });
    expect(report.framesWithAngles).toBe(report.frames);
  });

  it('calibrates one leg where a sensor of the other died', async () => {
    const { id } = session.feeds.find(({ placement }) => placement === 'left_shank')!.sensor;
    const dead = inputs.filter(
      (input) =>
        input.type !== 'packet' ||
        input.packet.sensorId !== id ||
        input.packet.arrivalUs < START_US + 2e6,
    );
    const { report, frames } = await processed(await recordRaw(dead));
    expect(report.calibration).toMatchObject({ method: 'standing+movement', verdict: 'good' });
    expect(report.calibration?.legs.map(({ side }) => side)).toEqual(['right']);
    expect(report.framesWithAngles).toBe(report.frames);
    const left = frames.flatMap(({ legs }) => legs.filter(({ side }) => side === 'left'));
    expect(left.every(({ quality }) => hasFlag(quality.knee, 'uncalibrated'))).toBe(true);
  });

  it('keeps the calibration when another segment gets a sensor later', async () => {
    const pelvis: PipelineInput = {
      type: 'placed',
      timeUs: START_US + 25e6,
      sensorId: sensorId('LATE'),
      placement: 'pelvis',
    };
    const at = inputs.findIndex((input) => timeOf(input) >= pelvis.timeUs);
    const { report } = await processed(await recordRaw(inputs.toSpliced(at, 0, pelvis)));
    expect(report.framesWithAngles).toBe(report.frames);
  });

  it('processes what was processed like what was recorded', async () => {
    const twice = await processed(await recordRaw(once.inputs));
    expect(twice.frames).toEqual(once.frames);
  });

  it('finds no calibration where no leg has both its sensors', async () => {
    const thighs = new Set(
      session.feeds
        .filter(({ placement }) => placement.endsWith('thigh'))
        .map(({ sensor }) => sensor.id),
    );
    const idOf = (input: PipelineInput) =>
      input.type === 'packet'
        ? input.packet.sensorId
        : input.type === 'sensorLinked'
          ? input.sensor.id
          : input.type === 'placed'
            ? input.sensorId
            : null;
    const half = inputs.filter((input) => thighs.has(idOf(input)!));
    const { report } = await processed(await recordRaw(half));
    expect(report).toMatchObject<Partial<{ calibration: Calibration | null }>>({
      calibration: null,
    });
    expect(report.placements).toEqual(['right_thigh', 'left_thigh']);
  });
});
