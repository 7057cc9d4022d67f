/** The outcome of `operation`, which goes on unheard when `signal` is aborted before: then its reason. */
export async function unlessAborted<T>(signal: AbortSignal, operation: Promise<T>): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([operation, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
