import { describe, expect, it } from 'vitest';
import {
  CannotError,
  type DriverSession,
  type SensorIdentity,
  surveySensors,
  withSensor,
} from '../../../../src/sensors/ble/index.ts';
import type { MakeChoice } from '../../../../src/simulator/radio/makes/makeOf.ts';
import { countingFeed } from '../radioWorld.ts';
import { surveyWorld } from '../surveyWorld.ts';

const DOT: MakeChoice = { driver: 'movellaDot' };
const MOVESENSE: MakeChoice = { driver: 'movesense' };
const WIT_MOTION: MakeChoice = { driver: 'witMotion' };
const META_MOTION: MakeChoice = { driver: 'metaMotion', unit: 'bmi270' };

const { signal } = new AbortController();

function worldOf(...makes: readonly (MakeChoice | undefined)[]) {
  const feeds = makes.map((_, index) => countingFeed(`F${index}`));
  return surveyWorld(feeds, { make: (index) => makes[index] });
}

/** Uses the only sensor of a world. */
async function use<T>(
  { settings, radio }: ReturnType<typeof worldOf>,
  act: (session: DriverSession, identity: SensorIdentity) => Promise<T>,
): Promise<T> {
  return withSensor(settings, { serial: radio.twins[0]!.serial, seconds: 10, signal }, act);
}

describe('a survey of bought sensors', () => {
  it('tells make, serial, rate, ranges and battery; nothing where the make does not tell', async () => {
    const world = worldOf(DOT, MOVESENSE, WIT_MOTION, META_MOTION, undefined);
    const sensors = await surveySensors(world.settings, { seconds: 1, ask: true, signal });
    const told = sensors
      .map(({ make, identity, problem }) => ({
        make,
        rateHz: identity?.rateHz,
        g: identity?.accelerationRangeG,
        dps: identity?.angularRateRangeDps,
        magnetometer: identity?.magnetometer,
        problem,
      }))
      .toSorted((a, b) => a.make.localeCompare(b.make, 'en'));
    const well = { problem: null };
    expect(told).toEqual([
      { make: 'MetaMotion', rateHz: 100, g: 16, dps: 2000, magnetometer: 'none', ...well },
      { make: 'Movella DOT', rateHz: 60, g: 16, dps: 2000, magnetometer: 'on', ...well },
      { make: 'Movesense', rateHz: 104, g: null, dps: null, magnetometer: 'off', ...well },
      { make: 'Plumbline', rateHz: 100, g: 13, dps: 1833, magnetometer: 'none', ...well },
      { make: 'WitMotion', rateHz: 100, g: 16, dps: 2000, magnetometer: 'none', ...well },
    ]);
    // None is left linked.
    expect(world.radio.twins.every((twin) => twin.advertisement() !== null)).toBe(true);
  });
});

describe('a command to a Movella DOT', () => {
  it('makes it blink', async () => {
    const world = worldOf(DOT);
    expect(await use(world, (session) => session.identify(5))).toBeNull();
    expect(world.radio.twins[0]!.identified).toBe(1);
  });

  it('sets its rate, which it has at the next link too', async () => {
    const world = worldOf(DOT);
    await use(world, (session, before) =>
      session.configure({
        rateHz: 30,
        accelerationRangeG: before.accelerationRangeG ?? 0,
        angularRateRangeDps: before.angularRateRangeDps ?? 0,
        magnetometer: before.magnetometer === 'on',
      }),
    );
    expect(await use(world, async (_, { rateHz }) => rateHz)).toBe(30);
  });

  it('switches it off', async () => {
    const world = worldOf(DOT);
    await use(world, (session) => session.powerOff());
    expect(world.radio.twins[0]!.on).toBe(false);
  });
});

describe.each([MOVESENSE, META_MOTION])('a command to a $driver', (make) => {
  it.each<[string, (session: DriverSession) => Promise<unknown>]>([
    ['show itself', (session) => session.identify()],
    ['be switched off over its link', (session) => session.powerOff()],
  ])('to %s is refused with what it can', async (what, act) => {
    const refused = use(worldOf(make), (session) => act(session));
    const error = await refused.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CannotError);
    expect(error).toMatchObject({ code: 'refused' });
    expect(String(error)).toContain(`cannot ${what}; it can stream and tell its battery`);
  });

  it('to keep what it measures is refused: it keeps nothing', async () => {
    const refused = use(worldOf(make), async (session, { rateHz }) => {
      const ranges = { accelerationRangeG: 16, angularRateRangeDps: 2000 };
      await session.configure({ rateHz, ...ranges, magnetometer: false });
    });
    await expect(refused).rejects.toThrow('keeps nothing that it is told: a hub sets it');
  });
});
