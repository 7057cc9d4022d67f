import { describe, expect, it } from 'vitest';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { ownedWorld } from './faultWorld.ts';
import { countingFeed, sleep, until } from './radioWorld.ts';

describe.concurrent.each(NOBLE_STACKS)('BleSource, @%s/noble', (stack) => {
  it('links a sensor again after it drops its link, and its index goes on', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    radio.start();
    await source.start();
    await until('both stream', () => heard.blocks.size === 2);
    radio.sensors[0]!.dropLink();
    await until('A is back', () => heard.order.filter((e) => e === 'linked A').length === 2);
    const before = heard.blocks.get('A')!.length;
    await until('A streams', () => heard.blocks.get('A')!.length > before + 5);
    expect(heard.lost).toEqual([{ id: 'A', reason: 'closedBySensor' }]);
    const indices = heard.blocks.get('A')!.map(({ firstIndex }) => firstIndex);
    expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
  });

  it('notices a sensor that leaves by its silence and takes it back when it returns', async ({
    onTestFinished,
  }) => {
    const { radio, source, heard } = ownedWorld(
      { stack, onTestFinished },
      [countingFeed('A'), countingFeed('B')],
      // The silence must be noticed long before the radio gives the link up.
      { source: { supervisionTimeoutMs: 30_000 } },
    );
    radio.start();
    await source.start();
    await until('both stream', () => heard.blocks.size === 2);
    radio.sensors[0]!.setInRange(false);
    await until('A is lost', () => heard.lost.length === 1);
    expect(heard.lost).toEqual([{ id: 'A', reason: 'silent' }]);
    expect(heard.faults).toEqual(['Sensor A fell silent; it is being linked again.']);
    radio.sensors[0]!.setInRange(true);
    await until('A is back', () => heard.order.filter((e) => e === 'linked A').length === 2);
    expect(heard.order.filter((e) => e.endsWith('B'))).toEqual(['linked B']);
  });

  it('loses no more than one connect timeout to a sensor that vanished after advertising', async ({
    onTestFinished,
  }) => {
    const connectTimeoutMs = 400;
    const { radio, source, heard } = ownedWorld(
      { stack, onTestFinished },
      [countingFeed('A'), countingFeed('B')],
      {
        source: { connectTimeoutMs },
      },
    );
    const [absent] = radio.sensors;
    // Heard once, then gone: the first connection is tried with nobody there.
    source.on('sensorFound', ({ name }) => {
      if (name.endsWith('A')) absent!.setInRange(false);
    });
    radio.start();
    const startedMs = performance.now();
    await source.start();
    await until('B streams', () => heard.blocks.has('B'));
    expect(performance.now() - startedMs).toBeLessThan(connectTimeoutMs + 4000);
    await until('the absence is told', () => heard.faults.length > 0);
    expect(heard.faults[0]).toBe(
      'The sensor Plumbline A could not be reached: Connecting took longer than 0.4 s.',
    );
    expect(heard.linked.map(({ id }) => id)).toEqual(['B']);
  });

  it('survives the adapter going off and coming back', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [
      countingFeed('A'),
      countingFeed('B'),
    ]);
    radio.start();
    await source.start();
    await until('both stream', () => heard.blocks.size === 2);
    radio.controller.setPowered(false);
    await until('both are lost', () => heard.lost.length === 2);
    expect(new Set(heard.lost.map(({ reason }) => reason))).toEqual(new Set(['adapterLost']));
    radio.controller.setPowered(true);
    await until('both are back', () => heard.linked.length === 4);
    const before = heard.packets.length;
    await until('packets flow', () => heard.packets.length > before + 10);
  });

  it('waits for an adapter that is off at the start', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.controller.setPowered(false);
    radio.start();
    await source.start();
    expect(heard.faults[0]).toMatch(/poweredOff/);
    radio.controller.setPowered(true);
    await until('A streams', () => heard.blocks.has('A'));
  });

  it('starts again after a stop', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.start();
    await source.start();
    await until('A streams', () => heard.blocks.has('A'));
    await source.stop();
    const before = heard.packets.length;
    await sleep(100);
    expect(heard.packets).toHaveLength(before);
    await source.start();
    await until('A streams again', () => heard.packets.length > before);
    expect(heard.order).toEqual(['linked A', 'lost A', 'linked A']);
  });

  it('stops at once while a connection is pending', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')], {
      source: { connectTimeoutMs: 60_000 },
    });
    source.on('sensorFound', () => radio.sensors[0]!.setInRange(false));
    radio.start();
    await source.start();
    await until('A is found', () => heard.found.length > 0);
    await sleep(50);
    const stoppingMs = performance.now();
    await source.stop();
    expect(performance.now() - stoppingMs).toBeLessThan(10_000);
    expect(heard.faults).toEqual([]);
  });

  it('links a sensor that reboots fifteen times, fifteen times', async ({ onTestFinished }) => {
    const { radio, source, heard } = ownedWorld({ stack, onTestFinished }, [countingFeed('A')]);
    radio.start();
    await source.start();
    for (let reboot = 1; reboot <= 15; reboot++) {
      await until(`packets of link ${reboot}`, () => heard.order.at(-1) === 'linked A');
      radio.sensors[0]!.dropLink();
      await until(`loss ${reboot}`, () => heard.lost.length === reboot);
    }
    expect(heard.linked).toHaveLength(15);
    expect(heard.faults).toEqual([]);
  });
});
