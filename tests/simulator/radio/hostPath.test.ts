import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Air } from '../../../src/simulator/radio/air.ts';
import { HostPath } from '../../../src/simulator/radio/hostPath.ts';
import { NOMINAL_CONDITIONS } from '../../../src/simulator/radio/radioConditions.ts';

const clock = () => performance.now() * 1000;
const PACKETS = 4000;
const SPACING_MS = 15;

function nominalFate() {
  const conditions = NOMINAL_CONDITIONS;
  return new Air({ clock, advertisingIntervalMs: 20, conditions }).fateOf('a');
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]!;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the way of packets to the host', () => {
  it('takes as long as was drawn, longer only behind a slow packet', () => {
    const drawn = nominalFate();
    const sentUs: number[] = [];
    const arrivedUs: number[] = [];
    const path = new HostPath(clock, nominalFate(), () => arrivedUs.push(clock()));
    for (let i = 0; i < PACKETS; i++) {
      sentUs.push(clock());
      path.push(Uint8Array.of(0x1d));
      vi.advanceTimersByTime(SPACING_MS);
    }
    vi.advanceTimersByTime(1000);
    expect(arrivedUs).toHaveLength(PACKETS);
    let dueUs = 0;
    for (const [i, atUs] of arrivedUs.entries()) {
      dueUs = Math.max(dueUs, sentUs[i]! + drawn.hostDelayUs());
      // Timers of a test ring on time; it is the lateness of real ones that a millisecond is for.
      expect(dueUs - atUs).toBeGreaterThan(-1);
      expect(dueUs - atUs).toBeLessThanOrEqual(1001);
    }
    const delaysMs = arrivedUs.map((atUs, i) => (atUs - sentUs[i]!) / 1000);
    const { median, p99 } = NOMINAL_CONDITIONS.hostDelayMs;
    // 1 ms early at most; at p99 a tenth later by the packets that waited behind a slow one.
    expect(Math.abs(quantile(delaysMs, 0.5) - median)).toBeLessThan(1);
    expect(quantile(delaysMs, 0.99) / p99).toBeGreaterThan(0.85);
    expect(quantile(delaysMs, 0.99) / p99).toBeLessThan(1.25);
  });
});
