import { BleError } from '../bleTransport.ts';

/** Asked of a sensor what its make cannot do; the message says what it can. */
export class CannotError extends BleError {
  override readonly name = 'CannotError';

  constructor(message: string) {
    super(message, { code: 'refused' });
  }
}
