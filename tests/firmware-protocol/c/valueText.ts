import {
  AXES,
  COUNTS_PER_SAMPLE,
  type Command,
  type ControlRequest,
  type ControlResponse,
  CUE_PATTERNS,
  type Info,
  OPCODE,
  STATUSES,
  type StreamPacket,
} from '../../../firmware-protocol/index.ts';

/** Values as the fields that the C test program reads and writes: host/value_text.h. */

export function infoText(info: Info): string {
  return fields(
    info.rateHz,
    f32Bits(info.accelerationScaleMps2),
    f32Bits(info.angularRateScaleRadps),
    info.accelerationRangeG,
    info.angularRateRangeDps,
    info.ringDepthSamples,
    info.capabilities,
    info.magnetometerOn ? 1 : 0,
    f32Bits(info.magneticScaleUt),
    info.run,
    hexText(info.serial),
    hexText(info.firmware),
  );
}

export function requestText({ tag, command }: ControlRequest): string {
  return fields(OPCODE[command.kind], tag, ...parametersOf(command));
}

function parametersOf(command: Command): number[] {
  switch (command.kind) {
    case 'configure': {
      const { rateHz, accelerationRangeG, angularRateRangeDps, magnetometer } = command;
      return [rateHz, accelerationRangeG, angularRateRangeDps, magnetometer ? 1 : 0];
    }
    case 'identify':
      return [command.durationS];
    case 'cue':
      return [CUE_PATTERNS.indexOf(command.pattern) + 1, command.strengthPercent];
    case 'resend':
      return [command.firstIndex, command.count];
    default:
      return [];
  }
}

export function responseText({ opcode, tag, status, answer }: ControlResponse): string {
  return fields(opcode, tag, STATUSES.indexOf(status), ...answerFields(answer));
}

function answerFields(answer: ControlResponse['answer']): number[] {
  switch (answer?.kind) {
    case undefined:
      return [];
    case 'cue':
      return [answer.startedUs];
    case 'sync':
      return [answer.receivedUs, answer.answeredUs];
    case 'status':
      return [
        answer.streaming ? 1 : 0,
        answer.batteryPercent ?? 255,
        answer.temperatureCentiC ?? -32768,
        answer.nextIndex,
        answer.oldestIndex,
        answer.skippedSamples,
        answer.faults,
      ];
    case 'resend':
      return [answer.firstIndex, answer.count];
  }
}

export function streamText(packet: StreamPacket): string {
  const { flags, sequence, firstIndex, deviceTimeUs, counts, magneticCounts } = packet;
  const samples = counts.length / COUNTS_PER_SAMPLE;
  if (samples > 0 && magneticCounts.length % (samples * AXES) !== 0)
    throw new Error('a sample is half there');
  return fields(flags, sequence, firstIndex, deviceTimeUs, samples, ...counts, ...magneticCounts);
}

function fields(...values: readonly (number | string)[]): string {
  return values.join(' ');
}

function f32Bits(value: number): string {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getUint32(0).toString(16).padStart(8, '0');
}

/** An empty text would be no word, so it is a dash. */
function hexText(text: string): string {
  return text === '' ? '-' : Buffer.from(text, 'latin1').toString('hex');
}
