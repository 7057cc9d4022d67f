import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { RequestSize } from '../../../src/influx/server/requestSize.ts';
import { Delivery } from '../../../src/influx/upload/delivery.ts';
import { temporaryFolder } from '../../recording/session.ts';
import type { Family } from '../../tools/influxStub/family.ts';
import { type Fault, status } from '../../tools/influxStub/fault.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configAt, configOf, someLines } from '../server/stubConfig.ts';

/** Time for an answer where the test is about one that does not come. */
const SHORT_MS = 400;

interface Wait {
  readonly ms: number;
  readonly because: string;
}

/** A delivery that does not wait but notes how long it would; `meanwhile` happens in each wait. */
async function delivering(
  config: InfluxConfig,
  meanwhile: (waits: number) => unknown = () => {},
  timeoutMs?: number,
) {
  const waits: Wait[] = [];
  const stopping = new AbortController();
  const stateFolder = await temporaryFolder();
  const delivery: Delivery = new Delivery({
    config,
    stateFolder,
    size: new RequestSize(5000, timeoutMs),
    pause: async (ms) => {
      waits.push({ ms, because: delivery.waitsBecause ?? '' });
      await meanwhile(waits.length);
      if (waits.length > 50) stopping.abort();
    },
  });
  onTestFinished(() => {
    stopping.abort();
    delivery.disconnect();
  });
  return {
    delivery,
    waits,
    deliver: (lines: readonly string[]) => delivery.deliver(lines, stopping.signal),
    refused: () => readFile(join(stateFolder, 'refused-lines.txt'), 'utf8'),
  };
}

describe('a fault that passes', () => {
  it.each<[string, Fault]>([
    ['500', status(500, 'engine')],
    ['503', status(503, 'later')],
    ['200', status(200)],
    ['302', { kind: 'status', status: 302, headers: { location: '/login' } }],
    ['a server that never answers', { kind: 'hang' }],
    ['a server that begins an answer and never ends it', { kind: 'endless' }],
    ['an acknowledgement that got lost', { kind: 'cut', when: 'stored' }],
    ['an error of a proxy when all was stored', { ...status(504), stores: true } as Fault],
  ])('%s leaves every line there once', async (_, fault) => {
    const stub = await InfluxStub.start();
    const answers = fault.kind !== 'hang' && fault.kind !== 'endless';
    const { delivery, deliver, waits } = await delivering(
      configOf(stub),
      undefined,
      answers ? undefined : SHORT_MS,
    );
    const lines = someLines(40);
    stub.next(fault, fault);
    expect(await deliver(lines)).toBe(true);
    expect(stub.store.lines).toEqual([...lines].sort());
    expect(stub.store.changedPoints).toBe(0);
    expect(waits).toHaveLength(2);
    expect(waits[0]?.ms).toBeLessThanOrEqual(250);
    expect(waits[1]?.ms).toBeLessThanOrEqual(500);
    expect(delivery.waitsBecause).toBeNull();
    expect(delivery.linesSent).toBe(40);
  });

  it.each<[string, Fault]>([
    ['is cut in the middle of a body', { kind: 'cut', when: 'reading' }],
    ['stalls in the middle of a body', { kind: 'stopReading' }],
  ])('a connection that %s leaves every line there once', async (_, fault) => {
    const stub = await InfluxStub.start();
    const faults = [fault, fault];
    stub.onRequest = ({ path }) => (path === '/ping' ? null : (faults.shift() ?? null));
    const timeoutMs = fault.kind === 'cut' ? undefined : SHORT_MS;
    const { deliver, waits } = await delivering(configOf(stub), undefined, timeoutMs);
    const lines = someLines(fault.kind === 'cut' ? 5000 : 40);
    expect(await deliver(lines)).toBe(true);
    expect(stub.store.size).toBe(lines.length);
    expect(waits).toHaveLength(2);
    expect(waits[0]?.because).toMatch(/connection broken|no answer within/);
  });

  it('waits exactly as long as the server asks for', async () => {
    const stub = await InfluxStub.start();
    const { deliver, waits } = await delivering(configOf(stub));
    stub.next({ kind: 'status', status: 429, headers: { 'retry-after': '42' } });
    await deliver(someLines(1));
    expect(waits).toMatchObject([{ ms: 42_000 }]);
  });

  it.each([
    ['no wait', '0'],
    ['a moment that is past', 'Sat, 01 Jan 2000 00:00:00 GMT'],
  ])('waits as long as for any fault where a server asks for %s', async (_, header) => {
    const stub = await InfluxStub.start();
    const { deliver, waits } = await delivering(configOf(stub));
    const headers = { 'retry-after': header };
    stub.next(...[1, 2, 3, 4].map((): Fault => ({ kind: 'status', status: 503, headers })));
    await deliver(someLines(1));
    expect(waits.map(({ ms }, i) => ms >= 125 * 2 ** i)).toEqual([true, true, true, true]);
  });

  it('does not send again what was acknowledged before it', async () => {
    const stub = await InfluxStub.start();
    const { deliver } = await delivering(configOf(stub));
    let writes = 0;
    stub.onWrite = () => (++writes === 2 ? status(500) : null);
    await deliver(someLines(12_000));
    expect(stub.store.size).toBe(12_000);
    expect(stub.writes.map(({ body }) => body.split('\n').length)).toEqual([
      5000, 5000, 5000, 2000,
    ]);
  });

  it('asks for the version again: another server may stand there', async () => {
    const stub = await InfluxStub.start({ family: 'first', token: 'me:secret' });
    const { delivery, deliver } = await delivering(configOf(stub));
    await deliver(someLines(1));
    expect(delivery.version).toBe('1.6.7');
    stub.family = 'two';
    stub.onRequest = ({ path }) => (path === '/write' ? status(404, 'page not found') : null);
    await deliver(someLines(1, 1));
    expect(delivery.version).toBe('2.7.11');
    expect(stub.store.size).toBe(2);
  });
});

