import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InfluxCheck } from '../../../src/influx/check/check.ts';
import { checkInflux } from '../../../src/influx/check/checkInflux.ts';
import { clockCheck } from '../../../src/influx/check/clockCheck.ts';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { InfluxServer } from '../../tools/influxServer.ts';

function configFor(host: string, bucket: string, token = ''): InfluxConfig {
  return { host, org: '', bucket, token, hub: 'lab "1"', detail: FULL_DETAIL };
}

async function checksOf(config: InfluxConfig, oldestUs: number | null = null) {
  const checks: InfluxCheck[] = [];
  for await (const check of checkInflux(config, oldestUs, new AbortController().signal)) {
    checks.push(check);
  }
  return new Map(checks.map((check) => [check.name, check]));
}

describe('checking a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it('finds all in order, and leaves nothing there', async () => {
    await server.query('CREATE DATABASE good');
    const checks = await checksOf(configFor(server.url, 'good'));
    expect([...checks.values()].map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Server ok',
      'Clock ok',
      'Login ok',
      'Bucket ok',
      'Retention ok',
      'Writing ok',
      'Reading ok',
      'Deleting ok',
      'Field types ok',
    ]);
    expect(checks.get('Server')?.found).toMatch(/^InfluxDB 1\.6/);
    expect(await server.query('SELECT * FROM plumbline_check', 'good')).toEqual([]);
  });

  it('says how to make a database that is missing', async () => {
    const checks = await checksOf(configFor(server.url, 'missing'));
    expect(checks.get('Bucket')).toMatchObject({
      state: 'wrong',
      advice: `Make it: curl -XPOST ${server.url}/query --data-urlencode 'q=CREATE DATABASE "missing"'`,
    });
    expect(checks.has('Writing')).toBe(false);
  });

  it('says how to make the retention policy that a database lacks, and is content with it', async () => {
    const config = configFor(server.url, "the knees/short 'one'");
    const stateOf = async () => (await checksOf(config)).get('Bucket');
    await followed(await stateOf());
    expect(await stateOf()).toMatchObject({
      state: 'wrong',
      found: `"the knees" is there, and it has no retention policy "short 'one'"`,
    });
    await followed(await stateOf());
    expect((await stateOf())?.state).toBe('ok');
  });

  it('says how to make the default policy that a database lost', async () => {
    await server.query('CREATE DATABASE lost');
    await server.query('DROP RETENTION POLICY autogen ON lost');
    const config = configFor(server.url, 'lost');
    await followed((await checksOf(config)).get('Bucket'));
    expect((await checksOf(config)).get('Writing')?.state).toBe('ok');
  });

  /** Does what an advice says. */
  async function followed(check: InfluxCheck | undefined): Promise<void> {
    const [, url, q] =
      /curl -XPOST (\S+) --data-urlencode 'q=(.*)'$/.exec(check?.advice ?? '') ?? [];
    expect(url).toBe(`${server.url}/query`);
    await server.query((q ?? '').replaceAll(`'\\''`, `'`));
  }

  it('warns of a bucket that forgets before a year, or before the oldest recording', async () => {
    await server.query('CREATE DATABASE short WITH DURATION 30d');
    const config = configFor(server.url, 'short');
    const young = (await checksOf(config)).get('Retention');
    expect(young).toMatchObject({ state: 'warn', found: '30 days, which is less than a year' });
    const old = await checksOf(config, (Date.now() - 40 * 86_400_000) * 1000);
    expect(old.get('Retention')?.found).toMatch(/oldest recording is 40 days old/);
    // What is written to it has to be young enough to be read back.
    expect(old.get('Reading')?.state).toBe('ok');
    await server.query('ALTER RETENTION POLICY autogen ON short DURATION 400d');
    expect((await checksOf(config)).get('Retention')).toMatchObject({ state: 'ok' });
  });

  it('finds fields that another program made with another type', async () => {
    await server.query('CREATE DATABASE foreign');
    await fetch(`${server.url}/write?db=foreign`, {
      method: 'POST',
      body: 'cue value="x" 1\nbody custom_a=1i 1\nbody note="mine" 1\nweather value="x" 1',
    });
    expect((await checksOf(configFor(server.url, 'foreign'))).get('Field types')).toMatchObject({
      state: 'wrong',
      found:
        'body.custom_a is integer and has to be float; cue.value is string and has to be float',
    });
  });
});

describe('what a login may do', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create({ name: 'root', password: 'rootpass' });
    await server.start();
    await server.query('CREATE DATABASE guarded');
    for (const right of ['READ', 'WRITE']) {
      await server.query(`CREATE USER ${right}er WITH PASSWORD 'word'`);
      await server.query(`GRANT ${right} ON guarded TO ${right}er`);
    }
  });
  afterAll(() => server.dispose());

  it.each(['root:wrong', ''])('is wrong where it is refused: "%s"', async (token) => {
    const checks = await checksOf(configFor(server.url, 'guarded', token));
    expect(checks.get('Login')?.state).toBe('wrong');
    expect(JSON.stringify([...checks.values()])).not.toContain('root:wrong');
    expect(checks.size).toBe(3);
  });

  it.each([
    ['Writing', 'READer', 'WRITE'],
    ['Reading', 'WRITEer', 'READ'],
  ])(
    '%s: names the database, the user and the server, and no password',
    async (name, user, right) => {
      const check = (await checksOf(configFor(server.url, 'guarded', `${user}:word`))).get(name);
      expect(check?.advice).toContain(
        `as an administrator, curl -XPOST ${server.url}/query -u USER:PASSWORD --data-urlencode 'q=GRANT ${right} ON "guarded" TO "${user}"'`,
      );
      expect(JSON.stringify(check)).not.toContain('word');
    },
  );

  it('is tried, not asked', async () => {
    const states = async (token: string) => {
      const checks = await checksOf(configFor(server.url, 'guarded', token));
      return ['Writing', 'Reading', 'Deleting'].map((name) => checks.get(name)?.state);
    };
    expect(await states('root:rootpass')).toEqual(['ok', 'ok', 'ok']);
    expect(await states('READer:word')).toEqual(['wrong', undefined, undefined]);
    expect(await states('WRITEer:word')).toEqual(['ok', 'warn', 'ok']);
  });
});

describe('a server that is away', () => {
  it('is wrong, and nothing else is looked at', async () => {
    const checks = await checksOf(configFor('http://127.0.0.1:1', 'any'));
    expect([...checks.values()]).toMatchObject([{ name: 'Server', state: 'wrong' }]);
  });
});

describe('the clock of a server', () => {
  const DATE = 'Sat, 28 Nov 2026 12:00:00 GMT';
  const AT = Date.parse(DATE);

  it.each([
    ['within the second that a header is cut to', 900, 950, 'ok', /our time/],
    ['2 s behind', 3000, 3000, 'ok', /our time/],
    ['3 s behind', 4100, 4200, 'warn', /3\.1 s behind/],
    ['ahead', -5000, -5000, 'warn', /5\.0 s ahead/],
    ['answered slowly', -500, 9000, 'ok', /our time/],
  ])('is judged when %s', (_, askedMs, answeredMs, state, found) => {
    const check = clockCheck(DATE, AT + askedMs, AT + answeredMs);
    expect(check.state).toBe(state);
    expect(check.found).toMatch(found);
  });

  it('is told to be unknown where no header says it', () => {
    expect(clockCheck(null, AT, AT).state).toBe('warn');
  });
});
