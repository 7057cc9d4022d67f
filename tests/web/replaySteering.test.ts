import { describe, expect, it } from 'vitest';
import { LiveStore } from '../../dashboards/live/src/store/liveStore.ts';
import { positionNowS } from '../../dashboards/live/src/store/positionNow.ts';
import { commandOfKey } from '../../dashboards/live/src/store/replayKeys.ts';
import { markLabel, marksText } from '../../dashboards/live/src/store/replayMarks.ts';
import { skipTargetS, skipWords } from '../../dashboards/live/src/store/skipTarget.ts';
import { missingPlacements } from '../../dashboards/live/src/store/wearing.ts';
import type { Placement } from '../../src/model/placement.ts';
import type { ReplayMark } from '../../src/model/replayMark.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { helloOf, ToldClient } from './toldClient.ts';

const rep = (number: number, fromS: number, toS: number): ReplayMark => ({
  kind: 'rep',
  atS: toS + 0.1,
  fromS,
  toS,
  number,
  band: 'in',
  counted: true,
});
const MARKS: readonly ReplayMark[] = [
  { kind: 'cue', atS: 3, side: 'left', words: 'Knee over the middle toes' },
  rep(1, 28, 30),
  { kind: 'marker', atS: 31, label: 'pain' },
  rep(2, 32, 34),
];
const REPLAY = {
  playing: true,
  positionS: 12,
  durationS: 40,
  speed: 1,
  loopRange: null,
  marks: MARKS,
};

describe('the keys of a replay', () => {
  it('play and pause with space', () => {
    expect(commandOfKey(' ', REPLAY)).toEqual({ type: 'replay', action: 'pause' });
    expect(commandOfKey(' ', { ...REPLAY, playing: false })).toMatchObject({ action: 'play' });
  });

  it('go five seconds back and forward and stay within the recording', () => {
    expect(commandOfKey('ArrowLeft', REPLAY)).toMatchObject({ action: 'seek', positionS: 7 });
    expect(commandOfKey('ArrowRight', { ...REPLAY, positionS: 39 })).toMatchObject({
      positionS: 40,
    });
    expect(commandOfKey('ArrowLeft', { ...REPLAY, positionS: 2 })).toMatchObject({ positionS: 0 });
  });

  it('go by a frame, and by a rep while there is one', () => {
    expect(commandOfKey(',', REPLAY)).toMatchObject({ action: 'step', frames: -1 });
    expect(commandOfKey('.', REPLAY)).toMatchObject({ action: 'step', frames: 1 });
    expect(commandOfKey(']', REPLAY)).toMatchObject({ action: 'seek', positionS: 27.7 });
    expect(commandOfKey(']', { ...REPLAY, positionS: 27.7 })).toMatchObject({ positionS: 31.7 });
    expect(commandOfKey(']', { ...REPLAY, positionS: 31.7 })).toBeNull();
    expect(commandOfKey('[', { ...REPLAY, positionS: 33 })).toMatchObject({ positionS: 31.7 });
    // A moment after it began, the one before is meant.
    expect(commandOfKey('[', { ...REPLAY, positionS: 32 })).toMatchObject({ positionS: 27.7 });
    expect(commandOfKey('[', REPLAY)).toBeNull();
  });

  it('are slower and faster within what the hub can', () => {
    expect(commandOfKey('-', REPLAY)).toMatchObject({ action: 'speed', speed: 0.5 });
    expect(commandOfKey('+', { ...REPLAY, speed: 4 })).toMatchObject({ speed: 8 });
    expect(commandOfKey('+', { ...REPLAY, speed: 8 })).toBeNull();
    expect(commandOfKey('-', { ...REPLAY, speed: 0.1 })).toBeNull();
  });

  it('repeat a stretch, whose ends never cross', () => {
    expect(commandOfKey('a', REPLAY)).toMatchObject({ loop: true, fromS: 12, toS: 40 });
    expect(commandOfKey('z', REPLAY)).toMatchObject({ fromS: 0, toS: 12 });
    const looped = { ...REPLAY, loopRange: { fromS: 5, toS: 10 } };
    expect(commandOfKey('a', { ...looped, positionS: 7 })).toMatchObject({ fromS: 7, toS: 10 });
    expect(commandOfKey('a', { ...looped, positionS: 20 })).toMatchObject({ fromS: 20, toS: 40 });
    expect(commandOfKey('z', { ...looped, positionS: 3 })).toMatchObject({ fromS: 0, toS: 3 });
    expect(commandOfKey('q', REPLAY)).toMatchObject({ fromS: 27.6, toS: 30.4 });
    expect(commandOfKey('q', { ...REPLAY, marks: [] })).toBeNull();
    expect(commandOfKey('x', looped)).toEqual({ type: 'replay', action: 'loop', loop: false });
  });

  it('start from where the last of them leads, whatever the hub has told by then', () => {
    const told = new ToldClient();
    const store = new LiveStore(told.client);
    store.start();
    const state: ReplayState = {
      ...REPLAY,
      ...{ recording: 'squats', startUs: 0, readyS: 40, settingsHash: '0', loop: false },
      ...{ playing: false, minSpeed: 0.1, maxSpeed: 8 },
    };
    told.tell('hello', helloOf({ mode: 'replay', session: 'squats', replay: state }));
    const press = () => {
      const replay = store.replayNow();
      const command = replay && commandOfKey('ArrowRight', replay);
      if (command) store.send(command);
    };
    press();
    press();
    told.tell('replay', { ...state, positionS: 17 });
    press();
    expect(told.sent.map((message) => Reflect.get(message, 'positionS'))).toEqual([17, 22, 27]);
    told.tell('replay', { ...state, positionS: 27 });
    told.tell('replay', { ...state, positionS: 3 });
    expect(store.replayNow()?.positionS).toBe(3);
    store.stop();
  });

  it('leave all others to the browser', () => {
    for (const key of ['Tab', 'Enter', 'k', 'ArrowUp'])
      expect(commandOfKey(key, REPLAY)).toBeNull();
  });
});

