import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Check } from '../../../src/cli/doctor/check.ts';
import { clockCheck, timeZoneCheck } from '../../../src/cli/doctor/clockChecks.ts';
import { influxChecks } from '../../../src/cli/doctor/influxChecks.ts';
import { leftoversCheck } from '../../../src/cli/doctor/leftoversCheck.ts';
import { memoryCheck, openFilesCheck } from '../../../src/cli/doctor/machineChecks.ts';
import { portCheck } from '../../../src/cli/doctor/portCheck.ts';
import { privacyCheck } from '../../../src/cli/doctor/privacyCheck.ts';
import { secretsCheck } from '../../../src/cli/doctor/secretsCheck.ts';
import { spaceFound } from '../../../src/cli/doctor/spaceCheck.ts';
import { stateCheck } from '../../../src/cli/doctor/stateCheck.ts';
import { Access } from '../../../src/hub/access/access.ts';
import { keptTokens } from '../../../src/hub/access/accessTokens.ts';
import { PlacementStore } from '../../../src/hub/placementStore.ts';
import { keepRetention } from '../../../src/hub/retentionStore.ts';
import { keepSettings } from '../../../src/hub/settingsStore.ts';
import { ownCertificate } from '../../../src/hub/tls/ownCertificate.ts';
import { TestHub } from '../../hub/testHub.ts';
import { temporaryFolder } from '../plumbline.ts';

const MIB = 1024 * 1024;
const NEVER = new AbortController().signal;

/** A folder of a hub, all as the hub leaves it. */
async function hubFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  await keepSettings(folder, { settings: {}, revision: 1, by: null });
  await keepRetention(folder, 30);
  await new PlacementStore(folder).set('A1', 'right_thigh');
  await writeFile(join(folder, 'r1.mcap'), '', { mode: 0o600 });
  return folder;
}

function expectAdvice(check: Check, found: string, advice: string): void {
  expect(check).toMatchObject({ state: 'broken', found: expect.stringContaining(found) });
  expect(check.advice).toContain(advice);
}

