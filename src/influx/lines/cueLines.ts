import type { PipelineEvent } from '../../model/events.ts';
import type { Cue } from '../../model/movement.ts';
import type { CUE } from '../schema/cueMeasurement.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { SeriesWriter } from './seriesWriter.ts';

type CueEvent = Extract<
  PipelineEvent,
  { readonly type: 'cueOn' | 'cueOff' | 'cueSuppressed' | 'inLine' }
>;

/** One line at the instant of the frame behind it. */
export function cueLines(event: CueEvent, writer: SeriesWriter<typeof CUE>): string[] {
  const { timeUs } = event;
  switch (event.type) {
    case 'cueOn': {
      const { cue, decidedUs } = event;
      const values = { ...valuesOf(cue), decision_us: decidedUs - timeUs };
      return writer.line({ side: cue.side, state: 'on' }, timeUs, values);
    }
    case 'cueOff':
      return writer.line({ side: event.cue.side, state: 'off' }, timeUs, valuesOf(event.cue));
    case 'cueSuppressed': {
      const { side, reason, value, threshold } = event;
      const values = { reason, value: value ?? null, threshold: threshold ?? null };
      return writer.line({ side, state: 'suppressed' }, timeUs, values);
    }
    case 'inLine':
      return writer.line({ side: 'both', state: 'inLine' }, timeUs, { number: event.repNumber });
  }
}

function valuesOf(cue: Cue): FieldValues<typeof CUE> {
  return {
    number: cue.number,
    measure: cue.measure,
    value: cue.value,
    threshold: cue.threshold,
    intensity: cue.intensity,
    words: cue.words,
    decision_us: null,
    reason: null,
  };
}
