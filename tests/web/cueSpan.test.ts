import { describe, expect, it } from 'vitest';
import { soundedAtMs } from '../../dashboards/live/src/audio/soundedAt.ts';
import { CUE_SPAN_MS, cueIsOver } from '../../dashboards/live/src/store/cueSpan.ts';
import { noticeMs } from '../../dashboards/live/src/store/noticeTime.ts';
import { DEFAULT_THRESHOLDS } from '../../src/movement/thresholds.ts';

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
