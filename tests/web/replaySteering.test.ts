import { describe, expect, it } from 'vitest';
import { commandOfKey } from '../../dashboards/live/src/store/replayKeys.ts';
import { skipTargetS } from '../../dashboards/live/src/store/skipTarget.ts';
import { missingPlacements } from '../../dashboards/live/src/store/wearing.ts';
import type { Placement } from '../../src/model/placement.ts';

const REPLAY = { playing: true, positionS: 12, durationS: 14 };

describe('the keys of a replay', () => {
  it('play and pause with space', () => {
    expect(commandOfKey(' ', REPLAY)).toEqual({ type: 'replay', action: 'pause' });
    expect(commandOfKey(' ', { ...REPLAY, playing: false })).toMatchObject({ action: 'play' });
  });

  it('go five seconds back and forward and stay within the recording', () => {
    expect(commandOfKey('ArrowLeft', REPLAY)).toMatchObject({ action: 'seek', positionS: 7 });
    expect(commandOfKey('ArrowRight', REPLAY)).toMatchObject({ positionS: 14 });
    expect(commandOfKey('ArrowLeft', { ...REPLAY, positionS: 2 })).toMatchObject({ positionS: 0 });
  });

  it('leave all others to the browser', () => {
    for (const key of ['Tab', 'Enter', 'a', 'ArrowUp'])
      expect(commandOfKey(key, REPLAY)).toBeNull();
  });
});

describe('the skip to the squats', () => {
  const marks = [
    { kind: 'cue' as const, atS: 3 },
    { kind: 'rep' as const, atS: 34 },
    { kind: 'rep' as const, atS: 30 },
  ];

  it('goes a little before the first rep', () => {
    expect(skipTargetS({ positionS: 0, marks })).toBe(25);
  });

  it('is not offered once there, nor where there is no rep', () => {
    expect(skipTargetS({ positionS: 24, marks })).toBeNull();
    expect(skipTargetS({ positionS: 40, marks })).toBeNull();
    expect(skipTargetS({ positionS: 0, marks: marks.slice(0, 1) })).toBeNull();
  });
});

describe('what is still to be worn', () => {
  const worn = (placement: Placement | null, condition: 'streaming' | 'lost' = 'streaming') => ({
    placement,
    condition,
  });
  const missing = (sensors: readonly ReturnType<typeof worn>[]) =>
    missingPlacements(sensors, ({ condition }) => condition);

  it('is both segments of both legs before anything is placed', () => {
    expect(missing([worn(null)])).toHaveLength(4);
  });

  it('is the other segment of a leg, or a sensor that was lost, and no other leg', () => {
    expect(missing([worn('left_thigh')])).toEqual(['left_shank']);
    expect(missing([worn('left_thigh', 'lost'), worn('left_shank')])).toEqual(['left_thigh']);
    expect(missing([worn('left_thigh'), worn('left_shank')])).toEqual([]);
  });
});
