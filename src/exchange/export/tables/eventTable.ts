import type { ControlInput, PipelineEvent } from '../../../model/events.ts';
import { field, secondsFrom, type TableField } from './column.ts';

/** What happened: found out by the pipeline, or done by a person or a sensor. */
export type Happening = PipelineEvent | ControlInput;

/** A row of the table of events. */
export interface EventRow {
  readonly event: Happening;
  readonly startedUs: number;
}

export const EVENT_FIELDS: readonly TableField<EventRow>[] = [
  field(
    'time_s',
    's',
    'when it was, from the start of the recording',
    'number',
    ({ event, startedUs }) => secondsFrom(startedUs, event.timeUs),
  ),
  field('type', '', 'what happened', 'text', ({ event }) => event.type),
  field('side', '', 'right, left or both, where it is about legs', 'text', ({ event }) =>
    sideOf(event),
  ),
  field('sensor', '', 'serial number, where it is about a sensor', 'text', ({ event }) =>
    sensorOf(event),
  ),
  field('text', '', 'the gist of it in words', 'text', ({ event }) => gistOf(event)),
  field(
    'detail',
    '',
    'all of it as JSON, times in microseconds since the Unix epoch',
    'json',
    ({ event }) => detailOf(event),
  ),
];

function sideOf(event: Happening): string {
  if ('cue' in event) return event.cue.side;
  if ('stride' in event) return event.stride.side;
  if ('hold' in event) return event.hold.side;
  if (event.type === 'holdRejected') return event.rejection.side;
  if (event.type === 'strideRejected') return event.rejection.side;
  return 'side' in event ? event.side : '';
}

function sensorOf(event: Happening): string {
  if ('sensor' in event) return event.sensor.id;
  return 'sensorId' in event ? (event.sensorId ?? '') : '';
}

function outputOf({ shownUs, soundedUs }: Extract<Happening, { type: 'cueOutput' }>): string {
  const came = [shownUs !== null && 'shown', soundedUs !== null && 'sounded'].filter(Boolean);
  return came.join(' and ') || 'did not come out';
}

function gistOf(event: Happening): string {
  switch (event.type) {
    case 'calibrationStage':
      return event.instruction;
    case 'calibration':
    case 'useCalibration':
    case 'reuseCalibration':
      return [event.calibration.verdict, ...event.calibration.reasons].join('; ');
    case 'phase':
      return event.phase;
    case 'rep':
      return `${event.rep.number}${event.rep.counted ? '' : ', not counted'}`;
    case 'repRejected':
    case 'holdRejected':
    case 'strideRejected':
      return event.rejection.reason;
    case 'landing':
      return `${event.landing.number}${event.landing.counted ? '' : ', not counted'}`;
    case 'stride':
      return `${event.stride.number}, ${event.stride.strideS.toFixed(2)} s`;
    case 'hold':
      return `${event.hold.kind} ${event.hold.number}, ${event.hold.holdS.toFixed(1)} s`;
    case 'cueOn':
    case 'cueOff':
      return event.cue.words;
    case 'inLine':
      return `rep ${event.repNumber}`;
    case 'cueSuppressed':
    case 'sensorLost':
      return event.reason;
    case 'samplesLost':
    case 'samplesLate':
    case 'samplesRefilled':
    case 'samplesGone':
      return `${event.count} samples`;
    case 'sensorClock':
      return `${event.basis}, ${event.skewPpm.toFixed(1)} ppm`;
    case 'hostClockJumped':
      return `${(event.byUs / 1e6).toFixed(3)} s`;
    case 'hubReport':
      return `${event.hub.cpuPct.toFixed(1)} % of a core, ${event.sensors.length} sensors`;
    case 'hapticCue':
      return event.problem ?? 'acknowledged';
    case 'cueOutput':
      return `cue ${event.number}: ${outputOf(event)}`;
    case 'sideCheck':
    case 'fault':
      return event.sentence;
    case 'sensorLinked':
      return event.sensor.name;
    case 'placed':
      return event.placement ?? 'taken off';
    case 'marker':
      return event.label;
    case 'trialStart':
      return event.name;
    case 'programmeNote':
      return event.note.step ?? '';
    case 'calibrateOn':
      return event.windows.method;
    case 'retryStep':
      return event.step;
    case 'recalibrate':
    case 'lyingPose':
    case 'checkSides':
    case 'newSet':
    case 'trialEnd':
    case 'askCue':
    case 'clockExchange':
      return '';
  }
}

/** Without what has a column of its own in full. */
function detailOf({ type: _type, timeUs: _timeUs, ...rest }: Happening): string {
  return JSON.stringify(rest);
}
