import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Command,
  type ControlStatus,
  CUE_PATTERNS,
  decodeInfo,
  decodeRequest,
  decodeResponse,
  decodeStreamPacket,
  encodeRequest,
  STATUSES,
} from '../../../firmware-protocol/index.ts';
import { requestBytes } from '../messages.ts';
import { compile } from './compile.ts';
import { ExampleSensor } from './exampleSensor.ts';
import { SimulatedSensor } from './simulatedSensor.ts';

const SEED = 1;
const SCRIPTS = 40;
const EVENTS_PER_SCRIPT = 80;

/** No magnetometer: the simulator has none. */
const CAPABILITIES = 0b1110;
/** So that the clock wraps within a script. */
const CLOCK_US = 2 ** 32 - 3_000_000;
const TEMPERATURE_CENTI_C = 2900;
const MTUS = [23, 26, 27, 40, 100, 247];

type Event =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'run'; readonly lengthUs: number }
  | { readonly kind: 'subscribe'; readonly subscribed: boolean }
  | { readonly kind: 'relink'; readonly mtu: number }
  | { readonly kind: 'room'; readonly notifications: number }
  | { readonly kind: 'battery'; readonly percent: number };

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom('start', 'start', 'stop', 'sync', 'status').map((kind) => ({ kind }) as const),
  fc.record({
    kind: fc.constant('configure' as const),
    rateHz: fc.constantFrom(60, 77, 100, 120, 200, 400),
    accelerationRangeG: fc.constantFrom(8, 16, 16, 16, 15),
    angularRateRangeDps: fc.constantFrom(1000, 2000, 2000, 300),
    magnetometer: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('identify' as const), durationS: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    kind: fc.constant('cue' as const),
    pattern: fc.constantFrom(...CUE_PATTERNS),
    strengthPercent: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({
    kind: fc.constant('resend' as const),
    firstIndex: fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: -20, max: 0 }).map((behind) => (behind + 2 ** 32) % 2 ** 32),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    ),
    count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 0xffff })),
  }),
);

const valid = fc
  .tuple(fc.nat({ max: 255 }), commands)
  .map(([tag, command]) => encodeRequest({ tag, command }));
// What is shorter no response could answer, and to be off ends a script.
const written = fc
  .oneof({ arbitrary: valid, weight: 9 }, { arbitrary: requestBytes, weight: 1 })
  .filter((bytes) => bytes.length >= 2 && bytes.length <= 512 && bytes[0] !== 9);

function ofKind<K extends Event['kind']>(kind: K): fc.Arbitrary<K> {
  return fc.constant(kind);
}

const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: ofKind('write'), bytes: written }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: ofKind('run'),
      lengthUs: fc.oneof(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constant(6_000_000),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: ofKind('subscribe'), subscribed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: ofKind('relink'), mtu: fc.constantFrom(...MTUS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: ofKind('room'),
      notifications: fc.constantFrom(0, 1, 10, 100_000, 100_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: ofKind('battery'), percent: fc.integer({ min: 0, max: 100 }) }),
  },
);

/** What the scripts led to. */
interface Tally {
  readonly statuses: Set<ControlStatus>;
  live: number;
  refilled: number;
  /** Answers of `status` with skipped samples. */
  skips: number;
}

