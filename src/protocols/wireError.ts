/** Bytes that a bought sensor does not send, or a value that it cannot be told. */
export class WireError extends Error {
  override readonly name = 'WireError';
  /** Message and field at fault, such as `payload.length`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;

  constructor(field: string, expected: string, found: string | number) {
    super(`${field}: expected ${expected}, found ${found}`);
    this.field = field;
    this.expected = expected;
    this.found = String(found);
  }
}
