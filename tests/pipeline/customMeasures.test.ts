import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomMeasureError } from '../../src/body/customMeasures/customMeasures.ts';
import { exportCsv } from '../../src/exchange/export/csv/exportCsv.ts';
import { FULL_DETAIL, LineMaker } from '../../src/influx/lines/lineMaker.ts';
import { type BodyFrame, LEG_MEASURES, type LegMeasures } from '../../src/model/bodyFrame.ts';
import type { CustomMeasure } from '../../src/model/customMeasures.ts';
import { SIDES } from '../../src/model/placement.ts';
import { qualityWord } from '../../src/model/quality.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { encodeBody } from '../../src/recording/bodyMessage.ts';
import type { Recording } from '../../src/recording/reader.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { recompute } from '../../src/reprocess/recompute.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { opened } from '../recording/opened.ts';
import { START_US } from './offline.ts';

const CUSTOM: readonly CustomMeasure[] = [
  {
    name: 'kneeOverToeLessLean',
    formula: 'kneeOverToeDeg - 0.5 * shankLeanDeg',
    unit: 'deg',
  },
  { name: 'valgusShare', formula: 'kneeValgusDeg / max(1, abs(kneeFlexionDeg))' },
  { name: 'deepFppa', formula: 'kneeFlexionDeg > 60 ? fppaDeg : 0', unit: 'deg' },
];

/** The same by hand. */
const BY_HAND: readonly ((m: LegMeasures) => number)[] = [
  (m) => m.kneeOverToeDeg - 0.5 * m.shankLeanDeg,
  (m) => m.kneeValgusDeg / Math.max(1, Math.abs(m.kneeFlexionDeg)),
  (m) => (Number.isNaN(m.fppaDeg) ? Number.NaN : m.kneeFlexionDeg > 60 ? m.fppaDeg : 0),
];

const SETTINGS: PipelineSettings = { ...DEFAULT_SETTINGS, customMeasures: CUSTOM };
const SESSION: SessionMetadata = {
  id: 'custom',
  subject: 'simulated',
  startedUs: START_US,
  simulated: true,
  protocol: 'squat',
  notes: '',
  software: 'test',
  settings: SETTINGS,
  settingsHash: settingsHash(SETTINGS),
};
const SAMPLE = fileURLToPath(new URL('../../recordings/samples/squats.mcap', import.meta.url));

let folder: string;
let path: string;
const live: BodyFrame[] = [];
const without: BodyFrame[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'custom-'));
  path = join(folder, 'custom.mcap');
  const writer = await RecordingWriter.create(path, SESSION);
  const session = simulateSquatSession({ reps: 2, fppaDeg: [0, 18] });
  const pipeline = new Pipeline(SETTINGS);
  const plain = new Pipeline(DEFAULT_SETTINGS);
  for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
    const output = pipeline.push(input);
    writer.writeInput(input);
    writer.writeOutput(output);
    live.push(...output.frames);
    without.push(...plain.push(input).frames);
  }
  await writer.close();
  expect(writer.status).toMatchObject({ error: null, leftOut: 0 });
});

afterAll(() => rm(folder, { recursive: true }));

async function stored(recording: Recording): Promise<BodyFrame[]> {
  const frames: BodyFrame[] = [];
  for await (const frame of recording.frames()) frames.push(frame);
  return frames;
}

