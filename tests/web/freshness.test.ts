import { describe, expect, it } from 'vitest';
import { FrameAge } from '../../dashboards/live/src/store/frameAge.ts';
import { freshness } from '../../dashboards/live/src/store/freshness.ts';
import { testFrame } from '../hub/frames.ts';

const LIVE = { connected: true, frameAgeMs: 20, heartbeatAgeMs: 300, paused: false };

describe('the data light', () => {
  it('is on only while frames are young and the hub beats', () => {
    expect(freshness(LIVE).level).toBe('fresh');
    expect(freshness({ ...LIVE, frameAgeMs: 501 }).level).toBe('silent');
    expect(freshness({ ...LIVE, heartbeatAgeMs: 2600 }).level).toBe('offline');
    expect(freshness({ ...LIVE, connected: false }).level).toBe('offline');
  });

  it('says how long there was no data, whatever the reason', () => {
    expect(freshness({ ...LIVE, frameAgeMs: 3200 }).text).toBe('No data for 3 s');
    expect(freshness({ ...LIVE, connected: false, frameAgeMs: 3200 }).text).toBe(
      'No data for 3 s. Reconnecting',
    );
    expect(freshness({ ...LIVE, frameAgeMs: null }).text).toBe('No data yet');
  });

  it('calls a replay that stands still paused, not silent', () => {
    expect(freshness({ ...LIVE, frameAgeMs: 60_000, paused: true }).level).toBe('paused');
    expect(freshness({ ...LIVE, paused: true, connected: false }).level).toBe('offline');
  });
});

describe('the age of the newest frame', () => {
  const frame = testFrame(0);
  const arrivalMs = frame.arrivalUs / 1000;

  it('counts a live frame from its arrival at the hub, so a late batch is old', () => {
    const age = new FrameAge();
    const hubAheadMs = 5000;
    age.heard(1000, -hubAheadMs * 1000);
    const originMs = arrivalMs - hubAheadMs - 1000;
    age.received(frame, true, 1800, originMs);
    expect(age.frameAgeMs(1800)).toBeCloseTo(800, 0);
  });

  it('counts a frame of a replay from its receipt', () => {
    const age = new FrameAge();
    age.heard(1000, 0);
    age.received(frame, false, 1800, 0);
    expect(age.frameAgeMs(1850)).toBe(50);
  });

  it('knows no age before the first frame and after a seek', () => {
    const age = new FrameAge();
    expect(age.frameAgeMs(10)).toBeNull();
    age.received(frame, false, 5, 0);
    age.forgetFrames();
    expect(age.frameAgeMs(10)).toBeNull();
  });
});
