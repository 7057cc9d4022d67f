import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { InfluxDB, type WriteApi } from '@influxdata/influxdb-client';
import type { InfluxConfig } from './config.ts';
import { uploadErrorOf } from './failedRequest.ts';
import { findServerApi } from './serverVersion.ts';

/** Lines in one request. */
const REQUEST_LINES = 5000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Over a network compressing pays; on the same machine it only doubles the work. */
const GZIP_FROM_BYTES = 1000;

/**
 * Writes lines through the official client, each request acknowledged before the next.
 * The client's own buffering is kept out of the way: it loses lines when its limits are met.
 */
export class InfluxWriter {
  /** What the server says it is; empty when it does not say. */
  readonly version: string;
  readonly #api: WriteApi;
  readonly #agent: HttpAgent;
  readonly #config: InfluxConfig;

  private constructor(config: InfluxConfig, version: string, api: WriteApi, agent: HttpAgent) {
    this.version = version;
    this.#api = api;
    this.#agent = agent;
    this.#config = config;
  }

  /**
   * @throws UploadError when the server does not answer or needs a setting that is missing, and
   * when `signal` aborts
   */
  static async connect(config: InfluxConfig, signal: AbortSignal): Promise<InfluxWriter> {
    try {
      const server = await findServerApi(config, signal);
      const { authorization, writePath } = server;
      const agent = agentFor(config.host);
      const client = new InfluxDB({
        url: config.host,
        timeout: REQUEST_TIMEOUT_MS,
        transportOptions: { agent },
        ...(authorization ? { headers: { authorization } } : {}),
        ...(config.token && writePath === null ? { token: config.token } : {}),
      });
      const api = client.getWriteApi(config.org, config.bucket, 'ns', {
        // A full buffer would flush by itself and swallow the error: it never gets full.
        batchSize: REQUEST_LINES + 1,
        maxBatchBytes: Number.MAX_SAFE_INTEGER,
        flushInterval: 0,
        maxRetries: 0,
        gzipThreshold: isLoopback(config.host) ? Number.POSITIVE_INFINITY : GZIP_FROM_BYTES,
        // Answering with a promise keeps the client from printing what the caller is told anyway.
        writeFailed: (error) => Promise.reject(error),
      });
      if (writePath !== null) api.path = writePath;
      return new InfluxWriter(config, server.version, api, agent);
    } catch (error) {
      throw uploadErrorOf(error, config);
    }
  }

  /**
   * Resolves when the server has acknowledged every line.
   * @throws RefusedLinesError when it will never take one of them; UploadError for anything that
   * may pass. Any part may have been stored: send the same bytes again, they overwrite themselves.
   */
  async write(lines: readonly string[]): Promise<void> {
    for (let at = 0; at < lines.length; at += REQUEST_LINES) {
      this.#api.writeRecords(lines.slice(at, at + REQUEST_LINES));
      try {
        await this.#api.flush();
      } catch (error) {
        throw uploadErrorOf(error, this.#config);
      }
    }
  }

  /** Breaks off the request under way: its `write` throws, and the server may have stored it. */
  close(): void {
    this.#api.dispose();
    this.#agent.destroy();
  }
}

/** Connections of the writer's own, which it can cut: the client has no way to abort a write. */
function agentFor(host: string): HttpAgent {
  return host.startsWith('https:')
    ? new HttpsAgent({ keepAlive: true })
    : new HttpAgent({ keepAlive: true });
}

function isLoopback(host: string): boolean {
  const name = new URL(host).hostname;
  return name === 'localhost' || name === '[::1]' || name.startsWith('127.');
}
