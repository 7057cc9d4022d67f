import { describe, expect, it } from 'vitest';
import { InfluxWriter } from '../../../src/influx/server/influxWriter.ts';
import { RefusedLinesError, UploadError } from '../../../src/influx/server/uploadError.ts';
import type { Family } from '../../tools/influxStub/family.ts';
import { type Fault, status } from '../../tools/influxStub/fault.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf, connected, errorOf, NEVER, someLines } from './stubConfig.ts';

const FAMILIES: readonly Family[] = ['first', 'last1', 'two', 'three'];
const TOKEN = 'me:hush-hush';

function page(code: number): Fault {
  const body = '<!DOCTYPE html><title>Welcome to the guest network</title>';
  return { kind: 'status', status: code, body, headers: { 'content-type': 'text/html' } };
}

function withHeader(code: number, name: string, value: string): Fault {
  return { kind: 'status', status: code, headers: { [name]: value } };
}

/** Status, what the sentence says, and the wait that it asks for, ms. */
const PASSING: readonly (readonly [string, Fault, RegExp, number | null])[] = [
  ['200', status(200), /answered a write with 200, .* nothing counts as stored/, null],
  ['200 of a login page', page(200), /a web page answers at .*log in to the network/, null],
  ['400 of a proxy', page(400), /a web page answers/, null],
  [
    '400 of a port for https',
    { kind: 'status', status: 400, body: 'Client sent an HTTP request to an HTTPS server.' },
    /it speaks https: begin INFLUX_HOST with https/,
    null,
  ],
  [
    '401',
    status(401, 'no such TOKEN'),
    /refused the login \(401: .*\); check INFLUX_TOKEN/,
    30_000,
  ],
  ['403', status(403, 'forbidden'), /whether the token may write to this bucket/, 30_000],
  ['404', status(404, 'bucket "knees" not found'), /has no bucket "knees" .*create it with/, null],
  ['404 of another server', status(404), /nothing for this request at this address/, null],
  ['405', status(405, 'not allowed'), /does not understand the request \(405/, null],
  ['429', withHeader(429, 'retry-after', '7'), /asks to be left alone for 7 s/, 7000],
  ['429 for hours', withHeader(429, 'retry-after', '86400'), /left alone for 600 s/, 600_000],
  ['503', status(503, 'try later'), /cannot take data now \(503: try later\)/, null],
  ['503 with a time', withHeader(503, 'retry-after', '0'), /cannot take data now/, 0],
  ['500', status(500, 'engine: disk'), /failed \(500: engine: disk\)/, null],
  ['502 of a proxy', page(502), /failed \(502: a web page\)/, null],
  ['408', status(408), /was too slow \(408\)/, null],
  ['504', status(504), /was too slow \(504\)/, null],
  [
    '301',
    withHeader(301, 'location', 'https://other.lab/api/v2/write?token=hush'),
    /points to https:\/\/other\.lab\/api\/v2\/write \(301\), which is not followed/,
    null,
  ],
  ['302', withHeader(302, 'location', '/login'), /points to http.*\/login \(302\)/, null],
  ['307', withHeader(307, 'location', 'https://x.lab'), /set INFLUX_HOST to it/, null],
  ['308', { kind: 'status', status: 308 }, /points to nowhere \(308\)/, null],
];

describe.each(FAMILIES)('an answer of %s that may pass', (family) => {
  it.each(PASSING)('%s', async (_, fault, sentence, waitMs) => {
    const stub = await InfluxStub.start({ family, token: TOKEN });
    const writer = await connected(configOf(stub));
    stub.next(fault);
    const error = await errorOf(writer.write(someLines(2)));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).not.toBeInstanceOf(RefusedLinesError);
    expect(error).toMatchObject({ message: expect.stringMatching(sentence), waitMs });
    expect(String(error)).not.toContain('hush');
    expect(stub.store.size).toBe(0);
    await writer.write(someLines(2));
    expect(stub.store.size).toBe(2);
  });
});

it('waits until the moment that a date names', async () => {
  const stub = await InfluxStub.start();
  const writer = await connected(configOf(stub));
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  stub.next(withHeader(503, 'retry-after', inAMinute));
  const error = await errorOf(writer.write(someLines(1)));
  expect(error).toMatchObject({ waitMs: expect.toSatisfy((ms) => ms > 30_000 && ms <= 60_000) });
});

it('does not repeat a token that the server quotes', async () => {
  const stub = await InfluxStub.start({ token: TOKEN });
  const writer = await connected(configOf(stub));
  stub.next(status(401, `bad token ${TOKEN}, password hush-hush`));
  expect(String(await errorOf(writer.write(someLines(1))))).not.toContain('hush');
});

