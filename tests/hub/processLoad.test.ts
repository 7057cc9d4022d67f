import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ProcessLoad } from '../../src/hub/processLoad.ts';

/** Of a processor, however long that takes. */
const BUSY_US = 200_000;

it('tells of the time since it was asked last', async () => {
  const load = new ProcessLoad();
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < BUSY_US) {}
  const busy = load.take();
  await sleep(300);
  const idle = load.take();
  // It was busy all the time: less than all only where the machine was busy with others.
  expect(busy.cpuPct).toBeGreaterThan(1);
  expect(idle.cpuPct).toBeLessThan(busy.cpuPct);
  expect(busy.memoryMb).toBeGreaterThan(10);
});
