import {
  type ControlStatus,
  decodeRequest,
  ProtocolError,
  refusalOf,
} from '../../../firmware-protocol/index.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import { infoOf } from './infoOf.ts';

export interface CommandTarget {
  readonly streaming: boolean;
  /** False when the negotiated MTU cannot carry one sample. */
  readonly canStream: boolean;
  readonly setStreaming: (streaming: boolean) => void;
  readonly identify: (durationS: number) => void;
}

/** Carries out the control request in `bytes` and returns the status that answers it. */
export function answerCommand(
  bytes: Uint8Array,
  sensor: SensorDescription,
  target: CommandTarget,
): ControlStatus {
  try {
    const { command } = decodeRequest(bytes);
    switch (command.kind) {
      case 'start':
        if (!target.canStream) return 'notNow';
        target.setStreaming(true);
        return 'ok';
      case 'stop':
        target.setStreaming(false);
        return 'ok';
      case 'identify':
        target.identify(command.durationS);
        return 'ok';
      case 'configure': {
        if (target.streaming) return 'notNow';
        const own = infoOf(sensor, 0);
        const same =
          command.rateHz === own.rateHz &&
          command.accelerationRangeG === own.accelerationRangeG &&
          command.angularRateRangeDps === own.angularRateRangeDps;
        // The feed behind a virtual sensor has one rate and range: anything else it cannot do.
        return same ? 'ok' : 'unsupported';
      }
      default:
        return 'unsupported';
    }
  } catch (error) {
    if (error instanceof ProtocolError) return refusalOf(error);
    throw error;
  }
}
