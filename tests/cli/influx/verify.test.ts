import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configOf, recordFile } from '../../influx/upload/uploading.ts';
import { uploadFolder } from '../../influx/uploadFolder.ts';
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

it('goes on with the next recording where one cannot be repaired', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE knees');
  const cwd = await temporaryFolder();
  await copyFile(SAMPLE, join(cwd, 'a.mcap'));
  await recordFile(cwd, 'b');
  const env = { INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' };
  const words = ['influx', 'verify', 'a.mcap', 'b.mcap', '--repair'];
  await uploadFolder(cwd, configOf(server.url, 'knees'));

  // From now on its repetitions are refused: there the number is a text.
  const [{ time }] = await server.query('SELECT number FROM rep LIMIT 1', 'knees');
  await server.query('DROP MEASUREMENT rep', 'knees');
  await fetch(`${server.url}/write?db=knees&precision=ms`, {
    method: 'POST',
    body: `rep,hub=other number="x" ${Date.parse(String(time))}`,
  });
  await server.query(`DELETE FROM body WHERE "session"='b'`, 'knees');

  const { stdout, stderr, code } = await plumbline(words, { cwd, env });
  expect(stderr).toMatch(/^a\.mcap: .*field type conflict/m);
  expect(stderr).toMatch(/^error: 1 of 2 differ: a\.mcap; /m);
  expect(stdout).toMatch(/^b\.mcap: \d+ lines, [1-9]\d* fields differ$/m);
  expect(stdout).toMatch(/^b\.mcap: \d+ lines, as recorded$/m);
  expect(code).toBe(1);
});
