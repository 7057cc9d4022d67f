import type { PipelineInput } from '../../model/events.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { Pipeline } from '../../pipeline/pipeline.ts';
import { RecordingSurvey } from './recordingSurvey.ts';
import { WholeRecording } from './wholeRecording.ts';

/**
 * A pipeline for these very inputs that knows all of them beforehand. They are read once here, and
 * are to be pushed once more by the caller, all and in the same order.
 */
export async function offlinePipeline(
  inputs: AsyncIterable<PipelineInput>,
  settings: PipelineSettings,
): Promise<Pipeline> {
  const survey = await surveyOf(inputs, settings, () => {});
  return new Pipeline(settings, await WholeRecording.of(survey, settings, survey.turns));
}

/** Runs inputs through a pipeline for what it says of samples and instants. */
export async function surveyOf(
  inputs: AsyncIterable<PipelineInput>,
  settings: PipelineSettings,
  onInput: (input: PipelineInput) => void,
): Promise<RecordingSurvey> {
  const pipeline = new Pipeline(settings);
  const survey = new RecordingSurvey();
  for await (const input of inputs) {
    survey.see(input, pipeline.push(input));
    onInput(input);
  }
  return survey;
}
