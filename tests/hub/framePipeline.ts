import type { InputPipeline } from '../../src/hub/sessionPlan.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { testFrame } from './frames.ts';

/** Makes one test frame and one sample of every packet; deterministic, as the real one is. */
export class FramePipeline implements InputPipeline {
  readonly inputs: PipelineInput[] = [];
  #frames = 0;

  push(input: PipelineInput): PipelineOutput {
    this.inputs.push(input);
    if (input.type !== 'packet') return { samples: [], frames: [], events: [] };
    const { sensorId, arrivalUs } = input.packet;
    const index = this.#frames++;
    const events: PipelineEvent[] =
      index === 0 ? [{ type: 'phase', timeUs: arrivalUs, phase: 'descent' }] : [];
    return {
      samples: [
        {
          sensorId,
          firstIndex: index,
          count: 1,
          deviceTimeUs: index * 10_000,
          acceleration: new Float64Array([0, 0, 9.81]),
          angularRate: new Float64Array(3),
          clipped: false,
          timeUs: Float64Array.of(arrivalUs - 4000),
        },
      ],
      frames: [testFrame(0, ['right', 'left'], arrivalUs - 4000)],
      events,
    };
  }
}
