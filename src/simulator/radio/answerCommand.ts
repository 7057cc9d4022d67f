import {
  type Answer,
  type Command,
  type ControlResponse,
  type ControlStatus,
  decodeRequest,
  ProtocolError,
  refusalOf,
} from '../../../firmware-protocol/index.ts';

/** What a command comes to: a status, or the answer that goes with `ok`. */
export type Outcome = ControlStatus | Answer;

/** Carries out the control request in `bytes` by `carryOut` and returns what answers it. */
export function answerCommand(
  bytes: Uint8Array,
  carryOut: (command: Command) => Outcome,
): ControlResponse {
  const [opcode = 0, tag = 0] = bytes;
  const outcome = outcomeOf(bytes, carryOut);
  return typeof outcome === 'string'
    ? { opcode, tag, status: outcome, answer: null }
    : { opcode, tag, status: 'ok', answer: outcome };
}

function outcomeOf(bytes: Uint8Array, carryOut: (command: Command) => Outcome): Outcome {
  try {
    return carryOut(decodeRequest(bytes).command);
  } catch (error) {
    if (error instanceof ProtocolError) return refusalOf(error);
    throw error;
  }
}
