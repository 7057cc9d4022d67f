import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeStreamPacket } from '../../firmware-protocol/index.ts';
import type { PipelineInput } from '../../src/model/events.ts';
import { type SensorDescription, sensorId } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { encodeImportedPacket } from '../../src/protocols/index.ts';
import { payloadOf } from '../protocols/movellaDot/payloadBytes.ts';
import { dataOf, notified } from '../protocols/movesense/messages.ts';
import { joined, motionFrame } from '../protocols/witMotion/frameBytes.ts';
import { surface } from './surface.ts';

const STARTED_US = Date.UTC(2026, 10, 29, 6) * 1000;
const SETTINGS = effectiveSettings(DEFAULT_SETTINGS);

/** What a sensor sends that has run so many samples of 10 ms; the counts are as its noise. */
type Sender = (sample: number, counts: readonly number[]) => Uint8Array;

interface Make {
  readonly driver: SensorDescription['driver'];
  readonly layout?: string;
  readonly send: Sender;
}

const MAKES: readonly Make[] = [
  {
    driver: 'plumbline',
    send: (sample, counts) =>
      encodeStreamPacket({
        flags: 0,
        sequence: sample & 0xff,
        firstIndex: sample >>> 0,
        deviceTimeUs: (sample * 10_000) >>> 0,
        counts: Int16Array.from([...counts, ...counts]),
        magneticCounts: new Int16Array(0),
      }),
  },
  {
    driver: 'imported',
    send: (sample, counts) =>
      encodeImportedPacket({
        firstIndex: sample >>> 0,
        count: 1,
        timeUs: Float64Array.of(STARTED_US + 10_000 * sample),
        acceleration: Float64Array.from(counts.slice(0, 3)),
        angularRate: Float64Array.from(counts.slice(3)),
      }),
  },
  {
    driver: 'movellaDot',
    layout: '20',
    send: (sample, counts) =>
      payloadOf({
        timestampUs: (sample * 10_000) >>> 0,
        floats: counts.map((count) => count / 1000),
        notificationBytes: 63,
      }),
  },
  {
    driver: 'movesense',
    layout: 'IMU6',
    send: (sample, counts) => notified('IMU6', dataOf((sample * 10) >>> 0, counts)),
  },
  { driver: 'witMotion', send: (_, counts) => joined(motionFrame(counts), motionFrame(counts)) },
  {
    driver: 'metaMotion',
    layout: 'bmi160',
    send: (sample, counts) => {
      const bytes = new Uint8Array(8);
      bytes.set(sample % 2 === 0 ? [3, 4] : [0x13, 5]);
      const view = new DataView(bytes.buffer);
      for (const i of [0, 1, 2]) view.setInt16(2 + 2 * i, counts[i], true);
      return bytes;
    },
  },
];

const PLACES = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank', 'pelvis'] as const;

const int16 = fc.integer({ min: -32768, max: 32767 });

