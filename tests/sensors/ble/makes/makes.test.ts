import { describe, expect, it } from 'vitest';
import type { SensorConfiguration } from '../../../../src/model/sensor.ts';
import { NOBLE_STACKS } from '../../../../src/simulator/radio/loadNobleOver.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { until } from '../radioWorld.ts';
import { makeWorld, type Sample } from './makeWorld.ts';

interface Expected {
  readonly make: MakeChoice;
  readonly id: RegExp;
  readonly rateHz: number;
  readonly layout: string | undefined;
  readonly magnetic: boolean;
  /** Something else that it can be told, and the rate it then says it has. */
  readonly otherwise: SensorConfiguration;
  /** What is said of a motor. */
  readonly noMotor: string;
}

const RANGES = { accelerationRangeG: 16, angularRateRangeDps: 2000 };

const MAKES: readonly Expected[] = [
  {
    make: { driver: 'movellaDot' },
    id: /^[0-9A-F]{16}$/,
    rateHz: 60,
    layout: '20',
    magnetic: true,
    otherwise: { rateHz: 30, ...RANGES, magnetometer: true },
    noMotor: 'A Movella DOT cannot move a motor; it can blink, and be switched off',
  },
  {
    make: { driver: 'movesense' },
    id: /^\d{12}$/,
    rateHz: 104,
    layout: 'IMU6',
    magnetic: false,
    otherwise: { rateHz: 52, ...RANGES, magnetometer: true },
    noMotor: 'A Movesense cannot move a motor; it can stream and tell its battery',
  },
  {
    make: { driver: 'witMotion' },
    id: /^C07F3B00\d{4}$/,
    rateHz: 100,
    layout: undefined,
    magnetic: false,
    otherwise: { rateHz: 200, ...RANGES, magnetometer: false },
    noMotor: 'A WitMotion sensor cannot move a motor; it can stream and tell its battery',
  },
  {
    make: { driver: 'metaMotion' },
    id: /^[0-9a-f]{6}$/,
    rateHz: 100,
    layout: 'bmi160',
    magnetic: false,
    otherwise: {
      rateHz: 100,
      accelerationRangeG: 16,
      angularRateRangeDps: 1000,
      magnetometer: false,
    },
    noMotor: 'A MetaMotion cannot move a motor; it can stream and tell its battery',
  },
];

const BATTERY = 90;
/** One sample to the next of a counting feed. */
const STEP = 6;
/** Angular rate over acceleration, counts, in one sample of a counting feed. */
const ABOVE = 3;
/**
 * Half a count of the coarsest make, ±16 g and ±2000 °/s in 16 bits, in counts of the feed: 0.62 of
 * acceleration and 0.55 of angular rate; a difference has it twice, and both may add up.
 */
const QUANTISATION = 1.3;

/**
 * The samples are whole and in order: each is what the feed counted, one step after the last. The two
 * sensors of a MetaMotion are begun by a command each: a sample may be taken between the two.
 */
function expectCounted(samples: readonly Sample[], driver: MakeChoice['driver']): void {
  const apart = driver === 'metaMotion' ? STEP : 0;
  for (const [i, { acceleration, angularRate }] of samples.entries()) {
    expect(Math.abs(angularRate - acceleration - ABOVE)).toBeLessThan(apart + QUANTISATION);
    const before = samples[i - 1];
    if (!before) continue;
    expect(Math.abs(acceleration - before.acceleration - STEP)).toBeLessThan(QUANTISATION);
  }
}

