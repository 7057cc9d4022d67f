import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type BodyFrame,
  emptyLegMeasures,
  LEG_MEASURES,
  type LegFrame,
} from '../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { SIDES } from '../../src/model/placement.ts';
import { type SensorDescription, sensorId, type TimedSamples } from '../../src/model/sensor.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { TruthFrame } from '../../src/model/truth.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import type { RecordingWriter } from '../../src/recording/writer.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';

export const STARTED_US = Date.UTC(2026, 10, 22, 19, 3, 11) * 1000;

export const SESSION: SessionMetadata = {
  id: recordingId(STARTED_US, 'P-7F3K'),
  subject: 'P-7F3K',
  startedUs: STARTED_US,
  simulated: true,
  protocol: 'squat',
  notes: 'heels "flat", 3 × 8',
  software: '0.1.0',
  settings: DEFAULT_SETTINGS,
  settingsHash: settingsHash(DEFAULT_SETTINGS),
};

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Uniform in 0..1, the same sequence for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const PLACED = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'] as const;

export const SENSORS: readonly SensorDescription[] = PLACED.map((_, i) => ({
  id: sensorId(`PL-00${i + 1}`),
  driver: 'plumbline',
  name: `Plumbline ${i + 1}`,
  firmware: '1.2.0',
  rateHz: 100,
  accelerationScaleMps2: 9.80665 / 2048,
  angularRateScaleRadps: Math.PI / 180 / 16.4,
}));

/** Samples in one packet of a sensor at 100 Hz. */
const SAMPLES_PER_PACKET = 2;
const PACKET_PERIOD_US = 20_000;
const FRAME_PERIOD_US = 10_000;

/** One call of the writer. */
export type Step =
  | { readonly kind: 'input'; readonly input: PipelineInput }
  | { readonly kind: 'output'; readonly output: PipelineOutput }
  | { readonly kind: 'truth'; readonly truth: TruthFrame; readonly logUs: number };

export function writeStep(writer: RecordingWriter, step: Step): void {
  if (step.kind === 'input') writer.writeInput(step.input);
  else if (step.kind === 'output') writer.writeOutput(step.output);
  else writer.writeTruth(step.truth, step.logUs);
}

/**
 * What a hub with two legs at 100 Hz gives its recorder, in order: squats of 3 s with
 * noise on every number, a rep event at the end and a cue in the middle of each.
 */
export function* sessionSteps(durationS: number, seed = 1): Generator<Step> {
  const random = seededRandom(seed);
  yield* linkSteps();
  for (let t = 0; t < durationS * 1e6; t += PACKET_PERIOD_US) {
    for (const [i, sensor] of SENSORS.entries()) {
      const arrivalUs = STARTED_US + t + 1_000 * i + Math.floor(random() * 900);
      const bytes = packetBytes(random);
      yield {
        kind: 'input',
        input: { type: 'packet', packet: { sensorId: sensor.id, arrivalUs, bytes } },
      };
      const last = i === SENSORS.length - 1;
      yield {
        kind: 'output',
        output: {
          samples: [timedSamples(sensor, t, random)],
          frames: last
            ? [0, 1].map((k) => bodyFrame(t + k * FRAME_PERIOD_US, arrivalUs, random))
            : [],
          events: last ? eventsAt(t) : [],
        },
      };
      if (last) yield { kind: 'truth', truth: truthFrame(t, random), logUs: arrivalUs };
    }
  }
}

function* linkSteps(): Generator<Step> {
  for (const [i, sensor] of SENSORS.entries()) {
    const timeUs = STARTED_US + i;
    yield { kind: 'input', input: { type: 'sensorLinked', timeUs, sensor } };
    yield {
      kind: 'input',
      input: { type: 'placed', timeUs, sensorId: sensor.id, placement: PLACED[i] },
    };
  }
}

function packetBytes(random: () => number): Uint8Array {
  return Uint8Array.from({ length: 14 + 12 * SAMPLES_PER_PACKET }, () =>
    Math.floor(random() * 256),
  );
}

