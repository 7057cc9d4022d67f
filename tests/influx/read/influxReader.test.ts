import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { QueryError } from '../../../src/influx/read/queryError.ts';
import { rowsOf } from '../../../src/influx/read/rows.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { influxConfig, serveQueries } from './queryServer.ts';

const END = '\nname,tags,name\ndatabases,,knees\n';
const ROWS = 'name,tags,time,a\nm,,1760000000000001000,1.5\n';

async function allOf(config: InfluxConfig, query: string, idleMs = 5000) {
  const reader = await InfluxReader.connect(config, { idleMs });
  const records: (readonly string[])[] = [];
  for await (const block of reader.blocks(query)) records.push(...block.records);
  return records;
}

describe('reading from a server', () => {
  let server: InfluxServer;
  let config: InfluxConfig;
  beforeAll(async () => {
    server = await InfluxServer.create({ name: 'u', password: 'p' });
    await server.start();
    await server.query('CREATE DATABASE knees');
    config = influxConfig(server.url);
    const lines = [
      `m,side=right a=1e-300,n=9007199254740991i,t="he said \\"x\\",\ny, ü",k=true 1760000000000001000`,
      'm,side=left a=0.1,k=false 1760000000000002000',
      'ns a=1 1760000000000001001',
      ...Array.from({ length: 25_000 }, (_, i) => `many,side=left a=${i / 7} ${i}000`),
    ];
    const url = `${server.url}/write?db=knees&precision=ns&u=u&p=p`;
    const written = await fetch(url, { method: 'POST', body: lines.join('\n') });
    expect(written.status).toBe(204);
  });
  afterAll(() => server.dispose());

  it('gives every value exactly, and null where there is none', async () => {
    const reader = await InfluxReader.connect(config);
    expect(reader.version).toMatch(/^1\./);
    const rows = [];
    const columns = {
      time: 'timeUs',
      side: 'text',
      a: 'float',
      n: 'integer',
      t: 'text',
      k: 'boolean',
      never: 'float',
    } as const;
    for await (const row of rowsOf(reader, 'SELECT * FROM m', columns)) rows.push(row);
    expect(rows).toEqual([
      {
        time: 1_760_000_000_000_001,
        side: 'right',
        a: 1e-300,
        n: Number.MAX_SAFE_INTEGER,
        t: 'he said "x",\ny, ü',
        k: true,
        never: null,
      },
      {
        time: 1_760_000_000_000_002,
        side: 'left',
        a: 0.1,
        n: null,
        t: null,
        k: false,
        never: null,
      },
    ]);
  });

  it('reads more rows than a chunk of the server holds, in order', async () => {
    const reader = await InfluxReader.connect(config);
    let next = 0;
    let blocks = 0;
    for await (const { columns, records } of reader.blocks('SELECT a FROM many')) {
      expect(columns).toEqual(['name', 'tags', 'time', 'a']);
      blocks++;
      for (const [, , time, a] of records) {
        expect(time === (next === 0 ? '0' : `${next}000`) && Number(a) === next / 7).toBe(true);
        next++;
      }
    }
    expect(next).toBe(25_000);
    expect(blocks).toBeGreaterThan(2);
  });

  it('tells series of a GROUP BY apart, and has no rows of what is not there', async () => {
    expect(await allOf(config, 'SELECT a FROM m GROUP BY side')).toEqual([
      ['m', 'side=left', '1760000000000002000', '0.1'],
      ['m', 'side=right', '1760000000000001000', expect.stringMatching(/^0\.0+1$/)],
    ]);
    expect(await allOf(config, 'SELECT a FROM nothing')).toEqual([]);
    expect(await allOf(config, 'SHOW DATABASES')).toEqual([['databases', '', 'knees']]);
  });

  it('gives a time to the nanosecond, or the microsecond it lies in', async () => {
    const reader = await InfluxReader.connect(config);
    for (const [type, time] of [
      ['timeNs', 1_760_000_000_000_001_001n],
      ['timeUs', 1_760_000_000_000_001],
    ] as const) {
      const { value } = await rowsOf(reader, 'SELECT a FROM ns', { time: type }).next();
      expect(value).toEqual({ time });
    }
  });

  it.each([
    ['SELECT bogus(a) FROM m', 'undefined function bogus'],
    ['SELECT MEAN(a), k FROM m', 'mixing aggregate and non-aggregate'],
    ['SELECT FROM', 'error parsing query'],
  ])('says what is wrong with %s', async (query, why) => {
    const failed = allOf(config, query);
    await expect(failed).rejects.toThrow(QueryError);
    await expect(failed).rejects.toThrow(`refused the query`);
    await expect(failed).rejects.toThrow(why);
  });

  it('needs no more than the right to read', async () => {
    await server.query("CREATE USER guest WITH PASSWORD 'g'");
    await server.query('GRANT READ ON knees TO guest');
    const guest = { ...config, token: 'guest:g' };
    expect(await allOf(guest, "SELECT a FROM m WHERE side = 'left'")).toHaveLength(1);
    await expect(allOf({ ...guest, bucket: '_internal' }, 'SELECT a FROM m')).rejects.toThrow(
      'GRANT READ ON "_internal" TO "guest"',
    );
  });

  it('does not take for whole what the server ends half-way', async () => {
    for (let from = 0; from < 400_000; from += 50_000) {
      const lines = Array.from(
        { length: 50_000 },
        (_, i) => `big a=${(from + i) / 7} ${from + i}000`,
      );
      const url = `${server.url}/write?db=knees&precision=ns&u=u&p=p`;
      await fetch(url, { method: 'POST', body: lines.join('\n') });
    }
    const reader = await InfluxReader.connect(config);
    const blocks = reader.blocks('SELECT a FROM big');
    expect((await blocks.next()).done).toBe(false);
    const running = await server.query('SHOW QUERIES', 'knees');
    const asked = running.find(({ query }) => String(query).includes('FROM big'));
    await server.query(`KILL QUERY ${asked?.qid}`, 'knees');
    const rest = async () => {
      for await (const _ of blocks);
    };
    await expect(rest()).rejects.toThrow('is not whole (its end is missing)');
    reader.close();
  });

  it('says which bucket is not there, and what of the login is wrong', async () => {
    await expect(allOf({ ...config, bucket: 'elbows' }, 'SELECT a FROM m')).rejects.toThrow(
      'no bucket "elbows"',
    );
    const wrong = allOf({ ...config, token: 'u:wrong' }, 'SELECT a FROM m');
    await expect(wrong).rejects.toThrow('check INFLUX_TOKEN');
    await expect(wrong).rejects.not.toThrow('u:wrong');
  });

  it('says when nobody answers', async () => {
    const nobody = { ...config, host: 'http://127.0.0.1:1' };
    await expect(allOf(nobody, 'SELECT a FROM m')).rejects.toThrow('cannot reach InfluxDB');
  });
});

