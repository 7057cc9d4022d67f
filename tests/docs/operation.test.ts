import { execFile } from 'node:child_process';
import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STATE_VERSIONS } from '../../src/cli/doctor/stateCheck.ts';
import { isUnderJournal } from '../../src/cli/start/underJournal.ts';
import { LOG_LEVELS, logLevelsOf } from '../../src/hub/logs/logLevels.ts';
import { LOG_PARTS } from '../../src/hub/logs/logParts.ts';
import { plumblineProblem } from './plumblineCommand.ts';

const run = promisify(execFile);
const PAGE = readFileSync('docs/operation.md', 'utf8');
const UNIT_PATH = 'docs/operation/plumbline.service';
const UNIT = readFileSync(UNIT_PATH, 'utf8');
const ALERTS = readFileSync('docs/operation/alerts.yml', 'utf8');
const ENV = readFileSync('docs/operation/hub.env.example', 'utf8');
const INSTALLED = '/opt/plumbline/';
const MAIN = '/usr/bin/node /opt/plumbline/dist/src/cli/main.js ';

/** Section, name and value of each line that sets something. */
function settingsOf(unit: string): [string, string, string][] {
  let section = '';
  const lines = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.flatMap((line): [string, string, string][] => {
    const heading = /^\[(\w+)\]$/.exec(line)?.[1];
    if (heading !== undefined) {
      section = heading;
      return [];
    }
    const at = line.indexOf('=');
    expect(at, line).toBeGreaterThan(0);
    return [[section, line.slice(0, at), line.slice(at + 1)]];
  });
}

/** What is wrong with a line that starts the installed program; null where nothing is. */
function problemOf(commandLine: string): string | null {
  return plumblineProblem(commandLine.trim().split(/\s+/));
}

const SETTINGS = settingsOf(UNIT);
const SERVICE = new Map(SETTINGS.map(([, name, value]) => [name, value]));