describe.concurrent.each(NOBLE_STACKS)('bought sensors, @%s/noble', (stack) => {
  describe.each(MAKES)('$make.driver', (expected) => {
    const { make } = expected;
    const { driver } = make;

    it('is found, linked, described, and streams every sample', async ({ onTestFinished }) => {
      const world = makeWorld({ stack, onTestFinished }, [make]);
      const { radio, source, heard, samplesOfMake } = world;
      radio.start();
      await source.start();
      await until('it streams', () => samplesOfMake(driver).length > 100);
      await until('its battery is told', () => heard.batteries.size === 1);
      const [sensor] = heard.linked;
      expect(heard.linked).toHaveLength(1);
      expect(sensor!.id).toMatch(expected.id);
      expect(sensor).toMatchObject({ driver, rateHz: expected.rateHz });
      expect(sensor!.layout).toBe(expected.layout);
      expect([...heard.batteries.values()]).toEqual([BATTERY]);
      expect(samplesOfMake(driver)[0]!.magnetic).toBe(expected.magnetic);
      expectCounted(samplesOfMake(driver), driver);
      expect(heard.faults).toEqual([]);
    });

    it('is linked again when it ended its link, and when it was out of range', async ({
      onTestFinished,
    }) => {
      const world = makeWorld({ stack, onTestFinished }, [make], {
        source: { supervisionTimeoutMs: 500 },
      });
      const { radio, source, heard } = world;
      const [twin] = radio.twins;
      radio.start();
      await source.start();
      await until('it streams', () => heard.packets.length > 10);
      twin!.dropLink();
      await until('it is back', () => heard.linked.length === 2);
      let before = heard.packets.length;
      await until('it streams again', () => heard.packets.length > before + 10);
      twin!.setInRange(false);
      await until('it is lost', () => heard.lost.length === 2);
      twin!.setInRange(true);
      before = heard.packets.length;
      await until('it streams once more', () => heard.packets.length > before + 10);
      expect(heard.lost[0]!.reason).toBe('closedBySensor');
      expect(new Set(heard.linked.map(({ id }) => id)).size).toBe(1);
    });

    it('is linked again when it falls silent, and rests when it never sends a sample', async ({
      onTestFinished,
    }) => {
      const { radio, source, heard } = makeWorld({ stack, onTestFinished }, [make]);
      const [twin] = radio.twins;
      radio.start();
      await source.start();
      await until('it streams', () => heard.packets.length > 10);
      twin!.tamper = () => [];
      await until('it is lost twice', () => heard.lost.length === 2);
      expect(heard.lost.map(({ reason }) => reason)).toEqual(['silent', 'silent']);
      twin!.tamper = undefined;
      const before = heard.packets.length;
      await until('it streams again', () => heard.packets.length > before + 10);
    });

    it('measures otherwise when it is told, also over the next link', async ({
      onTestFinished,
    }) => {
      const world = makeWorld({ stack, onTestFinished }, [make]);
      const { radio, source, heard, samplesOfMake } = world;
      radio.start();
      await source.start();
      await until('it streams', () => heard.packets.length > 10);
      const { id } = heard.linked[0]!;
      await source.configure(id, expected.otherwise);
      const { rateHz } = expected.otherwise;
      expect(heard.linked).toHaveLength(2);
      expect(heard.linked[1]).toMatchObject({ id, rateHz });
      const before = samplesOfMake(driver).length;
      await until('it streams', () => samplesOfMake(driver).length > before + 100);
      radio.twins[0]!.dropLink();
      await until('it is back', () => heard.linked.length === 3);
      expect(heard.linked[2]).toEqual(heard.linked[1]);
    });

    it('refuses what its make cannot do, says what it can, and streams on', async ({
      onTestFinished,
    }) => {
      const { radio, source, heard } = makeWorld({ stack, onTestFinished }, [make]);
      radio.start();
      await source.start();
      await until('it streams', () => heard.packets.length > 10);
      const { id } = heard.linked[0]!;
      const cue = source.cue(id, { pattern: 'short', strengthPercent: 50 });
      await expect(cue).rejects.toThrow(expected.noMotor);
      const odd = source.configure(id, { ...expected.otherwise, rateHz: 77 });
      await expect(odd).rejects.toThrow(/measures at .* Hz, not 77 Hz$/);
      const before = heard.packets.length;
      await until('it streams on', () => heard.packets.length > before + 10);
      expect(heard.linked).toHaveLength(1);
      expect(heard.lost).toEqual([]);
    });
  });

  it('of all makes and one of ours stream at once', async ({ onTestFinished }) => {
    const makes = [...MAKES.map(({ make }) => make), undefined];
    const { radio, source, heard } = makeWorld({ stack, onTestFinished }, makes);
    radio.start();
    await source.start();
    await until('all are linked', () => heard.linked.length === makes.length);
    const counts = new Map<string, number>();
    source.on('packet', ({ sensorId }) => counts.set(sensorId, (counts.get(sensorId) ?? 0) + 1));
    await until(
      'all stream',
      () => counts.size === makes.length && [...counts.values()].every((count) => count > 20),
    );
    expect(new Set(heard.linked.map(({ driver }) => driver)).size).toBe(makes.length);
    expect(heard.faults).toEqual([]);
  });
});
