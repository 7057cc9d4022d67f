import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { LoopDelay } from '../../src/hub/loopDelay.ts';

it('tells how late the loop was in the last whole window', async () => {
  const delay = new LoopDelay(400);
  delay.start();
  onTestFinished(() => delay.stop());
  expect(delay.p99Ms).toBe(0);
  // The loop has to be looked at before and after it is held up.
  await sleep(50);
  const endMs = performance.now() + 200;
  while (performance.now() < endMs) {}
  await sleep(300);
  expect(delay.p99Ms).toBeGreaterThan(150);
});
