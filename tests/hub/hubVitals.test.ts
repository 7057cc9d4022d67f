import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HubVitals } from '../../src/hub/hubVitals.ts';

function busy(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs) {}
}

describe('vitals of the hub', () => {
  it('tell of the time since they were asked last', async () => {
    const vitals = new HubVitals();
    vitals.start();
    onTestFinished(() => vitals.stop());
    // The loop has to be looked at before and after it is held up.
    await sleep(50);
    busy(200);
    await sleep(50);
    const first = vitals.take();
    // Busy for 200 ms: at most the machine itself is slower.
    expect(first.cpuPct).toBeGreaterThan(10);
    expect(first.loopDelayP99Ms).toBeGreaterThan(150);
    expect(first.memoryMb).toBeGreaterThan(10);
    await sleep(300);
    const second = vitals.take();
    expect(second.cpuPct).toBeLessThan(first.cpuPct);
  });
});
