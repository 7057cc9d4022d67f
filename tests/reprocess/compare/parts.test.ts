import { describe, expect, it } from 'vitest';
import { type BodyFrame, emptyLegMeasures, type LegFrame } from '../../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { cuesChange, givenCues, heldBackCues } from '../../../src/reprocess/compare/cuesChange.ts';
import { countsOf } from '../../../src/reprocess/compare/eventCounts.ts';
import { fieldChanges } from '../../../src/reprocess/compare/fieldChanges.ts';
import { FrameComparison } from '../../../src/reprocess/compare/frameComparison.ts';
import { kinshipOf } from '../../../src/reprocess/compare/kinship.ts';
import { paired } from '../../../src/reprocess/compare/lockstep.ts';
import { MeasureTally } from '../../../src/reprocess/compare/measureTally.ts';
import { PacketMatcher } from '../../../src/reprocess/compare/packetMatcher.ts';
import { QualityTally } from '../../../src/reprocess/compare/qualityTally.ts';
import { resultsChange } from '../../../src/reprocess/compare/resultsChange.ts';
import { resultOf } from '../../../src/reprocess/compare/resultsOf.ts';
import { descentFrom } from '../../../src/reprocess/descent.ts';
import { repLeg, repOf } from '../../movement/reps.ts';
import { collect } from '../../recording/collect.ts';
import { SESSION } from '../../recording/session.ts';

describe('fields that differ', () => {
  it('are told by name, unit and difference, legs by their side', () => {
    const a = repOf(1, { legs: [repLeg('right', { peakFlexionDeg: 80 }), repLeg('left')] });
    const b = repOf(1, { legs: [repLeg('left'), repLeg('right', { peakFlexionDeg: 82 })] });
    expect(fieldChanges(a, b, 'cm')).toEqual([
      { field: 'right.peakFlexionDeg', unit: 'deg', a: 80, b: 82, difference: 2 },
    ]);
  });

  it.each([
    [{ headlinePeak: 1 }, { headlinePeak: 2 }, 'headlinePeak', 'cm'],
    [
      { metrics: { fppaDeg: { peak: 1 } } },
      { metrics: { fppaDeg: { peak: 3 } } },
      'fppaDeg.peak',
      'deg',
    ],
    [
      { metrics: { kneeMedialDeviationM: { peakRate: 1 } } },
      { metrics: { kneeMedialDeviationM: { peakRate: 3 } } },
      'kneeMedialDeviationM.peakRate',
      'm/s',
    ],
    [{ timeAboveS: [0, 1] }, { timeAboveS: [0, 2] }, 'timeAboveS.1', 's'],
    [{ startUs: 1 }, { startUs: 2 }, 'startUs', 'µs'],
    [{ band: 'in' }, { band: 'far in' }, 'band', ''],
  ])('have their unit: %j', (a, b, field, unit) => {
    expect(fieldChanges(a, b, 'cm')).toMatchObject([{ field, unit }]);
  });

  it('are told where one has what the other lacks', () => {
    expect(fieldChanges({ a: { b: 1 } }, {})).toMatchObject([{ field: 'a.b', a: 1, b: undefined }]);
    expect(fieldChanges({ a: null }, { a: 2 })).toMatchObject([
      { a: null, b: 2, difference: null },
    ]);
    expect(fieldChanges({ a: [] }, { a: [] })).toEqual([]);
  });
});

describe('a measure', () => {
  it('is the same only to the last bit, and NaN beside NaN is', () => {
    const tally = new MeasureTally('left', 'fppaDeg', 'deg');
    expect(tally.add(Number.NaN, Number.NaN, 0)).toBe(true);
    expect(tally.add(1, 1, 1)).toBe(true);
    expect(tally.change()).toBeNull();
    expect(tally.add(0, -0, 2)).toBe(false);
  });

  it('tells its largest difference with the instant, its RMS and where one alone states it', () => {
    const tally = new MeasureTally('left', 'fppaDeg', 'deg');
    tally.add(1, 4, 10);
    tally.add(1, -3, 20);
    tally.add(1, 1, 30);
    tally.add(1, Number.NaN, 40);
    tally.add(Number.NaN, 1, 50);
    tally.add(Number.NaN, 1, 60);
    expect(tally.change()).toMatchObject({
      frames: 6,
      framesDiffering: 5,
      stated: 3,
      onlyA: 1,
      onlyB: 2,
      largest: { difference: -4, timeUs: 20 },
      rms: Math.sqrt((9 + 16) / 3),
    });
  });
});