describe('custom measures of a session', () => {
  it('are what the formulas say of the frame, in the order of the settings', () => {
    let stated = 0;
    for (const { legs } of live) {
      expect(legs).toHaveLength(2);
      for (const { measures, custom } of legs) {
        // To the last bit: the same operations in the same order.
        expect(custom).toEqual(BY_HAND.map((of) => of(measures)));
        if (custom.every(Number.isFinite)) stated++;
      }
    }
    // Two squats of two legs: seconds of frames, so that the blank ones cannot be all there is.
    expect(stated).toBeGreaterThan(1000);
  });

  it('change no other bit of the frames, and none is there without a formula', () => {
    expect(without.every(({ legs }) => legs.every(({ custom }) => custom.length === 0))).toBe(true);
    const bare = live.map((frame) => ({
      ...frame,
      legs: frame.legs.map((leg) => ({ ...leg, custom: [] })),
    }));
    expect(Buffer.concat(bare.map(encodeBody)).equals(Buffer.concat(without.map(encodeBody)))).toBe(
      true,
    );
  });

  it('come back from the recording in 32 bits and verify bit for bit', async () => {
    const recording = await opened(path);
    expect(recording.metadata.settings.customMeasures).toEqual(CUSTOM);
    const frames = await stored(recording);
    expect(frames.map(({ legs }) => legs.map(({ custom }) => custom))).toEqual(
      live.map(({ legs }) => legs.map(({ custom }) => custom.map(Math.fround))),
    );
    const { difference, frames: equal } = await verify(recording);
    expect(difference).toBeNull();
    expect(equal).toBe(live.length);
  });

  it('do not verify when a stored one differs by a thousandth', async () => {
    const recording = await opened(path);
    const at = live.findIndex(({ legs }) => Number.isFinite(legs[1].custom[2]));
    const changed = new Proxy(recording, {
      get(target, name) {
        if (name !== 'frames') {
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        }
        return async function* () {
          let index = 0;
          for await (const frame of target.frames()) {
            if (index++ === at) (frame.legs[1].custom as number[])[2] += 1e-3;
            yield frame;
          }
        };
      },
    });
    expect((await verify(changed)).difference).toBe(`frame ${at + 1} differs from the stored one`);
  });

  it('may be others when a recording is computed anew', async () => {
    const settings = { ...SETTINGS, customMeasures: [CUSTOM[1]] };
    const values: (readonly number[])[] = [];
    for await (const { frames } of recompute(await opened(path), settings)) {
      for (const { legs } of frames) values.push(...legs.map(({ custom }) => custom));
    }
    expect(values).toEqual(live.flatMap(({ legs }) => legs.map(({ custom }) => [custom[1]])));
  });

  it('are columns of the tables, each with one quality column that speaks for it', async () => {
    const out = join(folder, 'out');
    const recording = await opened(path);
    await exportCsv(recording, out);
    const table = async (name: string): Promise<Record<string, string>[]> =>
      parse(await readFile(join(out, name)), { columns: true });
    const rows = await table('body.csv');
    const described = new Map((await table('columns.csv')).map((row) => [row.column, row]));
    expect(described.get('right_custom_knee_over_toe_less_lean')).toEqual({
      file: 'body.csv',
      column: 'right_custom_knee_over_toe_less_lean',
      unit: 'deg',
      quality: 'right_ankle_projection_quality',
      meaning: 'custom measure: kneeOverToeDeg - 0.5 * shankLeanDeg',
    });
    expect(described.get('left_custom_valgus_share')).toMatchObject({
      unit: '',
      quality: 'left_knee_quality',
    });
    expect(described.get('left_custom_deep_fppa')?.quality).toBe('left_knee_projection_quality');
    const frames = await stored(recording);
    expect(rows).toHaveLength(frames.length);
    frames.forEach(({ legs }, i) => {
      for (const side of SIDES) {
        const leg = legs.find((each) => each.side === side);
        if (!leg) throw new Error('a leg is missing');
        const cell = rows[i][`${side}_custom_deep_fppa`];
        // Six decimals are written.
        if (Number.isFinite(leg.custom[2])) expect(Number(cell)).toBeCloseTo(leg.custom[2], 5);
        else expect(cell).toBe('');
        expect(rows[i][`${side}_ankle_projection_quality`]).toBe(
          qualityWord(leg.quality.ankle | leg.quality.projection),
        );
        expect(rows[i][`${side}_shank_qz`]).not.toBeUndefined();
      }
    });
    const cells = new Set(rows.map((row) => Object.keys(row).length));
    expect([...cells]).toEqual([1 + 2 * (LEG_MEASURES.length + 3 + 3 + 2 + 8)]);
  });

  it('are fields of the database, absent where blank', () => {
    const maker = new LineMaker(SESSION, 'lab', FULL_DETAIL, null);
    const good = live.find(({ legs }) => legs.every(({ custom }) => custom.every(Number.isFinite)));
    const [right] = maker.add({ kind: 'frame', frame: good as BodyFrame });
    expect(right).toContain(`,custom_valgus_share=${good?.legs[0].custom[1]}`);
    const [blank] = maker.add({ kind: 'frame', frame: live[0] });
    expect(live[0].legs[0].custom).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(blank).not.toContain('custom_');
  });

  it('end the start of a pipeline with the name of the measure, the place and a caret', () => {
    const customMeasures = [CUSTOM[0], { name: 'odd', formula: '2 * valgusShare' }];
    const start = (): unknown => new Pipeline({ ...DEFAULT_SETTINGS, customMeasures });
    expect(start).toThrow(CustomMeasureError);
    expect(start).toThrow(
      /^custom measure odd, character 5: valgusShare is no field of a leg; .*\n2 \* valgusShare\n {4}\^$/,
    );
  });
});

describe('a recording from before there were custom measures', () => {
  it('has none, and its settings keep their hash', async () => {
    const { metadata } = await opened(SAMPLE);
    expect(metadata.settings.customMeasures).toEqual([]);
    expect(settingsHash(metadata.settings)).toBe(metadata.settingsHash);
  });
});
