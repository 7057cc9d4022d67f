import { describe, expect, it } from 'vitest';
import type { InfluxCheck } from '../../../src/influx/check/check.ts';
import { checkInflux } from '../../../src/influx/check/checkInflux.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { status } from '../../tools/influxStub/fault.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf, NEVER } from '../server/stubConfig.ts';

async function checksOf(config: InfluxConfig): Promise<Map<string, InfluxCheck>> {
  const checks = new Map<string, InfluxCheck>();
  for await (const check of checkInflux(config, null, NEVER)) checks.set(check.name, check);
  return checks;
}

/** A stub that gives back the point that is checked with while it has it. */
async function readableStub(family: 'two' | 'three'): Promise<InfluxStub> {
  const stub = await InfluxStub.start({ family });
  stub.onQuery = (statement) => {
    const isThere = statement.startsWith('SELECT') && stub.store.size > 0;
    const series = isThere ? [{ columns: ['time', 'value'], values: [['t', 1]] }] : [];
    return { results: [{ statement_id: 0, series }] };
  };
  return stub;
}

function statesOf(checks: ReadonlyMap<string, InfluxCheck>): string[] {
  return [...checks.values()].map(({ name, state }) => `${name} ${state}`);
}

describe('checking newer servers', () => {
  it('finds all in order on 2.x, and takes its point away', async () => {
    const stub = await readableStub('two');
    const checks = await checksOf(configOf(stub));
    expect(statesOf(checks)).toEqual([
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
    expect(stub.store.size).toBe(0);
  });

  it('tells what 3.x cannot be asked and cannot do', async () => {
    const stub = await readableStub('three');
    const checks = await checksOf(configOf(stub));
    expect(statesOf(checks)).toEqual([
      'Server ok',
      'Clock ok',
      'Login ok',
      'Bucket ok',
      'Retention warn',
      'Writing ok',
      'Reading ok',
      'Deleting warn',
      'Field types ok',
    ]);
    expect(checks.get('Deleting')?.found).toMatch(/cannot delete lines/);
  });

  it('says how to make the bucket that 3.x does not have', async () => {
    const stub = await InfluxStub.start({ family: 'three' });
    const bucket = (await checksOf(configOf(stub, { bucket: 'other' }))).get('Bucket');
    expect(bucket).toMatchObject({
      state: 'wrong',
      advice: 'Make it: influxdb3 create database "other"',
    });
  });

  it('says how to map a bucket of 2.x that InfluxQL does not find', async () => {
    const stub = await InfluxStub.start({ family: 'two' });
    stub.onRequest = ({ path }) =>
      path === '/query' ? status(404, 'no dbrp mapping found for "knees"') : null;
    const checks = await checksOf(configOf(stub));
    expect(checks.get('Reading')).toMatchObject({
      state: 'warn',
      found: 'refused (no dbrp mapping found for "knees")',
      advice: expect.stringContaining('influx v1 dbrp create --db "knees"'),
    });
    expect(checks.get('Field types')?.state).toBe('warn');
  });

  it('goes on where a token may only write', async () => {
    const stub = await readableStub('two');
    stub.onRequest = ({ path }) =>
      path === '/api/v2/buckets' || path === '/query'
        ? status(403, 'insufficient permissions')
        : null;
    const checks = await checksOf(configOf(stub));
    expect(checks.get('Bucket')?.state).toBe('warn');
    expect(checks.get('Writing')?.state).toBe('ok');
    expect(checks.get('Reading')?.state).toBe('warn');
  });
});
