import { describe, expect, it } from 'vitest';
import type { BodyFrame, LegMeasure } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { Side } from '../../src/model/placement.ts';
import { hasFlag } from '../../src/model/quality.ts';
import type { SensorDescription } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { createBleSource } from '../../src/sensors/ble/index.ts';
import {
  createVirtualRadio,
  type VirtualRadioOptions,
} from '../../src/simulator/radio/createVirtualRadio.ts';
import { drawDeviceClock } from '../../src/simulator/radio/crystal.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { clock, sleep, until } from '../sensors/ble/radioWorld.ts';

/** Right thigh and shank, then left ones, as the simulated person wears them. */
type Makes = NonNullable<VirtualRadioOptions['make']>;

/** A person who squats with these sensors on, over the real Bluetooth stack, in real time. */
async function squatsWith(make: Makes, rateHz: number) {
  const session = simulateSquatSession({ seed: 3, rateHz, standingS: 9, reps: 4, fppaDeg: [12] });
  const radio = createVirtualRadio(session.feeds, {
    clock,
    make,
    deviceClock: (i) => drawDeviceClock(3, `${i}`),
  });
  const source = createBleSource({ clock, nobleFactory: radio.nobleFactory });
  const { person, options } = session;
  const pipeline = new Pipeline({
    ...DEFAULT_SETTINGS,
    subject: {
      shankLengthM: person.shankLengthM,
      thighLengthM: person.thighLengthM,
      toeOutDeg: options.toeOutDeg,
    },
  });
  const frames: BodyFrame[] = [];
  const events: PipelineEvent[] = [];
  const linked: SensorDescription[] = [];
  const faults: string[] = [];
  const push = (input: PipelineInput) => {
    const output = pipeline.push(input);
    frames.push(...output.frames);
    events.push(...output.events);
  };
  // Who is worn where is known by the address, which the feed has in the order of the list.
  const placementOf = new Map(
    session.feeds.map(({ placement }, i) => {
      const address = [...radio.sensors, ...radio.twins].find(
        ({ feed }) => feed === session.feeds[i],
      )?.address;
      return [address?.replaceAll(':', ''), placement];
    }),
  );
  source.on('linkChanged', ({ state, sensorId, address }) => {
    const placement = placementOf.get(address.replaceAll(':', ''));
    if (state !== 'streaming' || sensorId === null || !placement) return;
    push({ type: 'placed', timeUs: clock(), sensorId, placement });
  });
  source.on('sensorLinked', (sensor, timeUs) => {
    linked.push(sensor);
    push({ type: 'sensorLinked', timeUs, sensor });
  });
  source.on('packet', (packet) => push({ type: 'packet', packet }));
  source.on('clockExchange', (sensorId, exchange) =>
    push({ type: 'clockExchange', timeUs: clock(), sensorId, exchange }),
  );
  source.on('sensorLost', (sensorId, reason, timeUs) =>
    push({ type: 'sensorLost', timeUs, sensorId, reason }),
  );
  source.on('fault', ({ sentence }) => faults.push(sentence));
  radio.start();
  await source.start();
  try {
    await until('four sensors stream', () => linked.length === 4, 15_000);
    await sleep(session.durationS * 1000 - (clock() - radio.epochUs) / 1000);
  } finally {
    await source.stop();
    radio.stop();
  }
  const truthAt = (timeUs: number) => session.truthAt((timeUs - radio.epochUs) / 1e6);
  return { frames, events, linked, faults, truthAt };
}

type Session = Awaited<ReturnType<typeof squatsWith>>;

/** The frames of one leg behind the calibration. */
function calibratedLegs({ frames, events, truthAt }: Session, side: Side) {
  const calibration = events.find(({ type }) => type === 'calibration');
  return frames
    .filter(({ timeUs }) => calibration && timeUs > calibration.timeUs)
    .map(({ timeUs, legs }) => ({
      leg: legs.find((each) => each.side === side)!,
      truth: truthAt(timeUs).find((each) => each.side === side)!,
    }));
}

function rmseOf(session: Session, side: Side, measure: LegMeasure): number {
  const squares = calibratedLegs(session, side)
    .map(({ leg, truth }) => (leg.measures[measure] - truth.measures[measure]) ** 2)
    .filter(Number.isFinite);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** Share of the frames of a leg whose knee is ok. */
function shareOk(session: Session, side: Side): number {
  const legs = calibratedLegs(session, side);
  return legs.filter(({ leg }) => leg.quality.knee === 0).length / legs.length;
}

describe.concurrent('sensors of several makes on one person', () => {
  it('four makes at once feed one calibrated body', { timeout: 120_000 }, async () => {
    const session = await squatsWith(
      (i) =>
        [
          { driver: 'movellaDot' } as const,
          { driver: 'movesense' } as const,
          { driver: 'witMotion' } as const,
          { driver: 'metaMotion' } as const,
        ][i],
      100,
    );
    expect(session.faults).toEqual([]);
    expect(session.linked.map(({ driver }) => driver).sort()).toEqual([
      'metaMotion',
      'movellaDot',
      'movesense',
      'witMotion',
    ]);
    const calibrations = session.events.filter(({ type }) => type === 'calibration');
    expect(calibrations).toMatchObject([
      { calibration: { legs: [{ side: 'right' }, { side: 'left' }] } },
    ]);
    for (const side of ['right', 'left'] as const) {
      // 1.5° is what four sensors of our own are held to; these add resolution, their own rates, and
      // arrival times in place of clocks, of which 10 ms between thigh and shank are 1° to 2°.
      expect(rmseOf(session, side, 'kneeFlexionDeg')).toBeLessThan(2.5);
      expect(shareOk(session, side)).toBeGreaterThan(0.8);
    }
    const reps = session.events.filter(({ type }) => type === 'rep');
    expect(reps).toHaveLength(4);
  });

  it('60 Hz on one leg and 120 Hz on the other give frames with honest flags', {
    timeout: 120_000,
  }, async () => {
    const session = await squatsWith((i) => (i < 2 ? { driver: 'movellaDot' } : undefined), 120);
    expect(session.faults).toEqual([]);
    const rates = session.linked.map(({ driver, rateHz }) => `${driver} ${rateHz}`).sort();
    expect(rates).toEqual(['movellaDot 60', 'movellaDot 60', 'plumbline 120', 'plumbline 120']);
    for (const side of ['right', 'left'] as const) {
      expect(rmseOf(session, side, 'kneeFlexionDeg')).toBeLessThan(side === 'left' ? 1.5 : 2.5);
      expect(shareOk(session, side)).toBeGreaterThan(0.8);
    }
    // A frame every 10 ms lies between two samples of a 60 Hz sensor, which is no gap of it.
    const legs = calibratedLegs(session, 'right');
    const interpolated = legs.filter(({ leg }) => hasFlag(leg.quality.knee, 'interpolated'));
    expect(interpolated.length / legs.length).toBeLessThan(0.02);
    expect(legs.some(({ leg }) => hasFlag(leg.quality.knee, 'lowRate'))).toBe(false);
    expect(session.events.filter(({ type }) => type === 'rep')).toHaveLength(4);
  });
});
