import {
  askHub,
  HubApiError,
  type HubRequest,
  readWhole,
} from '../../../../src/stream/http/hubRequest.ts';

export { HubApiError };

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached or broke off */
export async function getFromHub<T>(path: string): Promise<T> {
  return ask(path, {});
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached or broke off */
export async function sendToHub<T>(
  path: string,
  body: object,
  method: 'POST' | 'PATCH' | 'PUT' = 'POST',
): Promise<T> {
  return ask(path, { method, body });
}

/** @throws HubApiError with the hub's sentence, or one that says it cannot be reached or broke off */
export async function deleteAtHub<T>(path: string): Promise<T> {
  return ask(path, { method: 'DELETE' });
}

async function ask<T>(path: string, request: HubRequest): Promise<T> {
  const response = await askHub(`api/v1/${path}`, request);
  return (await readWhole(response.json(), request)) as T;
}