describe('the unit of systemd', () => {
  it('starts what is built, with options that the command line takes, in its own folder', () => {
    const start = SERVICE.get('ExecStart') ?? '';
    expect(start.startsWith(MAIN)).toBe(true);
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(MAIN).toContain(`${INSTALLED}${bin.plumbline} `);
    expect(problemOf(start.slice(MAIN.length))).toBeNull();
    expect(start).toContain(`--recordings /var/lib/${SERVICE.get('StateDirectory')}/`);
    const documented =
      SERVICE.get('ExecStart') && UNIT.match(/file:\/\/\/opt\/plumbline\/(\S+)/)?.[1];
    expect(existsSync(documented ?? '')).toBe(true);
  });

  it('may do no more than it has to', () => {
    expect(Object.fromEntries(SERVICE)).toMatchObject({
      User: 'plumbline',
      ProtectSystem: 'strict',
      ProtectHome: 'yes',
      NoNewPrivileges: 'yes',
      UMask: '0077',
      StateDirectoryMode: '0700',
      AmbientCapabilities: 'CAP_NET_RAW',
      CapabilityBoundingSet: 'CAP_NET_RAW',
      Restart: 'on-failure',
    });
    expect(Number(SERVICE.get('TimeoutStopSec'))).toBeGreaterThan(3);
    expect(Number(SERVICE.get('LimitNOFILE'))).toBeGreaterThanOrEqual(1024);
    expect(UNIT).not.toMatch(/TOKEN|PASSWORD/);
  });

  it('is understood by systemd, which finds little exposed', async ({ skip }) => {
    const known = await run('systemd-analyze', ['--version']).catch(() => null);
    if (known === null) skip('systemd-analyze is not here');
    const folder = await mkdtemp(join(tmpdir(), 'unit-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const copy = join(folder, 'plumbline.service');
    await cp(UNIT_PATH, copy);
    const { stdout, stderr } = await run('systemd-analyze', ['verify', copy]).catch(
      (error) => error,
    );
    const told = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(copy));
    expect(told.filter((line) => !line.includes('/usr/bin/node is not executable'))).toEqual([]);
    // In tenths: 10.0 is all exposed.
    await run('systemd-analyze', ['security', '--offline=yes', '--threshold=25', copy]);
  });

  it('has an environment file whose names the hub reads', () => {
    const names = [...ENV.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).toContain('INFLUX_HUB');
    const read = ['src/influx/server/config.ts', 'src/cli/logOption.ts'].map((path) =>
      readFileSync(path, 'utf8'),
    );
    expect(names.filter((name) => !read.join('\n').includes(name ?? ''))).toEqual([]);
    const levels = /PLUMBLINE_LOG=(.+)/.exec(ENV)?.[1] ?? '';
    expect(logLevelsOf(levels).parts).toHaveProperty('radio');
  });
});

describe('a service', () => {
  it('is known by the stream that the journal reads, not by its variable alone', () => {
    const { dev, ino } = fstatSync(2, { bigint: true });
    expect(isUnderJournal({ JOURNAL_STREAM: `${dev}:${ino}` })).toBe(true);
    expect(isUnderJournal({ JOURNAL_STREAM: `${dev}:${ino + 1n}` })).toBe(false);
    expect(isUnderJournal({ JOURNAL_STREAM: '' })).toBe(false);
    expect(isUnderJournal({})).toBe(false);
  });
});

describe('the page for who runs a hub', () => {
  const commands = [
    ...[...PAGE.matchAll(/`plumbline ([a-z][^`<]*)`/g)].map(([, words]) => words ?? ''),
    ...PAGE.split('\n').flatMap((line) => line.split(MAIN)[1] ?? []),
  ];

  it('names commands that there are', () => {
    expect(commands.length).toBeGreaterThan(8);
    const files = /^(?:recover|verify|process|upload --again)$/;
    const asTyped = commands.map((words) =>
      files.test(words) && words !== 'upload --again' ? `${words} a.mcap` : words,
    );
    const ended = asTyped.map((words) =>
      words.startsWith('process') ? `${words} -o b.mcap` : words,
    );
    const wrong = ended.map((words) => [words, problemOf(words)]);
    expect(wrong.filter(([, problem]) => problem !== null)).toEqual([]);
  });

  it('names files and scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...PAGE.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    const installed = [...PAGE.matchAll(/(?:0600|0644) (docs\/\S+)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(installed).toHaveLength(2);
    expect(installed.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('tells each level and part of the log', () => {
    const told = LOG_PARTS.filter((part) => PAGE.includes(`\n| \`${part}\` |`));
    expect(told).toEqual(LOG_PARTS);
    expect(LOG_LEVELS.filter((level) => !PAGE.includes(`\`${level}\``))).toEqual([]);
    for (const [, levels] of PAGE.matchAll(/^\| `([a-z]+[=,][a-z=,]+)` \|/gm)) {
      expect(() => logLevelsOf(levels ?? '')).not.toThrow();
    }
  });

  it('tells the version of each state file', () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z.]+)` \| (\d+) \|$/gm)];
    expect(Object.fromEntries(rows.map(([, name, version]) => [name, Number(version)]))).toEqual(
      STATE_VERSIONS,
    );
  });
});

describe('the rules for alarms', () => {
  it('are of the job by which a hub is asked, with a token where it wants one', () => {
    const page = readFileSync('docs/influxdb.md', 'utf8');
    const examples = [...page.matchAll(/```yaml\n(scrape_configs:[^`]+)```/g)].map(
      ([, text]) => text ?? '',
    );
    const [, job] = /up\{job="(\w+)"\}/.exec(ALERTS) ?? [];
    expect(examples).toHaveLength(2);
    for (const text of examples) expect(text).toContain(`job_name: ${job}\n`);
    expect(examples.filter((text) => /authorization:\n +credentials_file: /.test(text))).toEqual([
      expect.not.stringContaining('127.0.0.1'),
    ]);
  });

  it('are of metrics that the hub has, each with what to do', () => {
    const sources = ['metrics', 'sensorMetrics', 'uploadMetrics'].map((name) =>
      readFileSync(`src/hub/${name}.ts`, 'utf8'),
    );
    const exprs = [...ALERTS.matchAll(/expr: (.+)/g)].map(([, expr]) => expr ?? '');
    const metrics = exprs.flatMap(
      (expr) => expr.match(/\b(?:plumbline|process|nodejs)_\w+/g) ?? [],
    );
    expect(metrics.length).toBeGreaterThan(8);
    expect(metrics.filter((name) => !sources.join('\n').includes(`'${name}'`))).toEqual([]);
    const alerts = [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? '');
    expect(exprs).toHaveLength(alerts.length);
    expect(alerts.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
  });
});
