/** What the hub's port grants those who connect. Times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  /** Connections in all: under the 1024 files that a process may commonly have open. */
  readonly connections: number;
  /** Of one address, so that one alone cannot shut the others out: a page takes up to seven. */
  readonly connectionsPerAddress: number;
  /** Requests a minute of one address: pages ask a few times a second at most. */
  readonly requestsPerMinute: number;
  /** Requests on one connection that wait for their answers: browsers send one at a time. */
  readonly requestsAhead: number;
  /** Wrong tokens a minute by which one address may try to come in: a person mistypes a few. */
  readonly tokensPerMinute: number;
  /** By when the head of a request must have come, from the connection on. */
  readonly headersMs: number;
  /** By when all of it must have come. Answers may take as long as they do. */
  readonly requestMs: number;
  /** How often those two are looked at. */
  readonly checkMs: number;
  /** How long a connection stays open for a further request. */
  readonly keepAliveMs: number;
  /**
   * An answer of which its reader takes nothing for so long is cut. What counts is what the system took, in
   * pieces of some 100 kB: only who needs longer than this for one of them is taken for one who stopped.
   */
  readonly downloadSilenceMs: number;
  /** Largest body; settings and notes are the largest there are. */
  readonly bodyBytes: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = Object.freeze({
  connections: 512,
  connectionsPerAddress: 256,
  requestsPerMinute: 3000,
  requestsAhead: 16,
  tokensPerMinute: 30,
  headersMs: 5000,
  requestMs: 10_000,
  checkMs: 1000,
  keepAliveMs: 10_000,
  downloadSilenceMs: 60_000,
  bodyBytes: 64 * 1024,
});
