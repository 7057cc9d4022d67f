import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineMaker } from '../../../src/influx/lines/lineMaker.ts';
import { SCHEMA } from '../../../src/influx/schema/schema.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { everyContent, FULL_SESSION } from './everyContent.ts';
import { partsOf } from './lineParts.ts';

const DATABASE = 'lines';

describe('lines of every kind of content in a real database', () => {
  let server: InfluxServer;
  let lines: string[];

  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query(`CREATE DATABASE ${DATABASE}`);
    const detail = { bodyRateHz: null, samples: true };
    const maker = new LineMaker(FULL_SESSION, 'lab one', detail, null);
    lines = [
      ...maker.start(),
      ...everyContent().flatMap((content) => maker.add(content)),
      ...maker.end(),
    ];
    // Twice: what is sent again changes nothing.
    for (let time = 0; time < 2; time++) {
      const url = `${server.url}/write?db=${DATABASE}&precision=ns`;
      const response = await fetch(url, { method: 'POST', body: lines.join('\n') });
      expect([response.status, await response.text()]).toEqual([204, '']);
    }
  });
  afterAll(() => server.dispose());

  it.each(SCHEMA.map(({ name }) => name))('are rows of %s, one each', async (name) => {
    const rows = await server.query(`SELECT * FROM ${name}`, DATABASE);
    const made = lines.filter((line) => partsOf(line).measurement === name);
    expect(made.length).toBeGreaterThan(0);
    expect(rows).toHaveLength(made.length);
    const values = rows.flatMap((row) => Object.values(row).filter((value) => value !== null));
    const written = made
      .map(partsOf)
      .flatMap(({ tags, fields }) => [...Object.keys(tags), ...Object.keys(fields)]);
    // Each row has its time besides.
    expect(values).toHaveLength(written.length + rows.length);
  });

  it('have the words of a person as they were typed, in one line', async () => {
    const told = await server.query(`SELECT label FROM session WHERE event = 'marker'`, DATABASE);
    expect(told.map(({ label }) => label)).toEqual(['shoes off', 'a "b"\\', '']);
    const [{ words }] = await server.query(`SELECT words FROM cue WHERE state = 'on'`, DATABASE);
    expect(words).toBe('Spread the "floor"');
  });
});
