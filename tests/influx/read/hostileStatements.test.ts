import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { QueryError } from '../../../src/influx/read/queryError.ts';
import { readingStatement } from '../../../src/influx/read/statement.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { configOf } from '../upload/uploading.ts';

const HARM = [
  '; DROP DATABASE victim',
  '; CREATE DATABASE made',
  '; DELETE FROM m',
  ' INTO copy ',
  'INTO copy ',
  '*INTO copy ',
];
/** What opens, closes or hides something, with what makes a statement whole again. */
const OPENERS = ["'", '"', '/', '\\', '--', '/*', '*/', '\n', '\r', '\0', '.', '(', ')', ',', ';'];
const WORDS = [
  'v',
  'm',
  ' ',
  '1',
  '1.',
  ' FROM m ',
  ' FROM ',
  " WHERE s = 'a' ",
  ' WHERE s =~ ',
  ' OR s !~ ',
  ' GROUP BY ',
  'SELECT v ',
  "/'/",
  '/a/',
  "'/'",
  '"/"',
  "'a\\'b'",
  '/\\\\/',
  '/\\//',
  '-- ',
];

const fragments = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...OPENERS) },
    { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 2, arbitrary: fc.constantFrom(...HARM) },
  ),
  { maxLength: 7 },
);
/** Most hide what does harm, and would be whole where it is not seen. */
const statements = fc
  .tuple(
    fc.constantFrom(
      'SELECT v FROM m WHERE s = ',
      'SELECT v FROM m WHERE s =~ ',
      'SELECT v FROM ',
      'SELECT ',
      'SELECT v FROM m ',
      'SHOW MEASUREMENTS WITH MEASUREMENT = ',
      'SHOW MEASUREMENTS ',
      'EXPLAIN SELECT v FROM ',
    ),
    fragments,
    fc.constantFrom(...HARM, ''),
    fragments,
  )
  .map(([begin, before, harm, behind]) => [begin, ...before, harm, ...behind].join(''));

/** Behind each of them a slash is read anew: as a division, or as where a regular expression begins. */
const PLACES = [
  'SELECT v FROM ',
  'SELECT v FROM m, ',
  'SELECT v FROM k.autogen.',
  'SELECT ',
  'SELECT v, ',
  'SELECT v ',
  'SELECT 1.',
  'SELECT mean(',
  'SELECT mean(v) FROM m GROUP BY ',
  'SELECT v FROM m WHERE s = ',
  'SELECT v FROM m WHERE s =~ ',
  'SHOW MEASUREMENTS WITH MEASUREMENT = ',
  'SHOW MEASUREMENTS WITH MEASUREMENT =~ ',
  'SHOW TAG KEYS FROM ',
];
const HIDES = [
  "/'/",
  '/"/',
  "/\\\\/'/",
  "/\\/'/",
  "'/'",
  '"/"',
  '/ v FROM m',
  "'a' --\r",
  '/*/',
  '/--/',
];
const CLOSES = ["--'", '--"', '-- /', '--*/', "\n'", ''];

function* hiddenHarm(): Generator<string> {
  for (const place of PLACES) {
    for (const hide of HIDES) {
      for (const harm of HARM) for (const close of CLOSES) yield place + hide + harm + close;
    }
  }
}

describe('a query on a real server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE k');
    await server.query('CREATE DATABASE victim');
    await fetch(`${server.url}/write?db=k`, { method: 'POST', body: 'm,s=a v=1 1000' });
  });
  afterAll(() => server.dispose());

  const holds = async () => [
    await server.query('SHOW DATABASES'),
    await server.query('SELECT * FROM /.*/', 'k'),
  ];

  it('changes nothing where what would is hidden behind a quote or a slash', async () => {
    const before = await holds();
    const reader = await InfluxReader.connect(configOf(server.url, 'k'));
    const harmful: string[] = [];
    try {
      for (const text of hiddenHarm()) {
        if (!isAccepted(text)) continue;
        await isAnswered(reader, text);
        if (!isDeepStrictEqual(await holds(), before)) {
          harmful.push(text);
          break;
        }
      }
    } finally {
      reader.close();
    }
    expect(harmful).toEqual([]);
  });

  it('changes nothing, whatever quotes, comments and expressions it is made of', async () => {
    const before = await holds();
    const reader = await InfluxReader.connect(configOf(server.url, 'k'));
    let asked = 0;
    let answered = 0;
    try {
      await fc.assert(
        fc.asyncProperty(statements, async (text) => {
          if (!isAccepted(text)) return;
          asked += 1;
          if (await isAnswered(reader, text)) answered += 1;
          expect(await holds()).toEqual(before);
        }),
        { numRuns: 6000, seed: 7 },
      );
    } finally {
      reader.close();
    }
    // Else all of it was refused, and nothing shown.
    expect(asked).toBeGreaterThan(300);
    expect(answered).toBeGreaterThan(50);
  });
});

function isAccepted(text: string): boolean {
  try {
    readingStatement(text);
    return true;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

/** Of those that are let through, the server may still refuse what it does not understand. */
async function isAnswered(reader: InfluxReader, text: string): Promise<boolean> {
  try {
    for await (const _ of reader.blocks(text));
    return true;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}
