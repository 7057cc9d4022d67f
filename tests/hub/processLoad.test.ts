import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ProcessLoad } from '../../src/hub/processLoad.ts';

it('tells of the time since it was asked last', async () => {
  const load = new ProcessLoad();
  const endMs = performance.now() + 200;
  while (performance.now() < endMs) {}
  const busy = load.take();
  await sleep(300);
  const idle = load.take();
  // It was busy all the time: less only where the machine itself was busy with others.
  expect(busy.cpuPct).toBeGreaterThan(10);
  expect(idle.cpuPct).toBeLessThan(busy.cpuPct);
  expect(busy.memoryMb).toBeGreaterThan(10);
});
