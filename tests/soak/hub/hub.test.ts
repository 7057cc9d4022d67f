import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { HubWorld } from './hubWorld.ts';
import { lossesOf } from './losses.ts';
import { slopePer10Min } from './slope.ts';

const SEED = 3;

it('records what the air of another process delivered, and shows it to a client', {
  timeout: 60_000,
}, async () => {
  const world = await HubWorld.start({ seed: SEED, clients: [1] });
  onTestFinished(() => world.dispose());
  let report = await world.clientsReport();
  while (report.latenciesMs.length === 0) {
    await sleep(100);
    report = await world.clientsReport();
  }
  expect(report.unexplained).toBe(0);
  const truth = await world.airTruth();
  // What the air gave last is still on its way through the socket.
  await sleep(1000);
  await world.hub.interrupt();
  const { delivered, lost, wrong } = await lossesOf(await world.recordings(), truth, SEED);
  expect(delivered).toBeGreaterThan(0);
  expect({ lost, wrong }).toEqual({ lost: 0, wrong: 0 });
  // A loss is seen where there is one.
  const [first] = truth.sensors;
  const more = { ...first, delivered: [...first.delivered, { first: 1e4, end: 1e4 + 5 }] };
  const others = truth.sensors.slice(1);
  const found = await lossesOf(
    await world.recordings(),
    { ...truth, sensors: [more, ...others] },
    SEED,
  );
  expect(found.lostOf).toEqual({ [first.id]: 5 });
});

it('tells the growth of a heap in ten minutes', () => {
  const timesS = Array.from({ length: 30 }, (_, i) => 20 * i);
  const values = timesS.map((timeS) => 50 + timeS / 300);
  expect(slopePer10Min(timesS, values)).toBeCloseTo(2, 6);
});