describe('a server that is slow', () => {
  it('gets smaller requests, then larger ones again', async () => {
    const stub = await InfluxStub.start();
    let most = 1300;
    stub.onWrite = ({ body }) => (body.split('\n').length > most ? { kind: 'hang' } : null);
    const recover = (count: number) => {
      if (count === 2) most = Number.POSITIVE_INFINITY;
    };
    const { deliver, waits } = await delivering(configOf(stub), recover, SHORT_MS);
    await deliver(someLines(10_000));
    expect(stub.store.size).toBe(10_000);
    expect(waits.map(({ because }) => /within [\d.]+ s/.exec(because)?.[0])).toEqual([
      'within 0.4 s',
      'within 0.8 s',
    ]);
    const sizes = stub.writes.map(({ body }) => body.split('\n').length);
    expect(sizes.slice(0, 5)).toEqual([5000, 2500, 1250, 1350, 1450]);
  });
});

describe('a login that is wrong', () => {
  it('is tried with what the token file holds by then', async () => {
    const stub = await InfluxStub.start({ token: 'the-right-one' });
    const tokenFile = join(await temporaryFolder(), 'token');
    await writeFile(tokenFile, 'the-wrong-one\n');
    const config = configOf(stub, { tokenFile, token: 'the-wrong-one' });
    const { deliver, waits } = await delivering(config, (count) =>
      writeFile(tokenFile, count === 1 ? '' : 'the-right-one\n'),
    );
    await deliver(someLines(3));
    expect(stub.store.size).toBe(3);
    expect(waits).toMatchObject([
      { ms: 30_000, because: expect.stringContaining('check INFLUX_TOKEN_FILE') },
      { because: expect.stringContaining('is empty') },
    ]);
    expect(JSON.stringify(waits)).not.toContain('wrong-one');
  });
});

