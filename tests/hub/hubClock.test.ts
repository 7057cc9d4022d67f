import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHubClock } from '../../src/hub/hubClock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('createHubClock', () => {
  it('starts at the wall clock in whole microseconds and ignores its later jumps', () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    vi.setSystemTime(1_800_000_000_000);
    const clock = createHubClock();
    expect(clock()).toBe(1_800_000_000_000_000);
    vi.setSystemTime(1_700_000_000_000);
    vi.advanceTimersByTime(250);
    expect(clock()).toBe(1_800_000_000_250_000);
  });
});
