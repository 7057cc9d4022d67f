import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type InfluxConfig, influxConfigFrom } from '../../../src/influx/server/config.ts';
import { uploadErrorOf } from '../../../src/influx/server/failedRequest.ts';
import { InfluxWriter } from '../../../src/influx/server/influxWriter.ts';
import { ServerLink } from '../../../src/influx/server/serverLink.ts';
import { UploadError } from '../../../src/influx/server/uploadError.ts';
import { status } from '../../tools/influxStub/fault.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import {
  AUTHORITY,
  AUTHORITY_FILE,
  type CertificateName,
  tlsOf,
} from '../../tools/influxStub/tls.ts';
import { configAt, configOf, connected, errorOf, NEVER, someLines } from './stubConfig.ts';

/** A listener that is no web server. */
async function listen(onSocket: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer(onSocket);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

describe('an address where no database answers', () => {
  it.each<[string, string, RegExp]>([
    ['nobody listens', 'http://127.0.0.1:1', /\(connection refused\)$/],
    [
      'the name is unknown',
      'http://no-such-host.invalid',
      /\((no such host|the name cannot be looked up now)\)/,
    ],
  ])('is told apart: %s', async (_, host, sentence) => {
    const error = await errorOf(InfluxWriter.connect(configAt(host), NEVER));
    expect(error).toBeInstanceOf(UploadError);
    expect(String(error)).toMatch(sentence);
    expect(String(error)).not.toContain('secret');
  });

  it('tells apart a peer that hangs up', async () => {
    const host = await listen((socket) => socket.destroy());
    await expect(InfluxWriter.connect(configAt(`http://${host}`), NEVER)).rejects.toThrow(
      /\((connection broken|socket hang up)\)$/,
    );
  });

  it('tells apart a peer that speaks something else', async () => {
    const host = await listen((socket) => {
      socket.on('error', () => {});
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    await expect(InfluxWriter.connect(configAt(`http://${host}`), NEVER)).rejects.toThrow(
      /\(it does not speak http\); check INFLUX_HOST/,
    );
  });
});

describe('a certificate', () => {
  it.each<[CertificateName, string | undefined, RegExp]>([
    ['good', undefined, /signed by an authority that is not known here\); set INFLUX_CA_FILE/],
    ['alone', undefined, /\(its certificate is signed by itself\); set INFLUX_CA_FILE/],
    ['alone', AUTHORITY, /\(its certificate is signed by itself\); set INFLUX_CA_FILE/],
    ['expired', AUTHORITY, /\(its certificate has expired\); renew it there/],
    ['elsewhere', AUTHORITY, /\(its certificate is for another name\); set INFLUX_HOST to/],
  ])('"%s" is not trusted', async (name, ca, sentence) => {
    const stub = await InfluxStub.start({ tls: tlsOf(name) });
    const config = configOf(stub, ca === undefined ? {} : { ca });
    await expect(InfluxWriter.connect(config, NEVER)).rejects.toThrow(sentence);
    await expect(InfluxWriter.connect(config, NEVER)).rejects.toMatchObject({
      until: 'it answers',
    });
    expect(stub.requests).toEqual([]);
  });

  it.each<[CertificateName, string]>([
    ['good', AUTHORITY],
    ['alone', tlsOf('alone').cert],
  ])('"%s" is trusted with the right file, for writes and all else', async (name, ca) => {
    const stub = await InfluxStub.start({ tls: tlsOf(name) });
    const config = configOf(stub, { ca });
    const writer = await connected(config);
    await writer.write(someLines(3));
    expect(stub.store.size).toBe(3);
    expect((await linked(config)).api).toMatchObject({ major: 2 });
  });

  it('of a lab comes from INFLUX_CA_FILE', () => {
    const env = { INFLUX_HOST: 'https://db.lab', INFLUX_BUCKET: 'knees' };
    const given = influxConfigFrom({ ...env, INFLUX_CA_FILE: AUTHORITY_FILE });
    expect(given?.ca).toBe(AUTHORITY);
    for (const wrong of ['/no/such/file', import.meta.filename]) {
      expect(() => influxConfigFrom({ ...env, INFLUX_CA_FILE: wrong })).toThrow(
        /^INFLUX_CA_FILE ".*" cannot be read as certificates: expected PEM/,
      );
    }
  });

  it('is not there on a port for http', async () => {
    const stub = await InfluxStub.start();
    const config = configOf(stub, { host: stub.url.replace('http:', 'https:') });
    await expect(InfluxWriter.connect(config, NEVER)).rejects.toThrow(
      /\(it does not speak https\); begin INFLUX_HOST with http:/,
    );
  });

  it('is on a port for https that is spoken to by http', async () => {
    const stub = await InfluxStub.start({ tls: tlsOf('good') });
    const config = configOf(stub, { host: stub.url.replace('https:', 'http:') });
    await expect(InfluxWriter.connect(config, NEVER)).rejects.toThrow(
      /cannot reach InfluxDB at http:.*(connection broken|does not speak http|hang up)/,
    );
  });
});

describe('a connection', () => {
  it('compresses on the way to another address, and not to the own one', async ({ skip }) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
    if (address === undefined) return skip('this machine has no address but the loopback');
    const stub = await InfluxStub.start({ address });
    const writer = await connected(configOf(stub));
    await writer.write(someLines(1000));
    expect(stub.writes.map(({ isCompressed }) => isCompressed)).toEqual([true]);
  });

  it('gives large answers in pieces, with all their bytes', async () => {
    const stub = await InfluxStub.start();
    const text = 'time,knee_flexion_deg °\n'.repeat(20_000);
    stub.onQuery = () => text;
    const link = await linked(configOf(stub));
    const request = { method: 'GET', path: `${link.api.readPath}&q=SELECT` } as const;
    const pieces: Uint8Array[] = [];
    for await (const piece of link.stream(request)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).toString()).toBe(text);
    expect(await link.ask('query', request)).toMatchObject({ status: 200, body: text });
  });

  it('that streams ends with a sentence when the server fails or falls silent', async () => {
    const stub = await InfluxStub.start();
    const link = await linked(configOf(stub));
    const read = async () => {
      const request = { method: 'GET', path: '/query?db=knees&q=SELECT', timeoutMs: 100 } as const;
      try {
        for await (const _ of link.stream(request));
      } catch (error) {
        throw uploadErrorOf(error, link.config, 'query', link.api.major);
      }
    };
    for (const [fault, sentence] of [
      [status(503, 'compacting'), '503: compacting'],
      [status(401, 'expired'), 'refused the login'],
      [{ kind: 'hang' }, 'no answer within 0.1 s'],
      [{ kind: 'endless' }, 'no answer within 0.1 s'],
      [{ kind: 'cut', when: 'reading' }, 'connection broken'],
    ] as const) {
      stub.onRequest = () => fault;
      const error = await errorOf(read());
      expect(error).toBeInstanceOf(UploadError);
      expect(String(error)).toContain(sentence);
    }
  });

  it('deletes by the way that the version has', async () => {
    const stub = await InfluxStub.start();
    stub.store.store([...someLines(2), ...someLines(2, 10, 'rep')]);
    const link = await linked(configOf(stub));
    const query = new URLSearchParams({ org: 'my lab', bucket: 'knees' });
    const body = JSON.stringify({
      start: '1970-01-01T00:00:00Z',
      stop: '2100-01-01T00:00:00Z',
      predicate: '_measurement="body" AND side="left"',
    });
    const headers = { 'content-type': 'application/json' };
    const path = `/api/v2/delete?${query}`;
    await link.ask('delete', { method: 'POST', path, headers, body });
    expect(stub.store.lines).toEqual(someLines(2, 10, 'rep'));
  });

  it('that is asked for what the server does not know says so', async () => {
    const stub = await InfluxStub.start({ family: 'three' });
    const link = await linked(configOf(stub));
    const request = { method: 'POST', path: '/api/v2/delete', body: '{}' } as const;
    await expect(link.ask('delete', request)).rejects.toThrow(/nothing .*at this address \(404/);
    expect(stub.violations.splice(0)).toEqual(['POST /api/v2/delete on three']);
  });
});

async function linked(config: InfluxConfig): Promise<ServerLink> {
  const link = await ServerLink.open(config, NEVER);
  onTestFinished(() => link.close());
  return link;
}