describe('the skip to what is done', () => {
  it('goes a little before the first movement', () => {
    expect(skipTargetS({ positionS: 0, marks: MARKS })).toBe(25);
    const landing = { kind: 'landing' as const, atS: 13, fromS: 12, number: 1 };
    expect(skipTargetS({ positionS: 0, marks: [landing] })).toBe(9);
  });

  it('is not offered once there, nor where there is none', () => {
    expect(skipTargetS({ positionS: 24, marks: MARKS })).toBeNull();
    expect(skipTargetS({ positionS: 40, marks: MARKS })).toBeNull();
    expect(skipTargetS({ positionS: 0, marks: MARKS.slice(0, 1) })).toBeNull();
  });

  it('says what comes', () => {
    expect(skipWords('gait')).toBe('Skip to the walking');
    expect(skipWords(undefined)).toBe('Skip to the movement');
  });
});

describe('the words of a mark', () => {
  it('say what it is, and of a rep whether its data are sound', () => {
    const doubtful: ReplayMark = { ...rep(3, 5, 6), band: null, counted: false } as ReplayMark;
    expect([...MARKS, doubtful].map(markLabel)).toEqual([
      '0:03 Cue, left leg: Knee over the middle toes',
      '0:27 Rep 1, in',
      '0:31 Marker: pain',
      '0:31 Rep 2, in',
      '0:04 Rep 3, no angle, doubtful',
    ]);
    expect(marksText(MARKS)).toBe('2 reps, 1 cue, 1 marker');
    expect(marksText([])).toBe('nothing marked');
  });
});

describe('where a replay is between two messages of the hub', () => {
  const told = { positionS: 10, speed: 2, readyS: 60, durationS: 60, loopRange: null };

  it('goes on at its speed, and stands while it is paused', () => {
    expect(positionNowS({ ...told, playing: true }, 500)).toBe(11);
    expect(positionNowS({ ...told, playing: false }, 500)).toBe(10);
  });

  it('never passes an end', () => {
    expect(positionNowS({ ...told, playing: true, readyS: 10.5 }, 500)).toBe(10.5);
    expect(positionNowS({ ...told, playing: true, loopRange: { fromS: 8, toS: 10.2 } }, 500)).toBe(
      10.2,
    );
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
