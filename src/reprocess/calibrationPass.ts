import type { Calibration, CalibrationWindows } from '../model/calibration.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Recording } from '../recording/reader.ts';
import { isCalibrationDecision, timeOf } from './inputs.ts';

export interface CalibrationPass {
  readonly recording: Recording;
  readonly settings: PipelineSettings;
  /** Stretches to calibrate on; null looks for them as a hub does. */
  readonly windows: CalibrationWindows | null;
  /** Sees what each input gave; true ends the pass. */
  readonly visit: (output: PipelineOutput, timeUs: number) => boolean;
}

/** Runs the inputs of a recording through a pipeline that is to calibrate, until told to end. */
export async function calibrationPass(pass: CalibrationPass): Promise<void> {
  const { recording, settings, windows, visit } = pass;
  const pipeline = new Pipeline(settings);
  let isTold = windows === null;
  for await (const input of recording.inputs()) {
    if (isCalibrationDecision(input)) continue;
    if (windows !== null && input.type === 'recalibrate') continue;
    // Placing a sensor makes the pipeline look for a calibration itself: told after that.
    if (!isTold && input.type === 'packet') {
      isTold = true;
      pipeline.push({ type: 'calibrateOn', timeUs: timeOf(input), windows: windows! });
    }
    if (visit(pipeline.push(input), timeOf(input))) return;
  }
}

/** The first calibration among the events that may be used, null where there is none. */
export function calibrationIn({ events }: PipelineOutput): Calibration | null {
  for (const event of events) if (event.type === 'calibration') return event.calibration;
  return null;
}
