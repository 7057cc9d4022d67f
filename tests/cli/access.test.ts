import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { accessLink, accessQrLines } from '../../src/cli/access/accessLinks.ts';
import { accessFor } from '../../src/cli/start/accessFor.ts';
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

describe('plumbline access', () => {
  it('prints the links, the same again, and others when they are renewed', async () => {
    const folder = await temporaryFolder();
    const args = ['access', '--recordings', folder, '--host', '192.0.2.7', '--no-qr'];
    const first = await plumbline(args);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /^operator: .*\n {2}http:\/\/192\.0\.2\.7:8040\/#token=[\w-]{27}$/m,
    );
    const renewed = await plumbline([...args, '--renew']);
    expect(renewed.stdout).toContain('start it again');
    expect(renewed.stdout).not.toContain(/token=(\S+)/.exec(first.stdout)?.[1]);
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
