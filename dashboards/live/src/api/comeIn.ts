import type { Role } from '../../../../src/model/role.ts';
import type { AccessAnswer } from '../../../../src/stream/answers/access.ts';
import { getFromHub, HubApiError, sendToHub } from './hubApi.ts';

const LINK_TOKEN = /^#token=([\w-]+)$/;

/**
 * Who this page is to the hub. A token in the address is shown to the hub and taken out of the
 * address, so that nobody reads it off the screen or out of the history. It stays there until the hub
 * has decided about it: whoever asks again has it nowhere else.
 *
 * @throws HubApiError where the hub does not answer, or takes the token for none of its own
 */
export async function comeIn(): Promise<AccessAnswer> {
  const token = LINK_TOKEN.exec(location.hash)?.[1];
  if (token === undefined) return getFromHub<AccessAnswer>('access');
  try {
    const answer = await enterWith(token);
    forgetLink();
    return answer;
  } catch (error) {
    if (error instanceof HubApiError && isDecided(error)) forgetLink();
    throw error;
  }
}

function forgetLink(): void {
  history.replaceState(null, '', location.pathname);
}

/** Not where the hub is away, told to wait, or is in trouble itself. */
function isDecided({ status }: HubApiError): boolean {
  return status !== null && status !== 429 && status < 500;
}

/** @throws HubApiError as above */
export function enterWith(token: string): Promise<AccessAnswer> {
  return sendToHub<AccessAnswer>('access', { token });
}

/** A hub that was started with other tokens lets nobody in who has an old one: the page then asks for one. */
export async function askAgainIfShutOut(role: Role): Promise<void> {
  const now = await getFromHub<AccessAnswer>('access').catch(() => null);
  if (now !== null && now.role !== role) location.reload();
}

/** The token of a link, or what was typed where it is none. */
export function tokenIn(typed: string): string {
  const text = typed.trim();
  return /#token=([\w-]+)/.exec(text)?.[1] ?? text;
}

/** Whether the hub answered, and wants a token. */
export function isShutOut(error: unknown): error is HubApiError {
  return error instanceof HubApiError && error.status === 401;
}
