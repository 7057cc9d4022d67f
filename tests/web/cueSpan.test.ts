import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soundedAtMs } from '../../dashboards/live/src/audio/soundedAt.ts';
import { CUE_SPAN_MS, cueIsOver } from '../../dashboards/live/src/store/cueSpan.ts';
import { LiveStore } from '../../dashboards/live/src/store/liveStore.ts';
import { noticeMs } from '../../dashboards/live/src/store/noticeTime.ts';
import type { Cue } from '../../src/model/movement.ts';
import { DEFAULT_THRESHOLDS } from '../../src/movement/thresholds.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { EMPTY_SNAPSHOT } from '../../src/stream/snapshotKeeper.ts';
import { helloOf, ToldClient } from './toldClient.ts';

describe('how long a cue is shown whose end was missed', () => {
  const cue = { heardMs: 1000, timeUs: 5e6 };

  it('is longer than any cue of the rules, and not by much', () => {
    const longestMs = DEFAULT_THRESHOLDS.cue.maxDurMs;
    expect(CUE_SPAN_MS).toBeGreaterThan(longestMs);
    expect(CUE_SPAN_MS).toBeLessThanOrEqual(longestMs + 500);
  });

  it('goes by this screen while live, even if frames stand still', () => {
    const now = { live: true, newestFrameUs: 5e6 };
    expect(cueIsOver(cue, { ...now, ms: 1000 + CUE_SPAN_MS })).toBe(false);
    expect(cueIsOver(cue, { ...now, ms: 1001 + CUE_SPAN_MS })).toBe(true);
  });

  it('goes by the frames of a replay, which may be slow or paused', () => {
    const now = { live: false, ms: 1e9 };
    expect(cueIsOver(cue, { ...now, newestFrameUs: 5.1e6 })).toBe(false);
    expect(cueIsOver(cue, { ...now, newestFrameUs: 5e6 + CUE_SPAN_MS * 1000 + 1 })).toBe(true);
  });
});

describe('a cue of a replay', () => {
  const client = new ToldClient();
  const store = new LiveStore(client.client);
  beforeAll(() => store.start());
  afterAll(() => store.stop());

  it('is shown after a jump back, where later frames are forgotten', () => {
    const replay = { positionS: 60, durationS: 90, speed: 1, playing: true, marks: [] };
    client.tell('status', 'open');
    client.tell('hello', helloOf({ mode: 'replay', replay: replay as unknown as ReplayState }));
    client.tell('frames', [{ timeUs: 60e6, arrivalUs: 60e6, legs: [] }], 0);
    client.tell('snapshot', EMPTY_SNAPSHOT);
    const cue = { number: 1, side: 'left', words: 'Knee out' } as Cue;
    client.tell('event', { type: 'cueOn', timeUs: 5e6, decidedUs: 5e6, cue });
    store.checkAge();
    expect(store.cue.value).toBe(cue);
  });
});

describe('when a tone leaves the loudspeaker', () => {
  const clock = { currentS: 10, nowMs: 4000, outputLatencyS: 0.03 };

  it('follows from what the output says it plays now', () => {
    const stamp = { contextTime: 9.98, performanceTime: 4001 };
    expect(soundedAtMs(10, { ...clock, stamp })).toBeCloseTo(4021, 6);
  });

  it('follows from the stated latency where the output says nothing', () => {
    expect(soundedAtMs(10.1, { ...clock, stamp: {} })).toBeCloseTo(4130, 6);
    const silent = { ...clock, outputLatencyS: Number.NaN };
    expect(soundedAtMs(10, { ...silent, stamp: { contextTime: 0, performanceTime: 0 } })).toBe(
      4000,
    );
  });
});

it('leaves a long sentence on screen for longer', () => {
  expect(noticeMs('Short.')).toBe(8000);
  expect(noticeMs('x'.repeat(200))).toBe(24_000);
});
