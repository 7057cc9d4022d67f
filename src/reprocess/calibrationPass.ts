import type { Calibration, CalibrationWindows } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Recording } from '../recording/reader.ts';
import { asksForCalibration, isCalibrationDecision } from './inputs.ts';
import { inSampleOrder, type SampleOrder } from './order/sampleOrder.ts';

export interface CalibrationPass {
  readonly recording: Recording;
  readonly order: SampleOrder;
  readonly settings: PipelineSettings;
  /** Stretches to calibrate on; null looks for them as a hub does. */
  readonly windows: CalibrationWindows | null;
  /** Which inputs count; a pass may be about one leg. */
  readonly isWanted: (input: PipelineInput) => boolean;
  /** Sees what each input gave; true ends the pass. */
  readonly visit: (output: PipelineOutput, input: PipelineInput) => boolean;
}

/** Runs the inputs of a recording through a pipeline that is to calibrate, until told to end. */
export async function calibrationPass(pass: CalibrationPass): Promise<void> {
  const { recording, order, settings, windows, isWanted, visit } = pass;
  const pipeline = new Pipeline(settings);
  if (windows !== null) {
    pipeline.push({ type: 'calibrateOn', timeUs: recording.startUs, windows });
  }
  for await (const input of inSampleOrder(recording, order)) {
    if (isCalibrationDecision(input) || !isWanted(input)) continue;
    if (windows !== null && asksForCalibration(input)) continue;
    if (visit(pipeline.push(input), input)) return;
  }
}

/** The calibration that one input completed, whatever its verdict; null as a rule. */
export function calibrationIn({ events }: PipelineOutput): Calibration | null {
  for (const event of events) if (event.type === 'calibration') return event.calibration;
  return null;
}
