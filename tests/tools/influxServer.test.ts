import { afterEach, describe, expect, it } from 'vitest';
import { InfluxServer } from './influxServer.ts';

describe('the InfluxDB server of a test', () => {
  let server: InfluxServer | null = null;
  afterEach(() => server?.dispose());

  it('keeps its data and its address over a kill', async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE kept');
    await server.kill();
    await expect(server.query('SHOW DATABASES')).rejects.toThrow();
    await server.start();
    expect(await server.query('SHOW DATABASES')).toContainEqual({ name: 'kept' });
  });

  it('refuses strangers when it has a user', async () => {
    server = await InfluxServer.create({ name: 'hub', password: 'correct horse' });
    await server.start();
    await server.query('CREATE DATABASE closed');
    expect((await fetch(`${server.url}/query?q=SHOW+DATABASES`)).status).toBe(401);
  });
});
