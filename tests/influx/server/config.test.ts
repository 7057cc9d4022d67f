import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { influxConfigFrom } from '../../../src/influx/server/config.ts';
import { temporaryFolder } from '../../recording/session.ts';

const COMPLETE = {
  INFLUX_HOST: 'http://db.lab:8086/',
  INFLUX_ORG: 'lab',
  INFLUX_BUCKET: 'knees',
  INFLUX_TOKEN: 'secret',
};

describe('the upload configuration in the environment', () => {
  it('is off unless a host is named', () => {
    const { INFLUX_HOST: _, ...rest } = COMPLETE;
    expect(influxConfigFrom(rest)).toBeNull();
    expect(influxConfigFrom({ ...rest, INFLUX_HOST: '' })).toBeNull();
  });

  it('takes host, organisation, bucket and token, and the host name as hub', () => {
    expect(influxConfigFrom(COMPLETE)).toEqual({
      host: 'http://db.lab:8086',
      org: 'lab',
      bucket: 'knees',
      token: 'secret',
      hub: hostname(),
      detail: { bodyRateHz: null, samples: false },
    });
    expect(influxConfigFrom({ ...COMPLETE, INFLUX_HUB: 'gym 2' })?.hub).toBe('gym 2');
  });

  it('reads the token from a file without its line end', async () => {
    const file = join(await temporaryFolder(), 'token');
    await writeFile(file, 'from a file\n');
    const config = influxConfigFrom({ ...COMPLETE, INFLUX_TOKEN: '', INFLUX_TOKEN_FILE: file });
    expect(config?.token).toBe('from a file');
  });

  it.each([
    ['INFLUX_BUCKET', { INFLUX_BUCKET: '' }],
    ['INFLUX_HOST', { INFLUX_HOST: 'db.lab:8086' }],
    ['INFLUX_HOST', { INFLUX_HOST: 'ftp://db.lab' }],
    ['INFLUX_HOST', { INFLUX_HOST: 'http://me:word@db.lab' }],
    ['INFLUX_TOKEN_FILE', { INFLUX_TOKEN: '', INFLUX_TOKEN_FILE: '/no/such/file' }],
    ['INFLUX_TOKEN_FILE', { INFLUX_TOKEN_FILE: '/both/are/set' }],
  ])('names %s when it is missing or wrong: %o', (variable, change) => {
    expect(() => influxConfigFrom({ ...COMPLETE, ...change })).toThrow(variable);
  });
});
