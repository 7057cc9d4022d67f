import { rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Calibration } from '../../../src/model/calibration.ts';
import { withThresholds } from '../../../src/model/givenThresholds.ts';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { thresholdsOf } from '../../../src/movement/thresholds.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import type { RecordingComparison } from '../../../src/reprocess/compare/comparison.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { START_US } from '../../pipeline/offline.ts';
import { SESSION } from '../../recording/session.ts';
import { spoilChunk } from '../../recording/spoilChunk.ts';
import { turnFrames } from '../../tools/turnedCalibration.ts';
import { anew, asRecorded, compared, newFolder, SAMPLE, withOpen } from './made.ts';

const folder = newFolder();
const at = (name: string): string => join(folder, `${name}.mcap`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bands of the squat half as wide. */
function narrow(settings: PipelineSettings): PipelineSettings {
  const thresholds = withThresholds(thresholdsOf(settings), {
    bands: { kneeMedialDeviationCm: { planted: [1, 2, 3] } },
  });
  return { ...settings, thresholds };
}

function expectSameAngles({ frames }: RecordingComparison): void {
  expect(frames).toMatchObject({ onlyA: 0, onlyB: 0, measures: [], quality: [] });
  expect(frames.same).toBe(frames.inBoth);
  expect(frames.inBoth).toBeGreaterThan(1000);
}

function expectSamePackets({ packets, a, b }: RecordingComparison): void {
  expect(packets).toHaveLength(4);
  for (const sensor of packets) {
    expect(sensor).toMatchObject({ moved: 0, onlyA: 0, onlyB: 0 });
    expect(sensor.same).toBe(sensor.a);
  }
  expect(a.packetsHash).toBe(b.packetsHash);
}

describe('comparing recordings', () => {
  it('finds one that was computed again identical', async () => {
    const comparison = await compared(SAMPLE, await asRecorded(SAMPLE, at('again')));
    expect(comparison).toMatchObject({
      identical: true,
      kinship: 'parent',
      verdict: expect.stringMatching(/^Identical in all \d+ frames and \d+ events\.$/),
      settings: [],
    });
    expectSameAngles(comparison);
    expectSamePackets(comparison);
    expect(comparison.calibrations).toMatchObject([{ same: true }]);
  });

  describe('with other bands', () => {
    let comparison: RecordingComparison;

    beforeAll(async () => {
      comparison = await compared(SAMPLE, await asRecorded(SAMPLE, at('bands'), narrow));
    });

    it('finds packets and every angle the same', () => {
      expectSameAngles(comparison);
      expectSamePackets(comparison);
      expect(comparison.identical).toBe(false);
      expect(comparison.verdict).toMatch(/^Same packets and angles; \d of 6 repetitions changed/);
    });

    it('names the settings and nothing else', () => {
      expect(comparison.settings.map(({ field, a, b }) => [field, a, b])).toEqual([
        ['thresholds.bands.kneeMedialDeviationCm.planted.0', 2, 1],
        ['thresholds.bands.kneeMedialDeviationCm.planted.1', 4, 2],
        ['thresholds.bands.kneeMedialDeviationCm.planted.2', 6, 3],
      ]);
    });

    it('finds changed in repetitions their band and what rests on it', () => {
      const [reps, ...others] = comparison.results;
      expect(others).toEqual([]);
      expect(reps).toMatchObject({ kind: 'rep', a: 6, b: 6, inBoth: 6, onlyA: [], onlyB: [] });
      expect(reps.bandChanged).toBeGreaterThan(0);
      const fields = new Set(
        reps.changed.flatMap(({ changes }) => changes.map(({ field }) => field)),
      );
      for (const field of fields) {
        expect(field).toMatch(/\.band$|kneeMedialDeviationM\.timeAboveS\.\d$|^cued$/);
      }
    });

    it('finds the cues that the lower edge fired, and no other event changed', () => {
      const { cues, events } = comparison;
      expect(cues.b).toBeGreaterThan(cues.a);
      expect(cues.onlyB.length - cues.onlyA.length).toBe(cues.b - cues.a);
      const differing = events.filter(({ a, b, same }) => a !== same || b !== same);
      for (const { type } of differing) {
        expect(['rep', 'cueOn', 'cueOff', 'cueSuppressed']).toContain(type);
      }
    });

    it('tells the same the other way round', async () => {
      const reversed = await compared(at('bands'), SAMPLE);
      expect(reversed.kinship).toBe('child');
      expect(reversed.cues.onlyA).toEqual(comparison.cues.onlyB);
      expect(reversed.results[0].bandChanged).toBe(comparison.results[0].bandChanged);
    });
  });

  it('finds what the toe line turns, and nothing that does not rest on it', async () => {
    const comparison = await compared(
      SAMPLE,
      await asRecorded(SAMPLE, at('toes'), (settings) => ({
        ...settings,
        subject: { ...settings.subject, toeOutDeg: { right: 7, left: 17 } },
      })),
    );
    expectSamePackets(comparison);
    expect(comparison.settings).toMatchObject([
      { field: 'subject.toeOutDeg.left', difference: 10 },
    ]);
    const { measures } = comparison.frames;
    const of = (name: string) => measures.filter(({ measure }) => measure === name);
    expect(of('kneeFlexionDeg')).toEqual([]);
    // Ten degrees about the vertical turn a shank that leans by 30° by up to 10 · sin 30° sideways.
    const [lean, ...right] = of('shankLeanDeg');
    expect(right).toEqual([]);
    expect(lean).toMatchObject({ side: 'left', unit: 'deg' });
    expect(Math.abs(lean.largest?.difference ?? 0)).toBeGreaterThan(2);
    expect(lean.rms).toBeLessThan(Math.abs(lean.largest?.difference ?? 0));
    expect(comparison.verdict).toMatch(/^Same packets, angles differ by up to [\d.]+ deg \(left /);
  });

  it('names how far another calibration turns the axes, and the angles by it', async () => {
    const found = await withOpen([SAMPLE], async (recording) => {
      for await (const event of recording.events()) {
        if (event.type === 'calibration') return event.calibration;
      }
      throw new Error('the sample has no calibration');
    });
    const use = (name: string, calibration: Calibration): Promise<string> =>
      anew(SAMPLE, at(name), { calibration, foundIn: 'thisPass' });
    const turned = turnFrames(found, 'right', { thighDeg: [0, 3, 0] });
    const comparison = await compared(await use('own', found), await use('turned', turned));
    expect(comparison.kinship).toBe('siblings');
    expectSamePackets(comparison);
    const [{ same, segments }] = comparison.calibrations;
    expect(same).toBe(false);
    expect(segments.map(({ placement }) => placement)).toEqual([
      'right_thigh',
      'right_shank',
      'left_thigh',
      'left_shank',
    ]);
    // Rounding of unit quaternions alone.
    expect(segments[0].angleDeg).toBeCloseTo(3, 6);
    for (const { angleDeg } of segments.slice(1)) expect(angleDeg).toBe(0);
    expect(new Set(comparison.frames.measures.map(({ side }) => side))).toEqual(new Set(['right']));
    const attitude = comparison.frames.measures.find(
      ({ measure }) => measure === 'thighAttitudeDeg',
    );
    // Single precision of the stored attitudes: 2⁻²⁴ of a turn in each part.
    expect(attitude?.largest?.difference).toBeCloseTo(3, 3);
  });

  it('matches frames of another rate by their instants', async () => {
    const half = await asRecorded(SAMPLE, at('half'), (same) => ({ ...same, frameRateHz: 50 }));
    const { frames } = await compared(SAMPLE, half);
    expect(frames.onlyB).toBe(0);
    // Every other one of A.
    expect(Math.abs(frames.inBoth - frames.onlyA)).toBeLessThanOrEqual(2);
  });

  it('says first that two are not of the same data', async () => {
    const other = at('other');
    const session = simulateSquatSession({ seed: 77, reps: 1 });
    const writer = await RecordingWriter.create(other, { ...SESSION, id: 'other' });
    for (const input of simulatedInputs(session.feeds, START_US, 12)) writer.writeInput(input);
    await writer.close();
    const comparison = await compared(SAMPLE, other);
    expect(comparison).toMatchObject({ kinship: 'unrelated', identical: false });
    expect(comparison.verdict).toMatch(
      /^No packet in common: A and B are not of the same data\. No results in B/,
    );
  });

  it('says first what cannot be read, and calls nothing identical', async () => {
    const spoilt = at('spoilt');
    await copyFile(SAMPLE, spoilt);
    await spoilChunk(spoilt);
    const comparison = await compared(SAMPLE, spoilt);
    expect(comparison).toMatchObject({ identical: false, b: { damagedChunks: 1 } });
    expect(comparison.verdict).toMatch(/^1 chunk of B cannot be read and what was in there is not/);
    expect(await compared(spoilt, spoilt)).toMatchObject({ identical: false });
  });
});
