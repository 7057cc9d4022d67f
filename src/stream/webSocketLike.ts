/**
 * The part of a WebSocket the client needs: the browser's own and the one of `ws` both fit.
 */
export interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { code: number; reason: string }) => void,
  ): void;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketLike;

export const SOCKET_OPEN = 1;