it('flags tell which of the two has them', () => {
  const tally = new QualityTally('right', 'knee');
  tally.add(qualityBit('slip'), 0);
  tally.add(0, qualityBit('stale'));
  tally.add(qualityBit('slip'), qualityBit('slip') | qualityBit('stale'));
  expect(tally.change()).toMatchObject({
    frames: 3,
    framesDiffering: 3,
    flaggedOnlyA: 1,
    flaggedOnlyB: 1,
    flags: [
      { flag: 'stale', onlyA: 0, onlyB: 2 },
      { flag: 'slip', onlyA: 1, onlyB: 0 },
    ],
  });
});

describe('frames', () => {
  const leg = (kneeFlexionDeg: number, custom: number[]): LegFrame => ({
    side: 'left',
    measures: { ...emptyLegMeasures(), kneeFlexionDeg },
    quality: { knee: 0, ankle: 0, projection: 0 },
    thigh: [1, 0, 0, 0],
    shank: [1, 0, 0, 0],
    custom,
  });
  const frame = (legs: LegFrame[], arrivalUs = 7): BodyFrame => ({ timeUs: 5, arrivalUs, legs });
  const x = { name: 'x', formula: 'fppaDeg', unit: 'deg' };
  const y = { name: 'y', formula: 'kneeFlexionDeg' };

  it('have custom measures held against those of the same name', () => {
    const comparison = new FrameComparison([x, y], [y]);
    comparison.add({ a: frame([leg(1, [8, 2])]), b: frame([leg(1, [2])]) });
    expect(comparison.change()).toMatchObject({ same: 1, measures: [] });
    comparison.add({ a: frame([leg(1, [8, 2])]), b: frame([leg(1, [5])]) });
    expect(comparison.change().measures).toMatchObject([
      { measure: 'y', unit: '', framesDiffering: 1, largest: { difference: 3, timeUs: 5 } },
    ]);
  });

  it('that were complete at another time are told from those of another body', () => {
    const comparison = new FrameComparison([], []);
    comparison.add({ a: frame([leg(1, [])]), b: frame([leg(1, [])], 8) });
    expect(comparison.change()).toMatchObject({ inBoth: 1, sameBody: 1, same: 0 });
  });

  it('tell of legs that one alone has', () => {
    const comparison = new FrameComparison([], []);
    comparison.add({ a: frame([leg(1, [])]), b: frame([]) });
    comparison.add({ a: frame([]), b: frame([leg(1, [])]) });
    comparison.add({ a: null, b: frame([]) });
    expect(comparison.change()).toMatchObject({
      ...{ a: 2, b: 3, inBoth: 2, onlyA: 0, onlyB: 1 },
      ...{ sameBody: 0, legsOnlyA: 1, legsOnlyB: 1 },
    });
  });

  it('tell the turn of an attitude', () => {
    const comparison = new FrameComparison([], []);
    const half = (Math.PI / 180) * 5;
    const turned = { ...leg(1, []), thigh: [Math.cos(half), 0, Math.sin(half), 0] as const };
    comparison.add({ a: frame([leg(1, [])]), b: frame([turned]) });
    expect(comparison.change().measures).toMatchObject([
      { measure: 'thighAttitudeDeg', unit: 'deg', largest: { difference: expect.closeTo(10, 9) } },
    ]);
  });
});

it('packets that came at another time are told from those that are missing', () => {
  const matcher = new PacketMatcher();
  const packet = (arrivalUs: number, byte: number) => ({
    sensorId: sensorId('S'),
    arrivalUs,
    bytes: Uint8Array.of(byte, 32, byte),
  });
  for (const [arrivalUs, byte] of [
    [1, 1],
    [2, 2],
    [3, 3],
    [9, 9],
  ] as const) {
    matcher.add('a', packet(arrivalUs, byte));
  }
  for (const [arrivalUs, byte] of [
    [1, 1],
    [2, 3],
    [4, 7],
    [5, 5],
    [9, 9],
  ] as const) {
    matcher.add('b', packet(arrivalUs, byte));
  }
  expect(matcher.finish()).toEqual([
    { sensorId: 'S', a: 4, b: 5, same: 2, moved: 1, onlyA: 1, onlyB: 2 },
  ]);
});

it('streams are paired by their keys', async () => {
  const stream = async function* (...keys: number[]) {
    yield* keys;
  };
  const pairs = await collect(paired(stream(1, 2, 4), stream(2, 3, 4, 5), (key) => key));
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([
    [1, null],
    [2, 2],
    [null, 3],
    [4, 4],
    [null, 5],
  ]);
});

