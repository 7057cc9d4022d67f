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
      'SHOW MEASUREMENTS ',
      'EXPLAIN SELECT v FROM ',
    ),
    fragments,
    fc.constantFrom(...HARM, ''),
    fragments,
  )
  .map(([begin, before, harm, behind]) => [begin, ...before, harm, ...behind].join(''));

describe('a query on a real server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it('changes nothing, whatever quotes, comments and expressions it is made of', async () => {
    await server.query('CREATE DATABASE k');
    await server.query('CREATE DATABASE victim');
    await fetch(`${server.url}/write?db=k`, { method: 'POST', body: 'm,s=a v=1 1000' });
    const holds = async () => [
      await server.query('SHOW DATABASES'),
      await server.query('SELECT * FROM /.*/', 'k'),
    ];
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
