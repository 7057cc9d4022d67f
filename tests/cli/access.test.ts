import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { accessCommandLine } from '../../src/cli/access/accessCommandLine.ts';
import { accessLines, accessLink, accessQrLines } from '../../src/cli/access/accessLinks.ts';
import { reachableAddresses } from '../../src/cli/access/reachableAddresses.ts';
import { accessFor } from '../../src/cli/start/accessFor.ts';
import { keptTokens } from '../../src/hub/access/accessTokens.ts';
import { plumbline, temporaryFolder } from './plumbline.ts';

const TOKENS = { operator: 'an-operator-token-of-a-hub', viewer: 'a-viewer-token-of-the-hub' };

describe('where a hub listens', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '127.0.1.1'])('%s needs no token', async (host) => {
    expect(await accessFor({ host }, await temporaryFolder())).toEqual({ host, tokens: null });
  });

  it.each(['0.0.0.0', '::', '192.0.2.7', 'lab-hub.local', '127.0.0.1.evil.example'])(
    '%s needs one',
    async (host) => {
      const { access, tokens } = await accessFor({ host }, await temporaryFolder());
      expect(access?.roleFor(tokens?.viewer ?? '')).toBe('viewer');
    },
  );

  it('is every address with --lan', async () => {
    const folder = await temporaryFolder();
    expect(await accessFor({ host: '127.0.0.1', lan: true }, folder)).toMatchObject({
      host: '0.0.0.0',
    });
  });

  it('is nowhere while the tokens cannot be read, and says what to do', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline'));
    await writeFile(join(folder, '.plumbline', 'access.json'), '{"operator":');
    await expect(accessFor({ host: '0.0.0.0' }, folder)).rejects.toThrow('access --renew');
  });
});

describe('the addresses by which others reach a hub', () => {
  const common = { netmask: '', mac: '', cidr: null };
  const ip4 = { ...common, family: 'IPv4', internal: false } as const;
  const ip6 = { ...common, family: 'IPv6', internal: false, scopeid: 0 } as const;
  const interfaces = {
    lo: [
      { ...ip4, address: '127.0.0.1', internal: true },
      { ...ip6, address: '::1', internal: true },
    ],
    eth0: [
      { ...ip6, address: '2001:db8::7' },
      { ...ip6, address: 'fe80::7', scopeid: 2 },
      { ...ip4, address: '192.0.2.7' },
    ],
  };

  it.each([
    ['0.0.0.0', ['192.0.2.7']],
    ['::', ['192.0.2.7', '2001:db8::7']],
    ['192.0.2.9', ['192.0.2.9']],
  ])('of %s are %s', (host, addresses) => {
    expect(reachableAddresses(host, interfaces)).toEqual(addresses);
  });

  it('are also of this computer alone, which may be on no network', () => {
    const options = { scheme: 'http', host: '0.0.0.0', port: 8040, tokens: TOKENS } as const;
    expect(accessLines(options)).toContain(
      `  http://127.0.0.1:8040/#token=${TOKENS.operator}   (on this computer)`,
    );
    const one = accessLines({ ...options, host: '192.0.2.7' });
    expect(one.join()).not.toContain('127.0.0.1');
  });

  it('stand in brackets in a link where they are of IPv6', () => {
    const options = { scheme: 'https', host: '2001:db8::7', port: 8040, tokens: TOKENS } as const;
    expect(accessLines(options).join('\n')).toContain('https://[2001:db8::7]:8040/#token=');
  });
});

describe('plumbline access', () => {
  it('prints the links, the same again, and others when they are renewed', async () => {
    const folder = await temporaryFolder();
    const args = ['access', '--recordings', folder, '--host', '192.0.2.7', '--no-qr'];
    const none = await plumbline(args);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('name its folder by --recordings');
    await keptTokens(folder);
    const first = await plumbline(args);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /^operator: .*\n {2}http:\/\/192\.0\.2\.7:8040\/#token=[\w-]{27}$/m,
    );
    const renewed = await plumbline([...args, '--renew']);
    expect(renewed.stdout).toContain('start it again');
    expect(renewed.stdout).toContain('Of a hub at port 8040; --port');
    expect(renewed.stdout).not.toContain(/token=(\S+)/.exec(first.stdout)?.[1]);
  });

  it('is told to whoever reads the log of a service as it is to be typed', () => {
    const hub = { recordings: '/var/lib/plumbline/recordings', host: '0.0.0.0', port: 8040 };
    expect(accessCommandLine({ ...hub, tls: false })).toBe(
      'plumbline access --recordings /var/lib/plumbline/recordings --port 8040',
    );
    expect(
      accessCommandLine({ recordings: "/a/coach's lab", host: '::', port: 9000, tls: true }),
    ).toBe("plumbline access --recordings '/a/coach'\\''s lab' --host :: --port 9000 --tls");
  });

  it("shows the operator's link as a code, dark on light, with its quiet zone", () => {
    const options = { scheme: 'http', host: '192.0.2.7', port: 8040, tokens: TOKENS } as const;
    const [drawn = ''] = accessQrLines(options);
    const { data, size } = encode(accessLink('192.0.2.7', 'operator', options), { border: 2 });
    // Two modules a character, the upper and the lower; a light one is drawn.
    const rows = drawn
      .split('\n')
      .flatMap((line) => [
        [...line].map((char) => char === '█' || char === '▀'),
        [...line].map((char) => char === '█' || char === '▄'),
      ]);
    const read = rows.slice(0, size).map((row) => row.map((light) => !light));
    expect(read).toEqual(data);
  });
});