describe('lines that a server refuses', () => {
  it.each<Family>(['first', 'last1', 'two', 'three', 'oldThree'])(
    'are set aside on %s with what it says of each, and the others stored',
    async (family) => {
      const stub = await InfluxStub.start({ family, token: 'me:secret' });
      const { delivery, deliver, refused, waits } = await delivering(configOf(stub));
      await deliver(someLines(1));
      const good = someLines(3000, 10);
      const bad = ['body,side=left value="text" 77000', 'body,side=left value=NaN 78000'];
      await deliver([
        ...good.slice(0, 1234),
        ...bad.slice(0, 1),
        ...good.slice(1234),
        bad[1] ?? '',
      ]);
      expect(waits).toEqual([]);
      expect(stub.store.size).toBe(3001);
      const [reason0, line0, reason1, line1, end] = (await refused()).split('\n');
      expect([line0, line1, end]).toEqual([...bad, '']);
      expect(reason0).toMatch(
        /^# .*field type conflict: input field "value" on measurement "body"/,
      );
      expect(reason1).toMatch(/^# .*NaN/);
      expect(delivery.linesRefused).toBe(2);
      expect(delivery.linesSent).toBe(3001);
      expect(delivery.leftOut).toMatch(/2 kept in \.plumbline\/refused-lines\.txt$/);
    },
  );

  it.each<Family>(['first', 'two', 'three', 'oldThree'])(
    'one and all are not set aside on %s: it waits until the measurement is dropped',
    async (family) => {
      const stub = await InfluxStub.start({ family, token: 'me:secret' });
      stub.store.store(['rep,side=left value="text" 1']);
      const { delivery, deliver, refused, waits } = await delivering(configOf(stub), (count) => {
        if (count === 2) stub.store.drop('rep');
      });
      const lines = [...someLines(2000), ...someLines(2000, 0, 'rep')];
      await deliver(lines);
      expect(waits).toHaveLength(2);
      expect(waits[0]).toMatchObject({
        ms: 30_000,
        because: expect.stringMatching(/so many of "rep" .*INFLUX_BUCKET.* drop "rep"/),
      });
      expect(stub.store.lines).toEqual([...lines].sort());
      expect(stub.writes.length).toBeLessThan(20);
      expect(delivery.linesRefused).toBe(0);
      await expect(refused()).rejects.toThrow('ENOENT');
    },
  );

  it('one and all are noticed in small batches too', async () => {
    const stub = await InfluxStub.start();
    stub.store.store(['body,side=left value="text" 1']);
    const { delivery, deliver, waits } = await delivering(configOf(stub), () =>
      stub.store.drop('body'),
    );
    for (let from = 10; from < 410; from += 40) await deliver(someLines(40, from));
    expect(waits).toHaveLength(1);
    expect(delivery.linesRefused).toBe(80);
    expect(stub.store.size).toBe(400 - 80);
  });

  it('now and then are not taken for one and all', async () => {
    const stub = await InfluxStub.start();
    const { delivery, deliver, waits } = await delivering(configOf(stub));
    for (let i = 0; i < 120; i++) {
      await deliver([`body value=NaN ${i}000`]);
      await deliver(someLines(1, i));
    }
    expect(waits).toEqual([]);
    expect(delivery.linesRefused).toBe(120);
  });

  it.each<Family>(['first', 'two', 'three', 'oldThree'])(
    'are found among thousands that are too old on %s',
    async (family) => {
      const stub = await InfluxStub.start({ family, token: 'me:secret' });
      const { delivery, deliver, waits } = await delivering(configOf(stub));
      await deliver(someLines(1, 5000));
      stub.store.keepsFromNs = 4_000_000n;
      await deliver([...someLines(4000), 'body,side=left value="text" 4500500']);
      expect(waits).toEqual([]);
      expect(delivery.linesRefused).toBe(1);
      expect(stub.writes.length).toBeLessThan(40);
    },
  );

  it('for their age are told and not looked for', async () => {
    const stub = await InfluxStub.start();
    stub.store.keepsFromNs = 1_000_000n;
    const { delivery, deliver, waits } = await delivering(configOf(stub));
    await deliver(someLines(2000));
    expect(waits).toEqual([]);
    expect(stub.writes).toHaveLength(1);
    expect(stub.store.size).toBe(1000);
    expect(delivery.leftOut).toMatch(/retention.*the recordings keep them$/);
  });
});

describe('stopping', () => {
  it.each<[string, Fault, string]>([
    ['is asked for its version and hangs', { kind: 'hang' }, '/ping'],
    ['is written to and hangs', { kind: 'hang' }, '/api/v2/write'],
    ['stalls while it reads', { kind: 'stopReading' }, '/api/v2/write'],
    ['never ends its answer', { kind: 'endless' }, '/api/v2/write'],
    ['asks for ten minutes', waitLong(), '/api/v2/write'],
    ['refuses the login', status(401), '/api/v2/write'],
  ])('takes no longer than a second when the server %s', async (_, fault, at) => {
    const stub = await InfluxStub.start();
    const stopping = new AbortController();
    const config = configOf(stub);
    const delivery = new Delivery({ config, stateFolder: await temporaryFolder() });
    const isMet = new Promise<void>((resolve) => {
      stub.onRequest = ({ path }) => {
        if (path !== at) return null;
        resolve();
        return fault;
      };
    });
    const delivered = delivery.deliver(someLines(5000), stopping.signal);
    await isMet;
    const beganMs = performance.now();
    stopping.abort();
    delivery.disconnect();
    expect(await delivered).toBe(false);
    expect(performance.now() - beganMs).toBeLessThan(1000);
    expect(delivery.linesSent).toBe(0);
  });
});

function waitLong(): Fault {
  return { kind: 'status', status: 503, headers: { 'retry-after': '600' } };
}

it('says what is wrong while nobody answers, and waits longer each time', async () => {
  const { deliver, waits } = await delivering(configAt('http://127.0.0.1:1'));
  expect(await deliver(someLines(1))).toBe(false);
  expect(waits[0]?.because).toMatch(/cannot reach InfluxDB at .*the recordings keep everything/);
  expect(waits.at(-1)?.ms).toBeGreaterThanOrEqual(15_000);
});
