import { BleError } from './bleTransport.ts';

/**
 * The outcome of `operation`, or a `BleError` after `timeoutMs`: the stack below may never settle.
 * `what` completes the sentence "… took longer than 2 s".
 */
export async function within<T>(
  what: string,
  timeoutMs: number,
  operation: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const error = new BleError(`${what} took longer than ${timeoutMs / 1000} s`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    return await Promise.race([operation, timeout]);
  } catch (error) {
    throw asBleError(what, error);
  } finally {
    clearTimeout(timer);
  }
}

/** noble rejects with strings as well as errors. */
function asBleError(what: string, error: unknown): BleError {
  if (error instanceof BleError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new BleError(`${what} failed: ${reason}`, { cause: error });
}