it('messages are counted alike in any order, each once', () => {
  expect(countsOf([{ x: 1 }, { x: 1 }, { x: 2 }], [{ x: 2 }, { x: 1 }])).toEqual({
    a: 3,
    b: 2,
    same: 2,
  });
});

describe('repetitions', () => {
  const rep = (number: number, startS: number, endS: number): PipelineEvent => ({
    type: 'rep',
    timeUs: endS * 1e6,
    rep: repOf(number, { startUs: startS * 1e6, endUs: endS * 1e6 }),
  });
  const change = (a: PipelineEvent[], b: PipelineEvent[]) =>
    resultsChange(
      'rep',
      a.flatMap((event) => resultOf(event) ?? []),
      b.flatMap((event) => resultOf(event) ?? []),
      'cm',
    );

  it('are one where they overlap by more than half, else two', () => {
    const found = change([rep(1, 0, 2), rep(2, 4, 6)], [rep(1, 0.5, 2.5), rep(2, 5.5, 7.5)]);
    expect(found).toMatchObject({ a: 2, b: 2, inBoth: 1, same: 0 });
    expect(found.onlyA).toMatchObject([{ number: 2, startUs: 4e6 }]);
    expect(found.onlyB).toMatchObject([{ number: 2, startUs: 5.5e6 }]);
  });

  it('that were missed shift no other', () => {
    const found = change(
      [rep(1, 0, 2), rep(2, 4, 6), rep(3, 8, 10)],
      [rep(2, 4, 6), rep(3, 8, 10)],
    );
    expect(found).toMatchObject({ inBoth: 2, same: 2, onlyB: [], changed: [] });
    expect(found.onlyA).toMatchObject([{ number: 1 }]);
  });
});

describe('cues', () => {
  const cue = (number: number, timeUs: number, value = 5): PipelineEvent => ({
    type: 'cueOn',
    timeUs,
    decidedUs: timeUs,
    cue: {
      number,
      side: 'left',
      measure: 'fppaDeg',
      value,
      threshold: 4,
      intensity: 0.5,
      words: 'Spread the floor',
    },
  });

  it('are matched with the nearest of their side, and their number says nothing', () => {
    const a = givenCues([cue(1, 1e6), cue(2, 5e6)]);
    const b = givenCues([cue(1, 0.2e6), cue(2, 1e6), cue(3, 5.3e6, 6)]);
    const found = cuesChange(a, b, 'deg');
    expect(found).toMatchObject({ a: 2, b: 3, same: 1, onlyA: [] });
    expect(found.onlyB).toMatchObject([{ timeUs: 0.2e6 }]);
    expect(found.changed[0].changes).toMatchObject([
      { field: 'timeUs', difference: 0.3e6 },
      { field: 'value', unit: 'deg', difference: 1 },
    ]);
  });

  it('held back for another reason are told', () => {
    const held = (reason: string): PipelineEvent => ({
      type: 'cueSuppressed',
      timeUs: 1,
      side: 'both',
      reason,
    });
    const found = cuesChange(heldBackCues([held('x')]), heldBackCues([held('y')]), 'cm');
    expect(found.changed).toMatchObject([{ changes: [{ field: 'reason', a: 'x', b: 'y' }] }]);
  });
});

describe('kinship', () => {
  const of = (id: string, packetsHash: string, more = {}) => ({
    session: { ...SESSION, id, ...more },
    packetsHash,
  });
  const root = of('root', 'p');
  const child = of('child', 'p', descentFrom(root.session, 'root.mcap', 'p'));
  const other = of('other', 'p', descentFrom(root.session, 'root.mcap', 'p'));
  const grandchild = of('grandchild', 'p', descentFrom(child.session, 'child.mcap', 'p'));

  it('follows the parents that are named', () => {
    expect(grandchild.session.ancestors?.map(({ id, file }) => [id, file])).toEqual([
      ['child', 'child.mcap'],
      ['root', 'root.mcap'],
    ]);
    expect(kinshipOf(root, child)).toBe('parent');
    expect(kinshipOf(child, root)).toBe('child');
    expect(kinshipOf(root, grandchild)).toBe('ancestor');
    expect(kinshipOf(grandchild, root)).toBe('descendant');
    expect(kinshipOf(child, other)).toBe('siblings');
    expect(kinshipOf(root, root)).toBe('same');
  });

  it('does not follow a name whose packets are others', () => {
    expect(kinshipOf(of('root', 'q'), child)).toBe('unrelated');
  });

  it('believes a recording that names its parent alone, as older ones do', () => {
    const { ancestors: _, ...old } = child.session;
    expect(kinshipOf(root, { session: old, packetsHash: 'p' })).toBe('parent');
  });
});