describe('the example of a sensor and the firmware of the simulator', () => {
  let program: string;
  let example: ExampleSensor;

  beforeAll(async () => {
    program = await compile('sensor');
  });

  async function toldToExample(event: Event): Promise<string | null> {
    switch (event.kind) {
      case 'write': {
        const hex = Buffer.from(event.bytes).toString('hex');
        const acts = await example.tellAll(`write ${hex}`, 'confirm');
        return acts.find(({ word }) => word === 'indicate')?.value ?? 'no answer';
      }
      case 'run':
        await example.tell(`run ${event.lengthUs}`);
        return null;
      case 'subscribe':
        await example.tell(`stream ${event.subscribed ? 1 : 0}`);
        return null;
      case 'relink':
        await linkExample(event.mtu);
        return null;
      case 'room':
        await example.tell(`radio ${event.notifications}`);
        return null;
      case 'battery':
        await example.tell(`battery ${event.percent}`);
        return null;
    }
  }

  async function linkExample(mtu: number): Promise<void> {
    await example.tellAll('disconnect', 'connect', `mtu ${mtu}`, 'control 1', 'stream 1');
  }

  /** Tells both the same events and compares what they do after each. */
  async function compare(script: readonly Event[], tally: Tally): Promise<void> {
    const simulated = new SimulatedSensor({ clockUs: CLOCK_US, batteryPercent: 80 });
    await example.tellAll('power 7', 'battery 80', `temperature ${TEMPERATURE_CENTI_C}`);
    await linkExample(247);
    simulated.link(247);
    for (const [i, event] of script.entries()) {
      const where = `event ${i}: ${JSON.stringify(event)}`;
      const answer = await toldToExample(event);
      expect(toldTo(simulated, event), where).toBe(answer);
      const packets = example.takePackets();
      expect(simulated.takePackets().map(packetText), where).toEqual(packets.map(textOf));
      const [{ value: info }] = await example.tell('info');
      expect(infoOf(simulated.info), where).toEqual(infoOf(Buffer.from(info, 'hex')));

      const response = answer === null ? null : decodeResponse(Buffer.from(answer, 'hex'));
      if (response) tally.statuses.add(response.status);
      if (response?.answer?.kind === 'status' && response.answer.skippedSamples > 0) tally.skips++;
      for (const { flags } of packets) tally[flags === 0 ? 'live' : 'refilled']++;
    }
  }

  it(`do the same in ${SCRIPTS} scripts of ${EVENTS_PER_SCRIPT} events of seed ${SEED}`, async () => {
    const length = { minLength: EVENTS_PER_SCRIPT, maxLength: EVENTS_PER_SCRIPT };
    const scripts = fc.array(events, { ...length, size: 'max' });
    const tally: Tally = { statuses: new Set(), live: 0, refilled: 0, skips: 0 };
    for (const script of fc.sample(scripts, { seed: SEED, numRuns: SCRIPTS })) {
      example = new ExampleSensor(program, { capabilities: CAPABILITIES, clockUs: CLOCK_US });
      try {
        await compare(script, tally);
      } finally {
        await example.stop();
      }
    }
    // The simulator's hardware never fails; all else was met.
    expect(STATUSES.filter((status) => !tally.statuses.has(status))).toEqual(['failed']);
    expect(tally.live).toBeGreaterThan(2000);
    expect(tally.refilled).toBeGreaterThan(200);
    expect(tally.skips).toBeGreaterThan(3);
  });
});

/** Its response in hex; null for what is none. */
function toldTo(simulated: SimulatedSensor, event: Event): string | null {
  switch (event.kind) {
    case 'write':
      return Buffer.from(simulated.write(event.bytes, rateOf(event.bytes))).toString('hex');
    case 'run':
      simulated.run(event.lengthUs);
      return null;
    case 'subscribe':
      simulated.subscribe(event.subscribed);
      return null;
    case 'relink':
      simulated.unlink();
      simulated.link(event.mtu);
      return null;
    case 'room':
      simulated.setRoom(event.notifications);
      return null;
    case 'battery':
      simulated.setBattery(event.percent);
      return null;
  }
}

/** The rate that a request wants to configure; null where it is another or cannot be read. */
function rateOf(bytes: Uint8Array): number | null {
  try {
    const { command } = decodeRequest(bytes);
    return command.kind === 'configure' ? command.rateHz : null;
  } catch {
    return null;
  }
}

type Packet = ReturnType<typeof decodeStreamPacket>;

function packetText(bytes: Uint8Array): string {
  return textOf(decodeStreamPacket(bytes));
}

function textOf({ flags, sequence, firstIndex, deviceTimeUs, counts }: Packet): string {
  return `${flags} ${sequence} ${firstIndex} ${deviceTimeUs} ${counts.join(' ')}`;
}

/** Info but for the last digits of the scales, which the example calculates as f32. */
function infoOf(bytes: Uint8Array) {
  const info = decodeInfo(bytes);
  return {
    ...info,
    accelerationScaleMps2: info.accelerationScaleMps2.toPrecision(6),
    angularRateScaleRadps: info.angularRateScaleRadps.toPrecision(6),
  };
}
