import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { InfluxWriter } from '../../../src/influx/server/influxWriter.ts';
import { RefusedLinesError, UploadError } from '../../../src/influx/server/uploadError.ts';

interface Answer {
  readonly status: number;
  readonly message?: string;
}

interface WriteRequest {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly lines: readonly string[];
}

/** The part of the HTTP contract of 2.x and 3.x that a writer meets, for want of a real server. */
async function serveInflux(version: string, answer: Answer = { status: 204 }) {
  const writes: WriteRequest[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/ping') {
      response.writeHead(204, version ? { 'x-influxdb-version': version } : {}).end();
      return;
    }
    const { authorization } = request.headers;
    writes.push({
      url: `${request.method} ${request.url}`,
      authorization,
      lines: (await bodyOf(request)).split('\n'),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.message ? JSON.stringify({ message: answer.message }) : undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: `http://127.0.0.1:${address.port}`, writes };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function config(host: string, change: Partial<InfluxConfig> = {}): InfluxConfig {
  return {
    host,
    org: 'my lab',
    bucket: 'knees',
    token: 'secret',
    hub: 'h',
    detail: FULL_DETAIL,
    ...change,
  };
}

const NEVER = new AbortController().signal;

describe('writing to newer servers', () => {
  it.each(['v2.7.1', '3.0.2', '1.8.10', ''])(
    'uses the token and /api/v2/write on "%s"',
    async (version) => {
      const { host, writes } = await serveInflux(version);
      const writer = await InfluxWriter.connect(config(host), NEVER);
      onTestFinished(() => writer.close());
      await writer.write(['a b=1 1', 'a b=2 2']);
      expect(writes).toEqual([
        {
          url: 'POST /api/v2/write?org=my%20lab&bucket=knees&precision=ns',
          authorization: 'Token secret',
          lines: ['a b=1 1', 'a b=2 2'],
        },
      ]);
    },
  );

  it('sends more lines than one request holds, in order', async () => {
    const { host, writes } = await serveInflux('v2.7.1');
    const writer = await InfluxWriter.connect(config(host), NEVER);
    onTestFinished(() => writer.close());
    const lines = Array.from({ length: 12_345 }, (_, i) => `a b=${i} ${i}`);
    await writer.write(lines);
    expect(writes.length).toBeGreaterThan(1);
    expect(writes.flatMap((write) => write.lines)).toEqual(lines);
  });

  it.each([
    ['INFLUX_ORG', { org: '' }],
    ['INFLUX_TOKEN', { token: '' }],
  ])('needs %s on 2.x and says so', async (variable, change) => {
    const { host } = await serveInflux('v2.7.1');
    await expect(InfluxWriter.connect(config(host, change), NEVER)).rejects.toThrow(
      new UploadError(`InfluxDB 2.7.1 at ${host} needs ${variable}, which is not set`),
    );
  });

  it('needs neither an organisation nor a token on 3.x', async () => {
    const { host, writes } = await serveInflux('3.0.2');
    const writer = await InfluxWriter.connect(config(host, { org: '', token: '' }), NEVER);
    onTestFinished(() => writer.close());
    await writer.write(['a b=1 1']);
    expect(writes).toMatchObject([{ authorization: undefined }]);
  });

  it.each([
    [
      401,
      'unauthorized access',
      /refused the login \(401: unauthorized access\); check INFLUX_TOKEN/,
    ],
    [404, 'bucket "knees" not found', /has no bucket "knees"/],
    [503, 'try later', /cannot take data now \(503: try later\)/],
    [200, undefined, /answered a write with 200, .* nothing counts as stored/],
  ])('turns %i into a sentence that may pass', async (status, message, sentence) => {
    const { host } = await serveInflux('v2.7.1', { status, ...(message ? { message } : {}) });
    const writer = await InfluxWriter.connect(config(host), NEVER);
    onTestFinished(() => writer.close());
    const error: unknown = await writer.write(['a b=1 1']).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).not.toBeInstanceOf(RefusedLinesError);
    expect(String(error)).toMatch(sentence);
    expect(String(error)).not.toContain('secret');
  });

  it.each([
    [400, 'unable to parse', false],
    [413, 'too large', false],
    [422, 'points outside the retention period were dropped', true],
  ])('turns %i into a refusal of lines', async (status, message, tooOld) => {
    const { host } = await serveInflux('v2.7.1', { status, message });
    const writer = await InfluxWriter.connect(config(host), NEVER);
    onTestFinished(() => writer.close());
    await expect(writer.write(['a b=1 1'])).rejects.toMatchObject({
      name: 'RefusedLinesError',
      tooOld,
    });
  });

  it('says what is wrong with an address where nobody answers', async () => {
    await expect(InfluxWriter.connect(config('http://127.0.0.1:1'), NEVER)).rejects.toThrow(
      /^cannot reach InfluxDB at http:\/\/127\.0\.0\.1:1 \(.+\); the recordings keep everything/,
    );
    await expect(
      InfluxWriter.connect(config('http://no-such-host.invalid'), NEVER),
    ).rejects.toThrow(/no such host|cannot be looked up/);
  });
});
