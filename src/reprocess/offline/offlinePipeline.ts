import type { PipelineInput } from '../../model/events.ts';
import type { PipelineOutput } from '../../model/pipeline.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import type { Foreknowledge } from '../../pipeline/foreknowledge.ts';
import { Pipeline } from '../../pipeline/pipeline.ts';
import { asksForCalibration, isCalibrationDecision } from '../inputs.ts';
import { RecordingSurvey } from './recordingSurvey.ts';
import { WholeRecording } from './wholeRecording.ts';

const NO_OUTPUT: PipelineOutput = { samples: [], frames: [], events: [] };

/** Spares the survey all that comes behind timing, which it does not look at. */
const NOTHING_YET: Foreknowledge = {
  at: () => {},
  stateAt: () => null,
  headingsOf: () => {
    throw new Error('nothing is calibrated where no sensor has a state');
  },
  flexionDeg: () => Number.NaN,
};

/**
 * A pipeline for these very inputs that knows all of them beforehand. They are read once here, and
 * are to be pushed once more by the caller, all and in the same order.
 */
export async function offlinePipeline(
  inputs: AsyncIterable<PipelineInput>,
  settings: PipelineSettings,
): Promise<Pipeline> {
  const survey = await surveyOf(inputs, settings, () => {});
  return new Pipeline(settings, new WholeRecording(survey, settings, survey.turns));
}

/** Runs inputs through a pipeline for what it says of samples and instants. */
export async function surveyOf(
  inputs: AsyncIterable<PipelineInput>,
  settings: PipelineSettings,
  onInput: (input: PipelineInput) => void,
): Promise<RecordingSurvey> {
  const pipeline = new Pipeline(settings, NOTHING_YET);
  const survey = new RecordingSurvey();
  for await (const input of inputs) {
    // No calibration changes when samples were taken and frames are due.
    const isOfCalibration = isCalibrationDecision(input) || asksForCalibration(input);
    survey.see(input, isOfCalibration ? NO_OUTPUT : pipeline.push(input));
    onInput(input);
  }
  return survey;
}