describe('an answer', () => {
  it.each([
    ['1.7.11', 'Basic dTpw', true],
    ['1.8.10', 'Token u:p', true],
    ['v2.7.1', 'Token u:p', true],
    ['', 'Token u:p', true],
    ['3.0.2', 'Token u:p', false],
  ])('of version "%s" is asked for as it wants to be', async (version, login, hasEnd) => {
    const { config, asked } = await serveQueries(version, (response) =>
      response.end(hasEnd ? ROWS + END : ROWS),
    );
    const bucket = version.startsWith('1.') ? 'knees/autogen' : 'knees';
    expect(await allOf({ ...config, bucket }, 'SELECT a FROM m')).toEqual([
      ['m', '', '1760000000000001000', '1.5'],
    ]);
    expect(asked).toHaveLength(1);
    const [{ parameters, headers }] = asked;
    expect(parameters).toEqual({
      db: 'knees',
      ...(version.startsWith('1.') && { rp: 'autogen' }),
      epoch: 'ns',
      chunked: 'true',
      chunk_size: '10000',
      q: hasEnd ? 'SELECT a FROM m\n;SHOW DATABASES' : 'SELECT a FROM m',
    });
    expect(headers).toMatchObject({
      authorization: login,
      accept: 'application/csv',
    });
  });

  it('may write its header again with every chunk', async () => {
    const { config } = await serveQueries('3.0.2', (response) => response.end(ROWS + ROWS));
    expect(await allOf(config, 'SELECT a FROM m')).toHaveLength(2);
  });

  it('without its end is not taken for a whole one', async () => {
    const { config } = await serveQueries('v2.7.1', (response) => response.end(ROWS));
    const cut = allOf(config, 'SELECT a FROM m');
    await expect(cut).rejects.toThrow('is not whole (its end is missing)');
  });

  it.each([
    ['CSV', 'error\n"timeout, too long"\n'],
    ['JSON', '{"error":"timeout, too long"}\n'],
  ])('that turns into an error half-way, as %s, says so', async (_, error) => {
    const { config } = await serveQueries('1.8.10', (response) => response.end(ROWS + error));
    await expect(allOf(config, 'SELECT a FROM m')).rejects.toThrow(
      'is not whole (timeout, too long)',
    );
  });

  it('whose connection breaks is not taken for a whole one', async () => {
    const { config } = await serveQueries('3.0.2', (response) => {
      response.write(ROWS, () => setImmediate(() => response.destroy()));
    });
    await expect(allOf(config, 'SELECT a FROM m')).rejects.toThrow(
      'is not whole (the connection broke)',
    );
  });

  it('that ends within a row is not whole', async () => {
    const { config } = await serveQueries('3.0.2', (response) => response.end(ROWS.slice(0, -2)));
    await expect(allOf(config, 'SELECT a FROM m')).rejects.toThrow('it ends within a row');
  });

  it.each([
    ['at once', ''],
    ['half-way', ROWS],
  ])('that stops to come, %s, is given up', async (_, sent) => {
    const { config } = await serveQueries('3.0.2', (response) => {
      response.writeHead(200);
      response.write(sent || ' ');
    });
    await expect(allOf(config, 'SELECT a FROM m', 100)).rejects.toThrow('nothing came for 0.1 s');
  });

  it.each([
    [401, 'check INFLUX_TOKEN'],
    [404, 'has no bucket "knees"'],
    [503, 'cannot take data now'],
    [400, 'refused the query (400: it is so)'],
  ])('of status %d says what to do', async (status, sentence) => {
    const { config } = await serveQueries('v2.7.1', (response) =>
      response.writeHead(status).end(JSON.stringify({ message: 'it is so' })),
    );
    await expect(allOf(config, 'SELECT a FROM m')).rejects.toThrow(sentence);
  });

  it('is broken off when nobody wants the rest', async () => {
    let isClosed: Promise<void> = Promise.resolve();
    const { config } = await serveQueries('3.0.2', (response) => {
      isClosed = new Promise((resolve) => response.on('close', resolve));
      response.write(ROWS);
    });
    const reader = await InfluxReader.connect(config);
    for await (const _ of reader.blocks('SELECT a FROM m')) break;
    await isClosed;
    reader.close();
  });
});
