import type { Calibration } from '../model/calibration.ts';
import type { PipelineOutput } from '../model/pipeline.ts';

/** Counts what a pipeline gives. */
export class ResultTally {
  readonly calibrations: Calibration[] = [];
  frames = 0;
  /** Those in which every leg of the latest calibration has its angles. */
  framesWithAngles = 0;
  reps = 0;

  count({ frames, events }: PipelineOutput): void {
    for (const event of events) {
      if (event.type === 'rep') this.reps++;
      if (event.type === 'calibration') this.calibrations.push(event.calibration);
    }
    const calibrated = this.calibrations.at(-1)?.legs.length ?? Number.POSITIVE_INFINITY;
    this.frames += frames.length;
    for (const { legs } of frames) {
      const stated = legs.filter(({ measures }) => Number.isFinite(measures.kneeFlexionDeg));
      if (stated.length >= calibrated) this.framesWithAngles++;
    }
  }
}
