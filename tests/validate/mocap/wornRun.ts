import type { LegMeasures } from '../../../src/model/bodyFrame.ts';
import type { CalibrationWindows } from '../../../src/model/calibration.ts';
import type { PipelineInput } from '../../../src/model/events.ts';
import { placementOf, type Side } from '../../../src/model/placement.ts';
import {
  DEFAULT_SETTINGS,
  type MeasuredLeg,
  type PipelineSettings,
} from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { offlinePipeline } from '../../../src/reprocess/offline/offlinePipeline.ts';
import type { BodyPose } from '../../../src/simulator/bodyPose.ts';
import { Random } from '../../../src/simulator/random.ts';
import { sensorMount } from '../../../src/simulator/sensorMount.ts';
import { SimulatedImu } from '../../../src/simulator/simulatedImu.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';
import type { Playback } from './playback.ts';
import { type MocapSubject, subjectSettings } from './subject.ts';
import { WornErrors } from './wornErrors.ts';

const SENSOR_RATE_HZ = 100;
const START_US = Date.UTC(2026, 0, 1) * 1000;
const WORN = ['thigh', 'shank', 'foot'] as const;

/** One frame of the product after its calibration. */
export interface WornFrame {
  readonly timeS: number;
  readonly measures: LegMeasures;
  /** True where every flag of the projections is clear. */
  readonly projectionOk: boolean;
}

/** What the product made of one leg in one mounting of the sensors. */
export interface WornRun {
  readonly frames: readonly WornFrame[];
  /** Deepest instants of the reps it found, s. */
  readonly bottomsS: readonly number[];
  /** Since when reps are looked for, s; null if no calibration was completed. */
  readonly calibratedS: number | null;
  /** What it last asked of the person. */
  readonly instruction: string;
}

/**
 * Sensors on one leg of the played body, in counts and packets, through the product's pipeline.
 * @param measured what somebody measured of the leg; null where nobody did
 * @param calibratedOn stretches to calibrate on; null leaves it to the product to find them
 */
export function runWorn(
  poseAt: (timeS: number) => BodyPose,
  playback: Playback,
  subject: MocapSubject,
  side: Side,
  seed: number,
  calibratedOn: CalibrationWindows | null,
  measured: MeasuredLeg | null,
): WornRun {
  const inputs = wornInputs(poseAt, playback, subject, side, seed, calibratedOn, measured);
  const pipeline = new Pipeline(settingsOf(subject, side, measured));
  return worn(pipeline, inputs, side);
}

/** The same, each frame judged by what came behind it too. */
export async function runWornOffline(
  ...[poseAt, playback, subject, side, seed, calibratedOn, measured]: Parameters<typeof runWorn>
): Promise<WornRun> {
  const inputs = [...wornInputs(poseAt, playback, subject, side, seed, calibratedOn, measured)];
  const pipeline = await offlinePipeline(inOrder(inputs), settingsOf(subject, side, measured));
  return worn(pipeline, inputs, side);
}

async function* inOrder(inputs: readonly PipelineInput[]): AsyncGenerator<PipelineInput> {
  yield* inputs;
}

function settingsOf(
  subject: MocapSubject,
  side: Side,
  measured: MeasuredLeg | null,
): PipelineSettings {
  return { ...DEFAULT_SETTINGS, subject: subjectSettings(subject, side, measured) };
}

function* wornInputs(
  ...[poseAt, playback, subject, side, seed, calibratedOn]: Parameters<typeof runWorn>
): Generator<PipelineInput> {
  const body = new StencilCache(poseAt);
  const feeds = WORN.map((segment) => {
    const placement = placementOf(side, segment);
    const mount = sensorMount(placement, subject.legs[side], 'random', seed);
    const random = new Random(seed, `errors ${placement}`);
    const errors = new WornErrors(SENSOR_RATE_HZ, playback.standingS, random);
    return new SimulatedImu({
      placement,
      rateHz: SENSOR_RATE_HZ,
      motion: body,
      mount,
      errorsAt: () => errors,
    });
  });
  if (calibratedOn !== null) {
    yield { type: 'calibrateOn', timeUs: START_US, windows: calibratedOn };
  }
  const delivery = { ...DEFAULT_DELIVERY, seed };
  yield* simulatedInputs(feeds, START_US, playback.durationS, delivery);
}

function worn(pipeline: Pipeline, inputs: Iterable<PipelineInput>, side: Side): WornRun {
  const frames: WornFrame[] = [];
  const bottomsS: number[] = [];
  let calibratedS: number | null = null;
  let instruction = '';
  for (const input of inputs) {
    const output = pipeline.push(input);
    for (const event of output.events) {
      if (event.type === 'rep') bottomsS.push(secondsOf(event.rep.bottomUs));
      if (event.type !== 'calibrationStage') continue;
      instruction = event.instruction;
      if (event.stage === 'done') calibratedS = secondsOf(event.timeUs);
    }
    for (const { timeUs, legs } of output.frames) {
      const leg = legs.find((each) => each.side === side);
      if (leg === undefined || !Number.isFinite(leg.measures.kneeFlexionDeg)) continue;
      const { measures, quality } = leg;
      frames.push({ timeS: secondsOf(timeUs), measures, projectionOk: quality.projection === 0 });
    }
  }
  return { frames, bottomsS, calibratedS, instruction };
}

/** Hub time `timeS` after the playing began. */
export function hubTimeUs(timeS: number): number {
  return START_US + Math.round(timeS * 1e6);
}

function secondsOf(timeUs: number): number {
  return (timeUs - START_US) / 1e6;
}
