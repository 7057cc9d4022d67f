import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BodyFrame, emptyLegMeasures } from '../../../src/model/bodyFrame.ts';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { settingsHash } from '../../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { type RepeatedSet, setsOf } from '../../../src/reprocess/repeatability/repeatedSet.ts';
import { repOf } from '../../movement/reps.ts';
import { opened } from '../../recording/opened.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const REP_US = 4e6;
const NO_ORIENTATION = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

/** What happens, in order: a calibration with its verdict, or a rep with its number. */
type Step =
  | { readonly calibration: Calibration['verdict'] }
  | { readonly rep: number; readonly counted?: boolean };

const reps = (count: number): Step[] =>
  Array.from({ length: count }, (_, i) => ({ rep: i + 1 }) as const);

/** A recording in which the knee is bent by 10° times the rep's number at each bottom. */
async function recorded(steps: readonly Step[]): Promise<readonly RepeatedSet[]> {
  const folder = await mkdtemp(join(tmpdir(), 'repeated-set-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'session.mcap');
  const writer = await RecordingWriter.create(path, {
    id: 'session',
    subject: 'P-1',
    startedUs: START_US,
    simulated: true,
    protocol: 'squat',
    notes: '',
    software: 'test',
    settings: DEFAULT_SETTINGS,
    settingsHash: settingsHash(DEFAULT_SETTINGS),
  });
  let calibrations = 0;
  steps.forEach((step, i) => {
    const timeUs = START_US + i * REP_US;
    if ('calibration' in step) {
      writer.writeOutput({
        samples: [],
        frames: [frame(timeUs, 0)],
        events: [calibrated(`cal-${++calibrations}`, step.calibration, timeUs)],
      });
      return;
    }
    const frames = [-60_000, -50_000, 0, 50_000, 60_000].map((offUs) =>
      // Outside of ±50 ms another angle, which must not count.
      frame(timeUs + offUs, Math.abs(offUs) > 50_000 ? 0 : 10 * step.rep),
    );
    writer.writeOutput({ samples: [], frames, events: [rep(step.rep, step.counted, timeUs)] });
  });
  await writer.close();
  return setsOf(await opened(path));
}

function frame(timeUs: number, kneeFlexionDeg: number): BodyFrame {
  return {
    timeUs,
    arrivalUs: timeUs + 20_000,
    legs: [
      {
        side: 'left',
        measures: { ...emptyLegMeasures(), kneeFlexionDeg, kneeMedialDeviationM: 0.02 },
        custom: [],
        quality: { knee: 0, ankle: 0, projection: 0 },
        thigh: NO_ORIENTATION,
        shank: NO_ORIENTATION,
      },
    ],
  };
}

function rep(number: number, counted: boolean | undefined, bottomUs: number): PipelineEvent {
  return {
    type: 'rep',
    timeUs: bottomUs + 60_000,
    rep: repOf(number, {
      startUs: bottomUs - 1e6,
      bottomUs,
      endUs: bottomUs + 60_000,
      eccentricS: 1,
      holdS: 0,
      concentricS: 0.06,
      legs: [],
      counted: counted ?? true,
      cued: false,
    }),
  };
}

function calibrated(id: string, verdict: Calibration['verdict'], timeUs: number): PipelineEvent {
  const window = { fromUs: timeUs - 2e6, toUs: timeUs - 1e6 };
  const calibration: Calibration = {
    id,
    timeUs,
    method: 'standing+movement',
    standingS: 1,
    movementS: 1,
    standing: window,
    movement: window,
    legs: [],
    verdict,
    checks: [],
    reasons: verdict === 'redo' ? ['the knee bent only 31°'] : [],
  };
  return { type: 'calibration', timeUs, calibration };
}

describe('the sets of a recording', () => {
  it('end where the sensors were calibrated again, and have the mean at each bottom', async () => {
    const sets = await recorded([
      { calibration: 'good' },
      ...reps(5),
      { calibration: 'usable' },
      ...reps(6),
    ]);
    expect(sets.map(({ number, countedReps }) => [number, countedReps])).toEqual([
      [1, 5],
      [2, 6],
    ]);
    expect(new Set(sets.map(({ mounting }) => mounting)).size).toBe(2);
    const left = sets[0].legs.get('left');
    expect(left?.get('kneeFlexionDeg')).toEqual([10, 20, 30, 40, 50]);
    // Stored with seven digits.
    for (const cm of left?.get('kneeMedialDeviationM') ?? []) expect(cm).toBeCloseTo(2, 6);
    expect(left?.get('kneeMedialDeviationM')).toHaveLength(5);
    expect(left?.has('footRollDeg')).toBe(false);
  });

  it('goes on counting past a calibration in the middle: still another set', async () => {
    const sets = await recorded([
      { calibration: 'good' },
      { rep: 1 },
      { calibration: 'good' },
      { rep: 2 },
    ]);
    expect(sets).toHaveLength(2);
  });

  it('end where reps are counted anew, on the same mounting', async () => {
    const sets = await recorded([{ calibration: 'good' }, ...reps(5), ...reps(5)]);
    expect(sets).toHaveLength(2);
    expect(sets[0].mounting).toBe(sets[1].mounting);
  });

  it('leave out reps that do not count', async () => {
    const sets = await recorded([
      { calibration: 'good' },
      { rep: 1 },
      { rep: 2, counted: false },
      { rep: 3 },
    ]);
    expect(sets).toHaveLength(1);
    expect(sets[0].countedReps).toBe(2);
    expect(sets[0].legs.get('left')?.get('kneeFlexionDeg')).toEqual([10, 30]);
  });

  it.each<[string, readonly Step[], RegExp]>([
    ['no calibration', reps(5), /set 1: its repetitions rest on no calibration; stand still/],
    [
      'a calibration to be redone',
      [{ calibration: 'redo' }, ...reps(5)],
      /set 1: its calibration has the verdict redo \(the knee bent only 31°\); valid are/,
    ],
    ['no reps', [{ calibration: 'good' }], /has no repetitions: valid are recordings of squats/],
  ])('are refused with %s', async (_, steps, sentence) => {
    await expect(recorded(steps)).rejects.toThrow(sentence);
  });
});
