/** What the hub answered to a request that it could not do, in its own sentence. */
export class HubApiError extends Error {
  override name = 'HubApiError';
  /** Of HTTP; null where the hub did not answer. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached */
export async function getFromHub<T>(path: string): Promise<T> {
  return ask(path, {});
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached */
export async function sendToHub<T>(
  path: string,
  body: object,
  method: 'POST' | 'PATCH' | 'PUT' = 'POST',
): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return ask(path, { method, headers, body: JSON.stringify(body) });
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached */
export async function deleteAtHub<T>(path: string): Promise<T> {
  return ask(path, { method: 'DELETE' });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/v1/${path}`, init);
  } catch {
    throw new HubApiError('The hub cannot be reached. Is it still running?');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const { status } = response;
  throw new HubApiError(sentenceOf(answer) ?? `The hub answered with status ${status}.`, status);
}

function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  return typeof answer.error === 'string' ? answer.error : null;
}
