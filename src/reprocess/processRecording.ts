import type { Calibration } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import type { Placement } from '../model/placement.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Recorded, Recording } from '../recording/reader.ts';
import type { RecordingWriter } from '../recording/writer.ts';
import { findCalibration, type KnownWindows } from './findCalibration.ts';
import { fitCalibration, type GivenCalibration } from './givenCalibration.ts';
import { asksForCalibration, isCalibrationDecision, timeOf } from './inputs.ts';
import { surveyOf } from './offline/offlinePipeline.ts';
import { refineCalibration } from './offline/refineCalibration.ts';
import { WholeRecording } from './offline/wholeRecording.ts';
import { inSampleOrder, SampleOrder } from './order/sampleOrder.ts';
import { ResultTally } from './resultTally.ts';
import { WornLegs } from './wornLegs.ts';

export interface ProcessOptions extends KnownWindows {
  readonly settings: PipelineSettings;
  /** Used instead of one that is found in the recording. */
  readonly given?: GivenCalibration;
  /** Whether every frame is judged by what came behind it too; see docs/conventions.md. */
  readonly offline?: boolean;
  /** Called with how far the whole job is, 0..1; ends the job by throwing. */
  readonly onProgress: (share: number) => void;
}

export interface ProcessReport {
  /** null where no leg has both its sensors, or they did not deliver together: nothing is written. */
  readonly calibration: Calibration | null;
  readonly frames: number;
  /** Those in which every calibrated leg has its angles. */
  readonly framesWithAngles: number;
  readonly reps: number;
  /** Where sensors were worn. */
  readonly placements: readonly Placement[];
}

/**
 * Computes a recording anew into `writer`: finds the calibration first, then runs all inputs
 * with it from the start, so that there are angles before the calibration movement too. The
 * calibration becomes an input of the new recording, which thereby verifies by itself. What a sensor
 * sent again stands there where its samples belong.
 * @throws CalibrationMisfit where the calibration that was given is not of these sensors or does not fit any more
 */
export async function processRecording(
  recording: Recording,
  writer: RecordingWriter,
  options: ProcessOptions,
): Promise<ProcessReport> {
  const { startUs, endUs } = recording;
  const passes = options.offline ? 3 : 2;
  const report = (timeUs: number, pass: number): void =>
    options.onProgress((pass + (timeUs - startUs) / Math.max(1, endUs - startUs)) / passes);
  const order = await SampleOrder.of(recording);
  const found = await calibrationFor(recording, order, options, (timeUs) => report(timeUs, 0));
  if (found === null) {
    const placements = await placementsIn(recording);
    return { calibration: null, frames: 0, framesWithAngles: 0, reps: 0, placements };
  }
  const isGiven = isNamed(options);
  const { calibration, whole } = options.offline
    ? await readWhole(recording, order, found, options, (timeUs) => report(timeUs, 1))
    : { calibration: found, whole: null };
  const pipeline = new Pipeline(options.settings, whole);
  const tally = new ResultTally();
  const push = (input: PipelineInput): void => {
    writer.writeInput(input);
    const output = pipeline.push(input);
    writer.writeOutput(output);
    tally.count(output);
  };
  const take = (input: PipelineInput): void => {
    if (isOverruled(input, calibration, isGiven)) return;
    // Placing a sensor makes the pipeline look for a calibration itself: told after that.
    if (!isTold && input.type === 'packet') {
      isTold = true;
      push({ type: 'useCalibration', timeUs: timeOf(input), calibration });
    }
    push(input);
    report(timeOf(input), passes - 1);
  };
  let isTold = false;
  for await (const batch of recording.batches(['packet', 'input', 'truth', 'truthEvent'])) {
    for (const item of batch) {
      if (item.kind === 'truth') {
        writer.writeTruth(item.truth, item.logUs);
        continue;
      }
      if (item.kind === 'truthEvent') {
        writer.writeTruthEvent(item.truthEvent, item.logUs);
        continue;
      }
      for (const input of order.place(inputOf(item))) take(input);
    }
    await writer.settled();
  }
  const { frames, framesWithAngles, reps } = tally;
  return { calibration, frames, framesWithAngles, reps, placements: await placementsIn(recording) };
}

function calibrationFor(
  recording: Recording,
  order: SampleOrder,
  options: ProcessOptions,
  onProgress: (timeUs: number) => void,
): Promise<Calibration | null> {
  const { settings, given } = options;
  return given
    ? fitCalibration(recording, order, settings, given, onProgress)
    : findCalibration(recording, order, settings, options, onProgress);
}

/** Whether somebody said what to calibrate on. */
function isNamed({ standing, functional, given }: ProcessOptions): boolean {
  return standing !== null || functional !== null || given !== undefined;
}

/** The recording read to its end, without what this processing overrules, and its calibration in it. */
async function readWhole(
  recording: Recording,
  order: SampleOrder,
  calibration: Calibration,
  options: ProcessOptions,
  onProgress: (timeUs: number) => void,
): Promise<{ readonly calibration: Calibration; readonly whole: WholeRecording }> {
  const { settings } = options;
  const isGiven = isNamed(options);
  const survey = await surveyOf(inSampleOrder(recording, order), settings, (input) =>
    onProgress(timeOf(input)),
  );
  const turns = survey.turns.filter((input) => !isOverruled(input, calibration, isGiven));
  const whole = new WholeRecording(survey, settings, turns);
  return { calibration: refineCalibration(calibration, whole, settings, survey.turns), whole };
}

async function placementsIn(recording: Recording): Promise<readonly Placement[]> {
  const worn = new WornLegs();
  for await (const batch of recording.batches(['input']))
    for (const { input } of batch) worn.see(input);
  return worn.placements;
}

function inputOf(item: Recorded<'packet' | 'input'>): PipelineInput {
  return item.kind === 'packet' ? { type: 'packet', packet: item.packet } : item.input;
}

/** A calibration that was wished for later stays wished for, unless somebody named this one. */
function isOverruled(input: PipelineInput, calibration: Calibration, isGiven: boolean): boolean {
  if (isCalibrationDecision(input)) return true;
  if (!asksForCalibration(input)) return false;
  return isGiven || timeOf(input) <= calibration.timeUs;
}
