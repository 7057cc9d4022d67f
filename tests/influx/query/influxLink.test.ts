import { describe, expect, it } from 'vitest';
import { deleteLines } from '../../../src/influx/deletion/deleteLines.ts';
import { InfluxLink } from '../../../src/influx/query/influxLink.ts';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { influxConfig, serveQueries } from '../read/queryServer.ts';
import { errorOf, NEVER } from '../server/stubConfig.ts';

describe('a server that repeats the login it was sent', () => {
  it.each([
    ['v2.7.1', 400],
    ['v2.7.1', 200],
    ['1.6.7', 400],
    ['1.6.7', 200],
  ])('finds it in no message: %s answers %i', async (version, status) => {
    const { config, asked } = await serveQueries(version, (response, { headers }) => {
      const repeated = `${headers.authorization} lab:SECRET-TOKEN`;
      response.writeHead(status).end(`${JSON.stringify({ error: `bad header: ${repeated}` })}\n`);
    });
    const own = influxConfig(config.host, { token: 'lab:SECRET-TOKEN' });
    const link = await InfluxLink.open(own, NEVER);
    const reader = await InfluxReader.connect(own);
    const errors = [
      await errorOf(link.query('SHOW MEASUREMENTS')),
      await errorOf(reader.blocks('SHOW MEASUREMENTS').next()),
      ...(version === '1.6.7' ? [await errorOf(deleteLines(link, own, { hub: 'h' }))] : []),
    ];
    link.close();
    reader.close();
    expect(asked[0]?.headers.authorization).toBeDefined();
    for (const error of errors) {
      expect(String(error)).toContain('bad header');
      expect(JSON.stringify(error) + String(error)).not.toMatch(/SECRET|bGFiOl/);
    }
  });
});
