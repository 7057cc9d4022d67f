/** What the hub answered to a request that it could not do, in its own sentence. */
export class HubApiError extends Error {
  override name = 'HubApiError';
  /** Of HTTP; null where the hub did not answer, or not to the end. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** What every method of a client takes last. */
export interface AskOptions {
  /** Gives the request up; what is thrown then is the reason of the signal. */
  readonly signal?: AbortSignal;
}

export interface HubRequest extends AskOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One request to a hub.
 * @returns an answer with a status of 200 to 299, its body not read yet
 * @throws HubApiError with the hub's sentence, or one that says it cannot be reached
 */
export async function askHub(url: string, request: HubRequest = {}): Promise<Response> {
  const { method = 'GET', body, headers = {}, signal } = request;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch {
    signal?.throwIfAborted();
    throw new HubApiError('The hub cannot be reached. Is it still running?');
  }
  if (response.ok) return response;
  const { status } = response;
  const answer: unknown = await response.json().catch(() => null);
  signal?.throwIfAborted();
  throw new HubApiError(sentenceOf(answer) ?? `The hub answered with status ${status}.`, status);
}

/**
 * What reading the body of an answer comes to.
 * @throws HubApiError where the hub ends in the middle of it, or the reason of the signal
 */
export async function readWhole<T>(reading: Promise<T>, { signal }: AskOptions): Promise<T> {
  try {
    return await reading;
  } catch {
    signal?.throwIfAborted();
    throw new HubApiError('The hub broke its answer off. Is it still running?');
  }
}

function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  return typeof answer.error === 'string' ? answer.error : null;
}