const step = fc.record({
  kind: fc.constantFrom('packet', 'packet', 'packet', 'damaged', 'noise', 'control'),
  /** So many in a row, so that what takes seconds of a stream is reached. */
  repeat: fc.constantFrom(1, 1, 2, 10, 60),
  sensor: fc.nat(3),
  counts: fc.array(int16, { minLength: 6, maxLength: 6 }),
  /** Samples that the sensor went on without this hub, or back. */
  jump: fc.constantFrom(0, 0, 0, 0, 1, 50, -3, 2 ** 20, 2 ** 31, -(2 ** 31)),
  /** Until the hub has it, ms. */
  waitMs: fc.constantFrom(0, 10, 10, 10, 20, 400, 90_000),
  at: fc.nat(80),
  noise: fc.uint8Array({ maxLength: 300 }),
  control: fc.nat(8),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const session = fc.record({
  makes: fc.array(fc.nat(MAKES.length - 1), { minLength: 4, maxLength: 4 }),
  steps: fc.array(step, { minLength: 1, maxLength: 25 }),
});
type Session = typeof session extends fc.Arbitrary<infer S> ? S : never;

/** What the radio brings, from any make of sensor, in any order, through the whole pipeline. */
export const packets = surface({
  name: 'packets',
  runs: 80,
  cases: session,
  open: async () => ({ check: checkSession, close: () => undefined }),
});

function checkSession(session: Session): void {
  const first = outputsOf(session);
  assert.equal(outputsOf(session), first, 'the same packets give something else a second time');
}

/** @returns all that came out, as text to compare */
function outputsOf(session: Session): string {
  const pipeline = new Pipeline(SETTINGS);
  const told: string[] = [];
  let lastUs = Number.NEGATIVE_INFINITY;
  for (const input of inputsOf(session)) {
    const output = pipeline.push(input);
    // Frames behind a gap are left out, not made up: nobody waits for them.
    assert.ok(output.frames.length < 20_000, `${output.frames.length} frames at once`);
    for (const { timeUs } of output.frames) {
      assert.ok(Number.isFinite(timeUs) && timeUs > lastUs, `frame of ${timeUs} after ${lastUs}`);
      lastUs = timeUs;
    }
    for (const { count, timeUs, acceleration, angularRate } of output.samples) {
      assert.equal(timeUs.length, count);
      for (const values of [timeUs, acceleration, angularRate]) {
        assert.ok(values.every(Number.isFinite), 'a sample is not finite');
      }
    }
    told.push(JSON.stringify(output));
  }
  return told.join('\n');
}

function* inputsOf({ makes, steps }: Session): Generator<PipelineInput> {
  const sensors = makes.map((make, i) => descriptionOf(MAKES[make], `S-${i}`));
  let nowUs = STARTED_US;
  for (const [i, sensor] of sensors.entries()) {
    yield { type: 'sensorLinked', timeUs: nowUs, sensor };
    yield { type: 'placed', timeUs: nowUs, sensorId: sensor.id, placement: PLACES[i] };
  }
  const samples = sensors.map(() => 0);
  for (const each of steps) {
    const i = each.sensor;
    samples[i] += each.jump;
    for (let n = 0; n < each.repeat; n++) {
      nowUs += 1000 * each.waitMs;
      if (each.kind === 'control') yield controlOf(each, sensors, nowUs);
      else {
        const bytes = bytesOf(each, MAKES[makes[i]], samples[i]);
        yield { type: 'packet', packet: { sensorId: sensors[i].id, arrivalUs: nowUs, bytes } };
        samples[i] += 2;
      }
    }
  }
}

function bytesOf({ kind, counts, at, noise }: Step, { send }: Make, sample: number): Uint8Array {
  if (kind === 'noise') return noise;
  const bytes = send(sample, counts);
  if (kind === 'packet') return bytes;
  if (at % 2 === 0) return bytes.subarray(0, at % (bytes.length + 1));
  return bytes.with(at % bytes.length, noise[0] ?? 0xff);
}

function descriptionOf({ driver, layout }: Make, serial: string): SensorDescription {
  const isCounted = driver === 'plumbline' || driver === 'witMotion' || driver === 'metaMotion';
  return {
    id: sensorId(serial),
    driver,
    name: serial,
    firmware: '1.0.0',
    rateHz: 100,
    accelerationScaleMps2: isCounted ? 0.005 : 1,
    angularRateScaleRadps: isCounted ? 0.001 : 1,
    ...(layout !== undefined && { layout }),
  };
}

function controlOf(
  { control, sensor, counts }: Step,
  sensors: readonly SensorDescription[],
  timeUs: number,
): PipelineInput {
  const { id } = sensors[sensor];
  switch (control) {
    case 0:
      return { type: 'sensorLost', timeUs, sensorId: id, reason: 'silent' };
    case 1:
      return { type: 'sensorLinked', timeUs, sensor: sensors[sensor] };
    case 2:
      return {
        type: 'placed',
        timeUs,
        sensorId: id,
        placement: PLACES[Math.abs(counts[0]) % PLACES.length],
      };
    case 3:
      return { type: 'placed', timeUs, sensorId: id, placement: null };
    case 4:
      return { type: 'recalibrate', timeUs };
    case 5:
      return { type: 'lyingPose', timeUs };
    case 6:
      return { type: 'retryStep', timeUs, step: 'move' };
    case 7:
      return { type: 'checkSides', timeUs };
    default:
      return { type: 'newSet', timeUs };
  }
}
