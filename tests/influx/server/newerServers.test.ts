import { describe, expect, it } from 'vitest';
import { InfluxWriter } from '../../../src/influx/server/influxWriter.ts';
import { ServerLink } from '../../../src/influx/server/serverLink.ts';
import { UploadError } from '../../../src/influx/server/uploadError.ts';
import type { Family } from '../../tools/influxStub/family.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf, connected, NEVER, someLines } from './stubConfig.ts';

const V2_PATH = '/api/v2/write?org=my+lab&bucket=knees&precision=ns';

describe('writing to every version', () => {
  it.each<[Family, string, string | undefined, string, string]>([
    ['first', '1.6.7', undefined, '/write?db=knees&precision=ns', 'Basic bWU6c2VjcmV0'],
    ['first', '1.7.11', undefined, '/write?db=knees&precision=ns', 'Basic bWU6c2VjcmV0'],
    ['first', '1.6.7', 'k/a b', '/write?db=k&rp=a+b&precision=ns', 'Basic bWU6c2VjcmV0'],
    ['last1', '1.8.10', undefined, V2_PATH, 'Token me:secret'],
    ['last1', '1.8.10', 'k/r', V2_PATH.replace('knees', 'k%2Fr'), 'Token me:secret'],
    ['last1', '1.12.0', undefined, V2_PATH, 'Token me:secret'],
    ['two', 'v2.7.11', undefined, V2_PATH, 'Token me:secret'],
    ['three', '3.0.2', undefined, V2_PATH, 'Token me:secret'],
    ['two', '', undefined, V2_PATH, 'Token me:secret'],
  ])('%s, "%s", bucket %s', async (family, version, bucket, path, authorization) => {
    const stub = await InfluxStub.start({
      family,
      version,
      token: 'me:secret',
      ...(bucket === undefined ? {} : { bucket }),
    });
    const writer = await connected(configOf(stub));
    expect(writer.version).toBe(version.replace('v', ''));
    const lines = someLines(3);
    await writer.write(lines);
    expect(stub.store.lines).toEqual(lines);
    const [write] = stub.writes;
    expect(`${write?.path}?${write?.query}`).toBe(path);
    expect(write?.headers.authorization).toBe(authorization);
    expect(write?.isCompressed).toBe(false);
  });

  it.each<[Family, string]>([
    ['first', 'a server without logins'],
    ['three', '3.x without logins'],
  ])('needs no token on %s: %s', async (family) => {
    const stub = await InfluxStub.start({ family, token: '' });
    const writer = await connected(configOf(stub, { org: '' }));
    await writer.write(someLines(1));
    expect(stub.writes[0]?.headers.authorization).toBeUndefined();
    expect(stub.store.size).toBe(1);
  });

  it('sends more lines than one request holds, in order', async () => {
    const stub = await InfluxStub.start();
    const writer = await connected(configOf(stub));
    const lines = someLines(12_345);
    await writer.write(lines);
    expect(stub.writes.length).toBe(3);
    expect(stub.writes.flatMap(({ body }) => body.split('\n'))).toEqual(lines);
  });

  it('compresses what goes over a network', async () => {
    const stub = await InfluxStub.start();
    const writer = await connected(configOf(stub), { gzip: true });
    const lines = someLines(1000);
    await writer.write(lines);
    expect(stub.writes.map(({ isCompressed }) => isCompressed)).toEqual([true]);
    expect(stub.store.size).toBe(1000);
  });

  it.each([
    ['INFLUX_ORG', { org: '' }],
    ['INFLUX_TOKEN', { token: '' }],
  ])('needs %s on 2.x and says so', async (variable, change) => {
    const stub = await InfluxStub.start();
    await expect(InfluxWriter.connect(configOf(stub, change), NEVER)).rejects.toThrow(
      new UploadError(`InfluxDB 2.7.11 at ${stub.url} needs ${variable}, which is not set`),
    );
  });

  it('says that 1.6 knows no tokens', async () => {
    const stub = await InfluxStub.start({ family: 'first' });
    await expect(InfluxWriter.connect(configOf(stub), NEVER)).rejects.toThrow(
      'knows no tokens: set INFLUX_TOKEN to user:password, or to nothing',
    );
  });
});

describe('what a server can do', () => {
  async function apiOf(stub: InfluxStub) {
    const link = await ServerLink.open(configOf(stub), NEVER);
    link.close();
    return link.api;
  }

  it.each<[Family, string, object]>([
    ['first', '1.6.7', { major: 1, readPath: '/query?db=knees', deletes: 'influxql' }],
    ['last1', '1.8.10', { major: 1, readPath: '/query?db=knees', deletes: 'influxql' }],
    ['two', 'v2.7.11', { major: 2, readPath: '/query?db=knees', deletes: 'api' }],
    ['three', '3.0.2', { major: 3, readPath: '/query?db=knees', deletes: 'none' }],
    ['two', '', { major: null, version: '', deletes: 'api' }],
  ])('is told for %s "%s"', async (family, version, expected) => {
    const stub = await InfluxStub.start({ family, version, token: 'me:secret' });
    expect(await apiOf(stub)).toMatchObject(expected);
  });

  it('names the retention policy of a bucket to a reader too', async () => {
    const stub = await InfluxStub.start({ family: 'last1', bucket: 'k/r' });
    const { readPath } = await apiOf(stub);
    expect(readPath).toBe('/query?db=k&rp=r');
  });
});
