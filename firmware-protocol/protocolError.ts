/** Why bytes are not a message of the protocol; the same words as in `vectors/*.json`. */
export type ProtocolErrorCode =
  | 'length'
  | 'unsupportedVersion'
  | 'unknownLayout'
  | 'outOfRange'
  | 'invalidText'
  | 'unknownOpcode';

/** Bytes, or a value to be encoded, that the protocol does not allow. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ProtocolErrorCode;
  /** Message and field at fault, such as `stream.version`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(code: ProtocolErrorCode, field: string, expected: string, found: string | number) {
    super(`${field}: expected ${expected}, found ${found}`);
    this.code = code;
    this.field = field;
    this.expected = expected;
    this.found = String(found);
  }
}

/** `value` when it is an integer from `min` to `max`; else an `outOfRange` error. */
export function integerBetween(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ProtocolError('outOfRange', field, `an integer from ${min} to ${max}`, value);
}
