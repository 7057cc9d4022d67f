import { describe, expect, it } from 'vitest';
import { stopDotSync, syncDots } from '../../../../src/sensors/ble/index.ts';
import type { Service } from '../../../../src/simulator/radio/gattTable.ts';
import { NOBLE_STACKS } from '../../../../src/simulator/radio/loadNobleOver.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { countingFeed, sleep, until } from '../radioWorld.ts';
import { strangePeripheral } from '../strangePeripheral.ts';
import { surveyWorld } from '../surveyWorld.ts';
import { makeWorld } from './makeWorld.ts';

/** A service that none of them has. */
const FOREIGN_SERVICE = '0000aaaa-1234-4d5d-b431-630e7050e8f0';

const FOREIGN: Service = {
  uuid: FOREIGN_SERVICE,
  characteristics: [{ uuid: 0x2a19, properties: ['read'], read: () => Uint8Array.of(50) }],
};

const NARROW: readonly { make: MakeChoice; mtu: number; needed: number }[] = [
  { make: { driver: 'movellaDot' }, mtu: 30, needed: 31 },
  { make: { driver: 'movesense' }, mtu: 54, needed: 55 },
];

describe.concurrent.each(NOBLE_STACKS)(
  'what a bought sensor cannot be used for, @%s/noble',
  (stack) => {
    it.each(NARROW)(
      'the link of a $make.driver that holds no sample is refused',
      async ({ make, mtu, needed }) => {
        const closes: (() => Promise<void> | void)[] = [];
        const { radio, source, heard } = makeWorld(
          { stack, onTestFinished: (close) => closes.push(close) },
          [make],
          { radio: { maxMtu: () => mtu } },
        );
        try {
          radio.start();
          await source.start();
          await until('it is refused', () => heard.faults.length > 0);
          expect(heard.faults[0]).toContain(
            `its link carries messages of ${mtu} bytes (MTU), its samples need ${needed}`,
          );
          expect(heard.faultCodes[0]).toBe('mtuTooSmall');
          expect(heard.linked).toEqual([]);
        } finally {
          for (const close of closes) await close();
        }
      },
    );

    it('a DOT on a link too narrow for its magnetometer streams without', async ({
      onTestFinished,
    }) => {
      const { radio, source, heard, samplesOfMake } = makeWorld(
        { stack, onTestFinished },
        [{ driver: 'movellaDot' }],
        { radio: { maxMtu: () => 36 } },
      );
      radio.start();
      await source.start();
      await until('it streams', () => samplesOfMake('movellaDot').length > 20);
      expect(heard.linked[0]!.layout).toBe('21');
      expect(samplesOfMake('movellaDot').some(({ magnetic }) => magnetic)).toBe(false);
    });

    it.each([
      [247, 'IMU6'],
      [110, 'IMU6'],
      [60, 'Acc+Gyro'],
    ])('a Movesense on a link of %i bytes sends %s, every sample of it', async (mtu, layout) => {
      const closes: (() => Promise<void> | void)[] = [];
      const { radio, source, heard, samplesOfMake } = makeWorld(
        { stack, onTestFinished: (close) => closes.push(close) },
        [{ driver: 'movesense' }],
        { radio: { maxMtu: () => mtu } },
      );
      try {
        radio.start();
        await source.start();
        await until('it streams', () => samplesOfMake('movesense').length > 100);
        expect(heard.linked[0]!.layout).toBe(layout);
        for (const { acceleration, angularRate } of samplesOfMake('movesense')) {
          // Both of one sample of a counting feed, within the sensor's own resolution.
          expect(Math.abs(angularRate - acceleration - 3)).toBeLessThan(1.3);
        }
      } finally {
        for (const close of closes) await close();
      }
    });

    it('a WitMotion whose frames are cut off behind the angular rate, or fall apart, is read', async ({
      onTestFinished,
    }) => {
      const { radio, source, samplesOfMake } = makeWorld({ stack, onTestFinished }, [
        { driver: 'witMotion', notificationBytes: 13 },
      ]);
      radio.start();
      await source.start();
      await until('it streams', () => samplesOfMake('witMotion').length > 100);
      const samples = samplesOfMake('witMotion');
      const steps = samples
        .slice(1)
        .map(({ acceleration }, i) => acceleration - samples[i]!.acceleration);
      expect(Math.max(...steps.map((step) => Math.abs(step - 6)))).toBeLessThan(1.3);
    });

    it('somebody with the name of a make and none of its services is told once and left alone', async ({
      onTestFinished,
    }) => {
      const { radio, source, heard } = makeWorld({ stack, onTestFinished }, [undefined]);
      radio.air.add(strangePeripheral('Movella DOT', FOREIGN_SERVICE, [FOREIGN]));
      radio.start();
      await source.start();
      await until('it is told', () => heard.faultCodes.includes('notOurs'));
      await until('ours streams', () => heard.blocks.size === 1);
      expect(heard.faults.find((fault) => fault.includes('Movella DOT'))).toBe(
        'Sensor Movella DOT cannot be used: it advertises like a Movella DOT and has not got the services of one.',
      );
      const before = heard.blocks.get('F0')!.length;
      await sleep(500);
      // Trying it again and again costs ours nothing.
      expect(heard.blocks.get('F0')!.length).toBeGreaterThan(before + 10);
      expect(heard.linked).toHaveLength(1);
    });

    it('a DOT blinks when asked, and streams on', async ({ onTestFinished }) => {
      const { radio, source, heard } = makeWorld({ stack, onTestFinished }, [
        { driver: 'movellaDot' },
      ]);
      radio.start();
      await source.start();
      await until('it streams', () => heard.packets.length > 10);
      await source.identify(heard.linked[0]!.id);
      expect(radio.twins[0]!.identified).toBe(1);
      const before = heard.packets.length;
      await until('it streams on', () => heard.packets.length > before + 10);
      expect(heard.lost).toEqual([]);
    });
  },
);

describe('synchronising Movella DOTs', () => {
  const signal = new AbortController().signal;
  const DOT: MakeChoice = { driver: 'movellaDot', syncDurationMs: 400 };
  const times = { seconds: 1, signal, restS: 0.6, wholeS: 10 };

  it('makes all in range share one clock, which they keep until told otherwise', async () => {
    const feeds = ['A', 'B', 'C'].map((serial) => countingFeed(serial));
    const { settings } = surveyWorld(feeds, { make: () => DOT });
    const outcomes = await syncDots(settings, times);
    expect(outcomes.map(({ problem }) => problem)).toEqual([null, null, null]);
    expect(new Set(outcomes.map(({ serial }) => serial)).size).toBe(3);
    const stopped = await stopDotSync(settings, times);
    expect(stopped.map(({ problem }) => problem)).toEqual([null, null, null]);
  });

  it('needs two, and says how many there are', async () => {
    const { settings } = surveyWorld([countingFeed('A'), countingFeed('B')], {
      make: (i) => (i === 0 ? DOT : undefined),
    });
    await expect(syncDots(settings, times)).rejects.toThrow(
      'Only 1 of 1 Movella DOTs could be linked, and it takes 2',
    );
  });

  it('says of each that was not ready in time what to do', async () => {
    const feeds = ['A', 'B'].map((serial) => countingFeed(serial));
    const { settings } = surveyWorld(feeds, {
      make: () => ({ driver: 'movellaDot', syncDurationMs: 60_000 }),
    });
    const outcomes = await syncDots(settings, { ...times, wholeS: 2 });
    expect(outcomes.map(({ problem }) => problem)).toEqual(
      Array(2).fill('It did not begin: try again, and switch it off and on if that does not help.'),
    );
  });
});
