import { askHub, HubApiError, type HubRequest } from '../../../../src/stream/http/hubRequest.ts';

export { HubApiError };

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
  return ask(path, { method, body });
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached */
export async function deleteAtHub<T>(path: string): Promise<T> {
  return ask(path, { method: 'DELETE' });
}

async function ask<T>(path: string, request: HubRequest): Promise<T> {
  const response = await askHub(`api/v1/${path}`, request);
  return (await response.json().catch(() => null)) as T;
}
