import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import { PLACEMENTS } from '../../../src/model/placement.ts';
import { type SensorDescription, sensorId, type TimedSamples } from '../../../src/model/sensor.ts';
import {
  bodyFrame,
  eventsAt,
  SENSORS,
  STARTED_US,
  type Step,
  seededRandom,
} from '../../recording/session.ts';

const RATE_HZ = 120;
const SAMPLES_PER_PACKET = 3;
const PACKET_US = (SAMPLES_PER_PACKET / RATE_HZ) * 1e6;
const FRAME_US = 10_000;

const ALL_PLACES: readonly SensorDescription[] = PLACEMENTS.map((_, i) => ({
  ...SENSORS[0],
  id: sensorId(`PL-10${i}`),
  name: `Plumbline ${i}`,
  rateHz: RATE_HZ,
}));

/** One tick of the hub: what came in 25 ms. */
export interface Tick {
  /** End of it, s from the start of the session. */
  readonly atS: number;
  readonly steps: readonly Step[];
}

/**
 * A hub with seven sensors at 120 Hz and two legs at 100 Hz, from any second of the session on; the
 * same second always has the same values.
 */
export function* chaosTicks(fromS: number, toS: number): Generator<Tick> {
  yield { atS: fromS, steps: linkSteps(fromS * 1e6) };
  const first = Math.ceil((fromS * 1e6) / PACKET_US);
  for (let k = first; k * PACKET_US < toS * 1e6; k++) {
    const t = k * PACKET_US;
    yield { atS: (t + PACKET_US) / 1e6, steps: tickSteps(k, t) };
  }
}

function linkSteps(t: number): Step[] {
  return ALL_PLACES.flatMap((sensor, i): Step[] => {
    const timeUs = STARTED_US + Math.round(t) + i;
    const placement = PLACEMENTS[i];
    return [
      { kind: 'input', input: { type: 'sensorLinked', timeUs, sensor } },
      { kind: 'input', input: { type: 'placed', timeUs, sensorId: sensor.id, placement } },
    ];
  });
}

function tickSteps(k: number, t: number): Step[] {
  const random = seededRandom(k + 1);
  const arrivalUs = STARTED_US + t + PACKET_US;
  const steps: Step[] = [];
  for (const sensor of ALL_PLACES) {
    const bytes = Uint8Array.from({ length: 50 }, () => Math.floor(random() * 256));
    steps.push({
      kind: 'input',
      input: { type: 'packet', packet: { sensorId: sensor.id, arrivalUs, bytes } },
    });
  }
  const samples = ALL_PLACES.map((sensor) => samplesOf(sensor, k, t, random));
  const frames: BodyFrame[] = [];
  const events = [];
  for (let at = Math.ceil(t / FRAME_US) * FRAME_US; at < t + PACKET_US; at += FRAME_US) {
    frames.push(bodyFrame(at, arrivalUs, random));
    events.push(...eventsAt(at));
  }
  steps.push({ kind: 'output', output: { samples, frames, events } });
  return steps;
}

function samplesOf(
  { id, accelerationScaleMps2 }: SensorDescription,
  k: number,
  t: number,
  random: () => number,
): TimedSamples {
  const axes = () =>
    Float64Array.from({ length: 3 * SAMPLES_PER_PACKET }, () =>
      Math.fround(Math.round(4000 * random()) * accelerationScaleMps2),
    );
  return {
    sensorId: id,
    firstIndex: k * SAMPLES_PER_PACKET,
    count: SAMPLES_PER_PACKET,
    deviceTimeUs: t,
    acceleration: axes(),
    angularRate: axes(),
    clipped: false,
    timeUs: Float64Array.from({ length: SAMPLES_PER_PACKET }, (_, i) =>
      Math.round(STARTED_US + t + (i * 1e6) / RATE_HZ),
    ),
  };
}
