import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holdRecordingsFolder } from '../../src/cli/recordingsFolder.ts';
import { clockNotice } from '../../src/cli/start/clockNotice.ts';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { beginHub, MAIN, PROJECT, plumbline, temporaryFolder } from './plumbline.ts';

/** A clock that begins with the Unix epoch, as that of a small computer without a network. */
const EPOCH = `data:text/javascript,${encodeURIComponent(`
  const begun = Date.now();
  const now = Date.now.bind(Date);
  globalThis.Date = class extends Date {
    constructor(...given) { given.length > 0 ? super(...given) : super(now() - begun); }
    static now() { return now() - begun; }
  };`)}`;

const STATE: Readonly<Record<string, string>> = {
  'placements.json': '{"schemaVersion": 1, "pla',
  'placements.json.new': '{',
  'settings.json': 'no settings',
  'repeatability.json': '',
  'retention.json': '[]',
  'hub.lock': 'no lock',
  'hang.txt': 'The hub hung for 30 s and was ended. Last known: clients: 3.\n',
  'calibrations/0123456789abcdef.json': 'null',
  'uploads/here.json': '{{',
  'exports/here.json': '{{',
  'deletions/here.json': '{{',
  'jobs/left/half.csv': 'timeUs,',
  'refused-lines.txt': '\0',
};

describe('a hub on an odd machine, after a crash', () => {
  it('starts, says what it found, records, and ends in good order', async () => {
    const folder = await temporaryFolder();
    for (const [name, content] of Object.entries(STATE)) {
      const path = join(folder, '.plumbline', name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, content);
    }
    const sample = await readFile(join(PROJECT, 'recordings', 'samples', 'squats.mcap'));
    await writeFile(join(folder, 'broken-off.mcap'), sample.subarray(0, 200_000));
    await writeFile(join(folder, 'no-recording.mcap'), 'nothing');
    await writeFile(join(folder, 'half.mcap.999999.part'), 'half');

    const env = {
      NODE_OPTIONS: `--import ${EPOCH}`,
      ...{ TZ: 'Mars/Olympus', LC_ALL: 'C', HOME: '/nowhere', TMPDIR: '/nowhere' },
    };
    const hub = await beginHub(['--recordings', folder, '--virtual-sensors'], { env });
    const health = async () =>
      (await (await fetch(new URL('/api/v1/health', hub.url))).json()) as {
        session: string;
        faults: string[];
      };
    await expect.poll(async () => (await health()).session, { timeout: 10_000 }).toMatch(/^1970/);
    const said = (await health()).faults.join('\n');
    for (const words of [
      'The stored placements could not be read and were set aside: placements.json is not JSON.',
      'A stored calibration could not be read and was set aside: 0123456789abcdef.json',
      'The settings kept from the page are passed over: settings.json is not JSON.',
      'The hub hung for 30 s and was ended. Last known: clients: 3.',
      "The computer's clock stands at 1970-01-01",
      'Recording broken-off was not closed by the hub before; ',
    ]) {
      expect(said).toContain(words);
    }
    hub.child.kill('SIGTERM');
    const { code, stderr } = await hub.end();
    expect(code).toBe(0);
    expect(stderr).toContain(
      'repeatability.json is not JSON: differences are judged by the defaults',
    );
    const recorded = await listRecordings(folder);
    expect(recorded.map(({ id, finished }) => [id.slice(0, 4), finished]).sort()).toEqual([
      ['1970', true],
      ['brok', true],
    ]);
    const left = await readdir(join(folder, '.plumbline'));
    expect(left).toEqual(
      expect.arrayContaining(['placements.json.unreadable', 'settings.json', 'hang.txt.told']),
    );
    expect(left).not.toContain('hub.lock');
    expect(left).not.toContain('jobs');
    expect(await readdir(folder)).not.toContain('half.mcap.999999.part');
  });

  it('tells that the one before hung at the first start that succeeds, and only there', async () => {
    const folder = await temporaryFolder();
    const told = 'The hub hung for 30 s and was ended. Last known: clients: 3.';
    await mkdir(join(folder, '.plumbline'));
    await writeFile(join(folder, '.plumbline', 'hang.txt'), `${told}\n`);
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const start = ['--recordings', folder, '--virtual-sensors'];
    const refused = await plumbline(['start', '--port', String(port), ...start]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use') });
    expect(refused.stderr).not.toContain(told);
    for (const times of [1, 0]) {
      const hub = await beginHub(start);
      hub.child.kill('SIGTERM');
      expect((await hub.end()).stderr.split(told)).toHaveLength(1 + times);
    }
  });

  it('with a folder that takes nothing is told to use another', async () => {
    await expect(holdRecordingsFolder('/proc/recordings')).rejects.toThrow(
      /^recordings cannot be written to \/proc\/recordings \(E[A-Z]+\): give a folder of yours/,
    );
  });

  it('that allows too few open files says how many it takes, and where that is set', () => {
    const words = `ulimit -n 64; exec "${process.execPath}" "${MAIN}" start --virtual-sensors`;
    const { status, stderr } = spawnSync('sh', ['-c', words], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: EMFILE: .*; allow this process 1024 open files: "ulimit -n 1024"/,
    );
  });

  it('is told that its clock cannot be right, and not where it may be', () => {
    expect(clockNotice(5000)).toMatch(/^The computer's clock stands at 1970-01-01: /);
    expect(clockNotice(Date.UTC(2026, 10, 29))).toBeNull();
  });
});