function timedSamples(sensor: SensorDescription, t: number, random: () => number): TimedSamples {
  const axes = () =>
    Float64Array.from({ length: 3 * SAMPLES_PER_PACKET }, (_, i) =>
      Math.fround(
        Math.round(4000 * Math.sin(t / 5e5 + i) + 20 * random()) * sensor.accelerationScaleMps2,
      ),
    );
  return {
    sensorId: sensor.id,
    firstIndex: t / FRAME_PERIOD_US,
    count: SAMPLES_PER_PACKET,
    deviceTimeUs: 77_000 + t,
    acceleration: axes(),
    angularRate: axes(),
    clipped: random() < 0.01,
    timeUs: Float64Array.from(
      { length: SAMPLES_PER_PACKET },
      (_, i) => STARTED_US + t - 12_000 + i * FRAME_PERIOD_US,
    ),
  };
}

/** Values already in 32-bit precision, so that a round trip has to give them back bit for bit. */
export function bodyFrame(t: number, arrivalUs: number, random: () => number): BodyFrame {
  return {
    timeUs: STARTED_US + t - 30_000,
    arrivalUs,
    legs: SIDES.map((side): LegFrame => {
      const { measures, thigh, shank } = legAt(t, random);
      return {
        side,
        measures,
        thigh,
        shank,
        quality: { knee: 0, ankle: Math.floor(random() * 1024), projection: t < 1e6 ? 16 : 0 },
        custom: [],
      };
    }),
  };
}

function truthFrame(t: number, random: () => number): TruthFrame {
  return {
    timeUs: STARTED_US + t,
    legs: SIDES.map((side) => ({ side, ...legAt(t, random) })),
  };
}

function legAt(t: number, random: () => number): Pick<LegFrame, 'measures' | 'thigh' | 'shank'> {
  const phase = (2 * Math.PI * t) / 3e6;
  const measures = emptyLegMeasures();
  LEG_MEASURES.forEach(({ key, meaning }, i) => {
    const needsMoreSensors = meaning.includes('needs a');
    measures[key] = needsMoreSensors
      ? Number.NaN
      : Math.fround(40 * (1 - Math.cos(phase + 0.1 * i)) + 0.05 * random());
  });
  const half = Math.fround(0.4 * Math.sin(phase));
  const orientation = [Math.fround(Math.cos(half)), 0, 0, Math.fround(Math.sin(half))] as const;
  return { measures, thigh: orientation, shank: orientation };
}

/** A rep ends every 3 s, and a cue comes in the middle of each. */
export function eventsAt(t: number): PipelineEvent[] {
  const number = t / 3e6;
  const timeUs = STARTED_US + t;
  if (number > 0 && Number.isInteger(number)) {
    return [
      { type: 'phase', timeUs, phase: 'standing' },
      { type: 'rep', timeUs, rep: rep(number, timeUs) },
    ];
  }
  if (Number.isInteger(number - 0.5)) {
    const cue = {
      number: Math.ceil(number),
      side: 'right',
      measure: 'kneeMedialDeviationM',
      value: 4.1 + number / 7,
      threshold: 3,
      intensity: 0.4,
      words: 'Spread the floor',
    } as const;
    return [{ type: 'cueOn', timeUs, decidedUs: timeUs + 1, cue }];
  }
  return [];
}

function rep(number: number, endUs: number) {
  return repOf(number, {
    startUs: endUs - 3_000_000,
    bottomUs: endUs - 1_500_000,
    endUs,
    eccentricS: 1.4,
    holdS: 0.1,
    concentricS: 1.5,
    counted: true,
    cued: true,
    legs: SIDES.map((side) =>
      repLeg(side, {
        peakFlexionDeg: 80 + 1 / 3,
        headlineAtPeakFlexion: 4.1,
        headlinePeak: 4.4,
        band: 'in',
        kneeValgusAtPeakFlexionDeg: 6.02e-7,
        fppaAtPeakFlexionDeg: 9.5,
        metrics: { kneeValgusDeg: metric({ peak: 1 / 7, timeAboveS: [0.1, 0, 0] }) },
      }),
    ),
  });
}
