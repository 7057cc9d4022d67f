import { ImportError } from '../../../src/exchange/import/importError.ts';

/** The `ImportError` that ends `reading`; anything else fails the test. */
export async function errorOf(reading: Promise<unknown>): Promise<ImportError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('it was imported');
}
