import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Air } from '../../../src/simulator/radio/air.ts';
import { IDEAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';
import { AttPeripheral } from './attPeripheral.ts';

const clock = () => performance.now() * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Air', () => {
  it('lets a peripheral be heard except while it is out of reach', () => {
    const absences = { perSecond: 0.5, shortestMs: 500, longestMs: 1000 };
    const air = new Air({
      clock,
      advertisingIntervalMs: 20,
      conditions: { ...IDEAL_CONDITIONS, absences },
    });
    air.add(new AttPeripheral([]));
    const heardMs: number[] = [];
    const listener = { heard: () => heardMs.push(performance.now()) };
    air.listen(listener);
    vi.advanceTimersByTime(60_000);
    air.unlisten(listener);
    const pausesMs = heardMs.slice(1).map((atMs, i) => atMs - heardMs[i]!);
    const absentMs = pausesMs.filter((pauseMs) => pauseMs > 20);
    // About 60 s / (2 s + 0.75 s): 22 ± 4.
    expect(absentMs.length).toBeGreaterThan(6);
    expect(absentMs.length).toBeLessThan(38);
    expect(Math.min(...absentMs)).toBeGreaterThan(480);
    expect(Math.max(...absentMs)).toBeLessThanOrEqual(1040);
    expect(vi.getTimerCount()).toBe(0);
  });
});
