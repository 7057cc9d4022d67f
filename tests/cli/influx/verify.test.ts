import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { InfluxServer } from '../../tools/influxServer.ts';
import { SAMPLE } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

it('an upload is compared, repaired and then found as recorded', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE knees');
  const cwd = await temporaryFolder();
  await copyFile(SAMPLE, join(cwd, 'a.mcap'));
  const env = { INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' };
  const words = ['influx', 'verify', '--recordings', '.'];

  const before = await plumbline(words, { cwd, env });
  expect(before.stdout).toBe('a.mcap: not uploaded\n');
  expect(before.stderr).toMatch(/^error: 1 of 1 differ: a\.mcap; "--repair" uploads them anew$/m);
  expect(before.code).toBe(1);

  const repaired = await plumbline([...words, '--repair'], { cwd, env });
  expect(repaired.stdout).toMatch(/^a\.mcap: \d+ lines, as recorded$/m);
  expect(repaired).toMatchObject({ code: 0, stderr: '' });

  await server.query('DELETE FROM rep', 'knees');
  const missing = await plumbline(words, { cwd, env });
  expect(missing.stdout).toMatch(/^ {2}measurement +of +field +what +recorded +in the database$/m);
  expect(missing.stdout).toMatch(/^ {2}rep +side=\w+, subject=\S+ +number +count +\d+ +0$/m);
  expect(missing.code).toBe(1);
});
