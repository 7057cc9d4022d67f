import { expect, it } from 'vitest';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { readBody } from '../../../src/influx/read/readBody.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { influxConfig } from './queryServer.ts';

const ROWS = 'name,tags,time,knee_flexion_deg\nbody,,1760000000000001000,1.5\n';
const END = '\nname,tags,name\ndatabases,,knees\n';

it.each(['first', 'last1', 'two', 'three'] as const)(
  'angles are read from a server of the family "%s" that asks for a login',
  async (family) => {
    const stub = await InfluxStub.start({ family, token: 'lab:secret' });
    const statements: string[] = [];
    stub.onQuery = (statement, { query }) => {
      expect(query.get('db')).toBe('knees');
      statements.push(statement);
      return family === 'three' ? ROWS : ROWS + END;
    };
    const config = influxConfig(stub.url, { org: 'my lab', token: 'lab:secret' });
    const reader = await InfluxReader.connect(config);
    const read = [];
    for await (const block of readBody(reader, 's', ['right'], ['knee_flexion_deg'])) {
      read.push([...block.timeUs], [...block.columns.knee_flexion_deg]);
    }
    reader.close();
    expect(read).toEqual([[1_760_000_000_000_001], [1.5]]);
    const asked = `SELECT "knee_flexion_deg" FROM "body" WHERE "session" = 's' AND "side" = 'right'`;
    expect(statements).toEqual([family === 'three' ? asked : `${asked}\n;SHOW DATABASES`]);
  },
);