describe('a missing bucket', () => {
  it.each<[Family, string]>([
    ['first', `/query -u USER:PASSWORD --data-urlencode 'q=CREATE DATABASE "other"'`],
    ['last1', `/query -u USER:PASSWORD --data-urlencode 'q=CREATE DATABASE "other"'`],
    ['two', 'influx bucket create --name "other" --org "my lab"'],
    ['three', 'influxdb3 create database "other"'],
  ])('says how to make it on %s', async (family, command) => {
    const stub = await InfluxStub.start({ family, token: '' });
    const writer = await connected(configOf(stub, { token: 'a:b', bucket: 'other' }));
    await expect(writer.write(someLines(1))).rejects.toThrow(command);
  });

  it('names the organisation where that is missing', async () => {
    const stub = await InfluxStub.start();
    const writer = await connected(configOf(stub, { org: 'wrong' }));
    await expect(writer.write(someLines(1))).rejects.toThrow(
      /has no organisation "wrong".*check INFLUX_ORG/,
    );
  });

  it('names the retention policy where that is missing', async () => {
    const stub = await InfluxStub.start({ family: 'first', token: '' });
    const writer = await connected(configOf(stub, { bucket: 'knees/short' }));
    await expect(writer.write(someLines(1))).rejects.toThrow(
      /no retention policy "short" in "knees".*CREATE RETENTION POLICY/,
    );
  });
});

describe('lines that a server refuses', () => {
  it.each<[Family, number]>([
    ['first', 2],
    ['last1', 2],
    ['two', 0],
    ['three', 2],
    ['oldThree', 2],
  ])('are a refusal on %s, which stores %i of the others', async (family, stored) => {
    const stub = await InfluxStub.start({ family, token: 'me:secret' });
    const writer = await connected(configOf(stub));
    await writer.write(someLines(1));
    const mixed = [...someLines(2, 10), 'body,side=left value="text" 20000'];
    const error = await errorOf(writer.write(mixed));
    expect(error).toBeInstanceOf(RefusedLinesError);
    expect(error).toMatchObject({
      tooOld: false,
      dropped: 1,
      message: expect.stringContaining('input field "value" on measurement "body"'),
    });
    expect(stub.store.size).toBe(1 + stored);
  });

  it.each<Family>(['first', 'last1', 'two', 'three', 'oldThree'])(
    'for their age are told apart on %s, where the others are stored',
    async (family) => {
      const stub = await InfluxStub.start({ family, token: 'me:secret' });
      stub.store.keepsFromNs = 10_000n;
      const writer = await connected(configOf(stub));
      const error = await errorOf(writer.write([...someLines(5), ...someLines(3, 10)]));
      expect(error).toMatchObject({ name: 'RefusedLinesError', tooOld: true });
      expect(stub.store.size).toBe(3);
    },
  );

  it('are not taken for old ones when one of them is bad for another reason', async () => {
    const stub = await InfluxStub.start({ family: 'three' });
    stub.store.keepsFromNs = 10_000n;
    const writer = await connected(configOf(stub));
    const error = await errorOf(writer.write([...someLines(5), 'not a line']));
    expect(error).toMatchObject({ name: 'RefusedLinesError', tooOld: false, dropped: 1 });
  });
});

describe('a server that takes only small requests', () => {
  const limit = (bytes: number) => (request: { readonly body: string }) =>
    request.body.length > bytes ? status(413, 'request too large') : null;

  it('gets smaller ones from then on', async () => {
    const stub = await InfluxStub.start();
    stub.onWrite = limit(5000);
    const writer = await connected(configOf(stub));
    const lines = someLines(1000);
    await writer.write(lines);
    expect(stub.store.lines).toEqual([...lines].sort());
    stub.requests.length = 0;
    await writer.write(someLines(1000, 1000));
    expect(stub.store.size).toBe(2000);
    expect(stub.writes.every(({ body }) => body.length <= 5000)).toBe(true);
  });

  it('refuses one line that is too large by itself', async () => {
    const stub = await InfluxStub.start();
    stub.onWrite = limit(100);
    const writer = await connected(configOf(stub));
    const long = `body value="${'x'.repeat(200)}" 1`;
    const error = await errorOf(writer.write([long]));
    expect(error).toBeInstanceOf(RefusedLinesError);
    expect(String(error)).toContain('no request of this size');
  });
});

describe('a greeting', () => {
  it.each<[string, Fault, RegExp]>([
    ['a login page', page(200), /a web page answers/],
    ['a redirect', withHeader(302, 'location', 'http://portal.guest/'), /portal\.guest/],
    ['a server that starts', status(503, 'starting'), /cannot take data now \(503: starting\)/],
  ])('by %s is not followed by a write', async (_, fault, sentence) => {
    const stub = await InfluxStub.start();
    stub.onRequest = () => fault;
    await expect(InfluxWriter.connect(configOf(stub), NEVER)).rejects.toThrow(sentence);
    expect(stub.writes).toEqual([]);
  });

  it('asks for a login on 3.x and says so', async () => {
    const stub = await InfluxStub.start({ family: 'three' });
    await expect(InfluxWriter.connect(configOf(stub, { token: '' }), NEVER)).rejects.toThrow(
      /needs a login \(401/,
    );
  });
});
