/** What the stream grants its clients. Times in milliseconds, sizes in bytes. */
export interface StreamLimits {
  /** At least this long from one batch to the next: longer costs latency, shorter CPU. */
  readonly batchMs: number;
  /** Frames sent and not acknowledged may be this old; beyond it a client is skipped. */
  readonly windowMs: number;
  /** Frames are skipped too while this much waits in the socket. */
  readonly frameBufferBytes: number;
  /** Events are never skipped: a client with this much waiting is dropped instead. */
  readonly eventBufferBytes: number;
  /** A client that acknowledged nothing for this long is dropped. */
  readonly silenceMs: number;
  readonly heartbeatMs: number;
  /** Largest message a client may send. */
  readonly maxPayloadBytes: number;
  /** Clients that may have a timeline of their own at a time. */
  readonly ownTimelines: number;
  /** Messages a client may send between two heartbeats before it is dropped. */
  readonly messagesPerHeartbeat: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = Object.freeze({
  batchMs: 20,
  windowMs: 500,
  frameBufferBytes: 256_000,
  eventBufferBytes: 1_000_000,
  silenceMs: 10_000,
  heartbeatMs: 1000,
  maxPayloadBytes: 4096,
  ownTimelines: 4,
  messagesPerHeartbeat: 200,
});