async function portOf(server: Server): Promise<number> {
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('what is kept beside the recordings', () => {
  it('is in order as a hub leaves it', async () => {
    const folder = await hubFolder();
    for (const check of [privacyCheck, stateCheck, secretsCheck, leftoversCheck]) {
      expect(await check(folder)).toMatchObject({ state: 'ok', advice: '' });
    }
    expect((await privacyCheck(folder)).found).toBe('4 files, none for others to read');
    expect((await stateCheck(folder)).found).toBe('3 files, all readable');
  });

  it('is in order where there is nothing yet', async () => {
    const folder = join(await temporaryFolder(), 'none');
    for (const check of [privacyCheck, stateCheck, secretsCheck, leftoversCheck]) {
      expect(await check(folder)).toMatchObject({ state: 'ok', advice: '' });
    }
  });

  it('is told where others can read it, unless its folder keeps them out', async () => {
    const folder = await hubFolder();
    await chmod(join(folder, 'r1.mcap'), 0o644);
    expectAdvice(await privacyCheck(folder), '1 files, such as r1.mcap', `chmod -R go= ${folder}`);
    await chmod(folder, 0o700);
    expect(await privacyCheck(folder)).toMatchObject({ state: 'ok' });
  });

  it('is named where it is no JSON, of a later version, or no settings', async () => {
    const folder = await hubFolder();
    const state = join(folder, '.plumbline');
    await writeFile(join(state, 'retention.json'), '{');
    await writeFile(join(state, 'placements.json'), '{"schemaVersion":7}');
    await mkdir(join(state, 'uploads'));
    await writeFile(join(state, 'uploads', 'r1.json'), '{"schemaVersion":1}');
    await writeFile(join(folder, 'r1.session.json'), '{"schemaVersion":9}');
    await writeFile(join(state, 'access.json'), '{"schemaVersion":3}');
    await writeFile(join(state, 'certificate.json'), '{"schemaVersion":4}');
    const check = await stateCheck(folder);
    for (const words of [
      'retention.json is not JSON',
      'placements.json is of a later version, 7; this one knows 1',
      'r1.json is of version 1; this one knows 2',
      'r1.session.json is of a later version, 9',
      'access.json is of a later version, 3',
      'certificate.json is of a later version, 4',
    ]) {
      expectAdvice(check, words, 'go back to that');
    }
    expect(check.found).not.toContain('settings.json');
    const wrong = { schemaVersion: 1, revision: 1, by: null, settings: { task: 'flying' } };
    await writeFile(join(state, 'settings.json'), JSON.stringify(wrong));
    expectAdvice(await stateCheck(folder), 'task', 'Mend');
  });

  it('holds tokens and keys for the owner alone, also against the group', async () => {
    const folder = await hubFolder();
    await keptTokens(folder);
    await ownCertificate(folder, ['localhost'], Date.now());
    expect(await secretsCheck(folder)).toMatchObject({
      state: 'ok',
      found: 'kept for the owner alone',
    });
    for (const name of ['access.json', 'certificate.json']) {
      const path = join(folder, '.plumbline', name);
      await chmod(path, 0o640);
      expectAdvice(await secretsCheck(folder), path, `chmod 600 ${path}`);
      await chmod(path, 0o600);
    }
    // What a path is called says nothing of what is in it.
    const token = join(folder, 'certs', 'token.crt');
    await mkdir(join(folder, 'certs'));
    await writeFile(token, 'T0P', { mode: 0o644 });
    expectAdvice(await secretsCheck(folder, token), token, 'chmod 600');
  });

  it('tells what a killed hub left, which is nothing to mend', async () => {
    const folder = await hubFolder();
    await writeFile(join(folder, 'a.csv.123.part'), '');
    await writeFile(join(folder, '.plumbline', 'hub.lock'), '999999999\n');
    const { state, found, advice } = await leftoversCheck(folder);
    expect([state, found]).toEqual(['ok', 'the lock of a killed hub, a.csv.123.part']);
    expect(advice).toContain('next start');
  });
});

describe('the port', () => {
  it('is free, a running hub has it, or another program', async () => {
    expect(await portCheck('127.0.0.1', 0)).toMatchObject({ state: 'ok' });
    const hub = await TestHub.start();
    onTestFinished(() => hub.stop());
    expect((await portCheck('127.0.0.1', hub.port)).found).toContain('a hub that runs');
    const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    const port = await portOf(other);
    expectAdvice(await portCheck('127.0.0.1', port), `${port} is taken`, `sport = :${port}`);
  });

  it('is known as that of a hub with TLS, with tokens, and with both', async () => {
    const folder = await temporaryFolder();
    const tls = await ownCertificate(folder, ['localhost'], Date.now());
    const access = new Access(await keptTokens(folder));
    for (const options of [{ tls }, { access }, { tls, access }]) {
      const hub = await TestHub.start(options);
      onTestFinished(() => hub.stop());
      const { state, found } = await portCheck('127.0.0.1', hub.port);
      expect([state, found]).toEqual(['ok', `${hub.port} is that of a hub that runs`]);
    }
  });

  it('is that of another program also where this one asks for a login', async () => {
    const other = createHttpServer((_, response) => response.writeHead(401).end('Log in'));
    onTestFinished(() => void other.close());
    const port = await portOf(other.listen(0, '127.0.0.1'));
    expectAdvice(await portCheck('127.0.0.1', port), `${port} is taken`, `sport = :${port}`);
  });

  it('cannot be had at an address of another machine', async () => {
    expectAdvice(await portCheck('192.0.2.1', 8040), 'EADDRNOTAVAIL', '--port');
  });
});

describe('the machine', () => {
  const built = Date.parse('2026-11-20T00:00:00Z');

  it.each([
    ['2026-11-29T05:00:00Z', null, 'ok', '2026-11-29T05:00:00Z', ''],
    ['2026-11-29T05:00:00Z', true, 'ok', 'kept by the network', ''],
    ['2026-11-29T05:00:00Z', false, 'ok', 'not kept', 'set-ntp'],
    ['1970-01-01T00:00:09Z', true, 'broken', 'before this program', 'Set the time'],
  ])('has a clock that says %s, kept: %s', async (now, kept, state, found, advice) => {
    const check = await clockCheck(Date.parse(now), built, async () => kept);
    expect(check).toMatchObject({ state, found: expect.stringContaining(found) });
    expect(check.advice).toContain(advice);
  });

  it('is in any time zone, but in one', () => {
    expect(timeZoneCheck('Asia/Kathmandu')).toMatchObject({ state: 'ok' });
    expect(timeZoneCheck(undefined)).toMatchObject({ state: 'ok' });
    expectAdvice(timeZoneCheck('Mars/Phobos'), '"Mars/Phobos"', 'Unset TZ');
  });

  it('has room on its disk, in its memory and for open files', () => {
    expect(spaceFound(20_000 * MIB).state).toBe('ok');
    expect(spaceFound(null).state).toBe('ok');
    expectAdvice(spaceFound(40 * MIB), '1 minutes', 'Move recordings');
    expect(memoryCheck(512 * MIB, 1024 * MIB).state).toBe('ok');
    expectAdvice(memoryCheck(100 * MIB, 1024 * MIB), '100 of 1024 MB', '256 MB');
    const limits = (most: string) =>
      `Limit   Soft\nMax open files            ${most}   4096  files\n`;
    expect(openFilesCheck(limits('1024')).state).toBe('ok');
    expect(openFilesCheck(limits('unlimited')).state).toBe('ok');
    expect(openFilesCheck(null).state).toBe('ok');
    expectAdvice(openFilesCheck(limits('256')), '256', 'LimitNOFILE=1024');
  });
});

describe('the database', () => {
  async function checksOf(env: NodeJS.ProcessEnv): Promise<Check[]> {
    const checks: Check[] = [];
    for await (const check of influxChecks(env, '/none', NEVER)) checks.push(check);
    return checks;
  }

  it('is no matter where none is set up', async () => {
    expect(await checksOf({})).toMatchObject([{ state: 'ok' }]);
  });

  it('is told that is set up wrongly, or away', async () => {
    const [wrong] = await checksOf({ INFLUX_HOST: 'http://127.0.0.1:1' });
    if (wrong) expectAdvice(wrong, 'INFLUX_BUCKET', 'docs/influxdb.md');
    const away = await checksOf({ INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'b' });
    expect(away).toMatchObject([{ name: 'InfluxDB, server', state: 'broken' }]);
  });
});
