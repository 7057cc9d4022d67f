import type { PipelineOutput } from '../model/pipeline.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Recording } from '../recording/reader.ts';
import { offlinePipeline } from './offline/offlinePipeline.ts';

/**
 * Runs the inputs of a recording through the pipeline again, as the hub did when they arrived, or as the
 * offline pass did by which the recording was made.
 * With the settings of the recording this gives its frames and events bit for bit.
 */
export async function* recompute(
  recording: Recording,
  settings: PipelineSettings = recording.metadata.settings,
): AsyncGenerator<PipelineOutput, void, void> {
  const pipeline = await pipelineFor(recording, settings);
  for await (const input of recording.inputs()) yield pipeline.push(input);
}

/** A pipeline for the inputs of a recording, all and in their order, of the kind that the recording was made by. */
export async function pipelineFor(
  recording: Recording,
  settings: PipelineSettings,
): Promise<Pipeline> {
  return recording.metadata.method === 'offline'
    ? await offlinePipeline(recording.inputs(), settings)
    : new Pipeline(settings);
}
