import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HTTP_LIMITS as HTTP } from '../../src/hub/limits/httpLimits.ts';
import { DEFAULT_STREAM_LIMITS as STREAM } from '../../src/hub/streamLimits.ts';

const PAGE = readFileSync('docs/security.md', 'utf8');

describe('the limits on the page of threats', () => {
  it.each([
    `| ${HTTP.connections} and ${HTTP.connectionsPerAddress} |`,
    `| ${HTTP.requestsPerMinute}, then 429 |`,
    `that wait for their answers | ${HTTP.requestsAhead}, then cut |`,
    `that wants to come in | ${HTTP.tokensPerMinute}, then 429 |`,
    `| 16 kB, within ${HTTP.headersMs / 1000} s |`,
    `| body ${HTTP.bodyBytes / 1024} kB, within ${HTTP.requestMs / 1000} s |`,
    `| connection kept for another request | ${HTTP.keepAliveMs / 1000} s |`,
    `of which nothing is taken | cut after ${HTTP.downloadSilenceMs / 1000} s |`,
    `| ${STREAM.maxPayloadBytes} bytes; ${(STREAM.messagesPerHeartbeat / STREAM.heartbeatMs) * 1000} a second |`,
    `| dropped after ${STREAM.silenceMs / 1000} s |`,
    `| ${STREAM.frameBufferBytes / 1000} kB, then skipped; ${STREAM.eventBufferBytes / 1e6} MB, then dropped |`,
    `timeline of their own | ${STREAM.ownTimelines} |`,
  ])('are those in force: %s', (row) => {
    expect(PAGE).toContain(row);
  });
});
