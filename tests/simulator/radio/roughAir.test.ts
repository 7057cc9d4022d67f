import { afterEach, describe, expect, it } from 'vitest';
import type { SensorSource } from '../../../src/model/sensorSource.ts';
import { IndexRanges } from '../../../src/signal/indexRanges.ts';
import type { VirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import { drawDeviceClock } from '../../../src/simulator/radio/crystal.ts';
import {
  NOMINAL_CONDITIONS,
  ROUGH_CONDITIONS,
} from '../../../src/simulator/radio/radioConditions.ts';
import { countingFeed, radioWorld, sleep, until } from '../../sensors/ble/radioWorld.ts';

const open: { source: SensorSource; radio: VirtualRadio }[] = [];

function world(...parameters: Parameters<typeof radioWorld>) {
  const made = radioWorld(...parameters);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const { source, radio } of open.splice(0)) {
    await source.stop();
    radio.stop();
  }
});

/** Everything that is rare, often enough for seconds to show it. */
const WORST = {
  ...ROUGH_CONDITIONS,
  linkStalls: { perSecond: 0.3, shortestMs: 100, longestMs: 400 },
  sharedStalls: { perSecond: 0.3, shortestMs: 100, longestMs: 400 },
  overflow: { onset: 0.05, end: 0.2, lossWithin: 0.5 },
  absences: { perSecond: 0.25, shortestMs: 200, longestMs: 500 },
  duplicateProbability: 0.01,
  overtakenProbability: 0.01,
};

type World = ReturnType<typeof radioWorld>;

/** Compares what the hub received of every sensor with what the air gave its host. */
function expectNothingLost({ radio, heard }: World): void {
  for (const { feed, air } of radio.sensors) {
    const received = new IndexRanges();
    const live = heard.blocks.get(feed.sensor.id) ?? [];
    const again = heard.refilled.filter(({ sensorId }) => sensorId === feed.sensor.id);
    const blocks = [...live, ...again];
    for (const { firstIndex, count } of blocks) received.add(firstIndex, count);
    expect(air.delivered.runs).toHaveLength(1);
    expect(received.ranges).toEqual(air.delivered.of(air.delivered.runs[0]!).ranges);
    expect(blocks).toHaveLength(air.notifications);
    for (const { firstIndex, acceleration } of blocks) {
      expect(acceleration[0]).toBe(((6 * firstIndex) % 30_000) / 256);
    }
  }
}

/** What the stream left out and was delivered since; what is left out again stays away. */
function cameAgain({ delivered, withheld }: World['radio']['sensors'][number]['air']): number[] {
  const [run = 0] = delivered.runs;
  const held = new Set(delivered.of(run).ranges.flatMap(({ first, end }) => span(first, end)));
  const lost = withheld.of(run).ranges.flatMap(({ first, end }) => span(first, end));
  return lost.filter((index) => held.has(index));
}

describe('a hub on a bad radio', () => {
  it('receives every sample that the air delivered, and asks again for those it did not', async () => {
    const serials = ['RT', 'RS', 'LT'];
    const made = world(
      serials.map((serial) => countingFeed(serial)),
      {
        radio: { conditions: WORST, deviceClock: (i) => drawDeviceClock(1, `${i}`) },
      },
    );
    const { radio, source, heard } = made;
    const tallies = radio.sensors.map(({ air }) => air);
    radio.start();
    await source.start();
    await until('everything has happened', () => heard.packets.length > 900, 25_000);
    await until(
      'every kind of misfortune',
      () =>
        tallies.every((air) => air.stalls * air.withheld.size > 0 && cameAgain(air).length > 0) &&
        tallies.some(({ disconnects }) => disconnects > 0) &&
        tallies.some(({ duplicated }) => duplicated > 0) &&
        tallies.some(({ overtaken }) => overtaken > 0),
      25_000,
    );
    await source.stop();
    expectNothingLost(made);
    for (const air of tallies) {
      const { delivered, withheld, attempts, repeats } = air;
      expect(withheld.runs).toEqual(delivered.runs);
      expect(cameAgain(air).length).toBeGreaterThan(0);
      expect(repeats / attempts).toBeGreaterThan(0.05);
      expect(repeats / attempts).toBeLessThan(0.3);
    }
    const relinked = heard.order.filter((event) => event.startsWith('linked')).length;
    expect(relinked).toBeGreaterThan(serials.length);
  }, 60_000);

  it('still receives all that was delivered when its adapter goes off in between', async () => {
    const made = world([countingFeed('A'), countingFeed('B')], {
      radio: { conditions: { ...WORST, absences: NOMINAL_CONDITIONS.absences } },
    });
    const { radio, source, heard } = made;
    radio.start();
    await source.start();
    await until('both stream', () => heard.blocks.size === 2);
    await sleep(300);
    radio.controller.setPowered(false);
    await until('both are lost', () => heard.lost.length === 2);
    radio.controller.setPowered(true);
    await until('both are back', () => heard.linked.length === 4);
    await sleep(300);
    await source.stop();
    expectNothingLost(made);
  });

  it('carries seven sensors at 120 Hz on a nominal radio', async () => {
    const serials = Array.from({ length: 7 }, (_, i) => `S${i}`);
    const made = world(
      serials.map((serial) => countingFeed(serial, 120)),
      { radio: { conditions: NOMINAL_CONDITIONS } },
    );
    const { radio, source, heard } = made;
    radio.start();
    await source.start();
    await until('seven stream', () => heard.blocks.size === 7);
    const [cpu, startMs] = [process.cpuUsage(), performance.now()];
    const before = heard.packets.length;
    await sleep(4000);
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - startMs) / 1000;
    const perSecond = (heard.packets.length - before) / seconds;
    await source.stop();
    expectNothingLost(made);
    // Two samples per packet; a stall or a loss may be among them, but not a standstill.
    expect(perSecond).toBeGreaterThan(0.85 * 7 * 60);
    expect((user + system) / 1e6 / seconds).toBeLessThan(0.8);
  });
});

function span(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, i) => first + i);
}
