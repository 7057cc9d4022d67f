import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testFrame } from '../hub/frames.ts';
import { TestHub } from '../hub/testHub.ts';
import { until } from '../hub/testServer.ts';
import { repOf } from '../movement/reps.ts';
import { projectFiles } from '../tools/projectFiles.ts';
import { GUIDE_SHOTS } from '../web/guide/guideShots.ts';
import { plumblineProblem } from './plumblineCommand.ts';

const run = promisify(execFile);
const MAIN = resolve('dist/src/cli/main.js');

/** The pages that are followed, by name. */
const PAGES = ['README', 'coach', 'researcher', 'engineer'].map((name) => ({
  name,
  text: readFileSync(`docs/guide/${name}.md`, 'utf8'),
}));

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Lines of the shell blocks; those marked `run` change nothing and are quick. */
function shellLines(text: string, mark = '(?: run)?'): string[] {
  const blocks = text.matchAll(new RegExp(`^ *\`\`\`sh${mark}\n([\\s\\S]*?)\`\`\``, 'gm'));
  return [...blocks].flatMap(([, block]) =>
    block
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
}

/** Words of a line, those in quotes as one. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

/** What is wrong with a line that a person is asked to type; null where nothing is. */
function problemOf(line: string, text: string): string | null {
  const [program, first = '', ...rest] = wordsOf(line);
  if (program === 'npx' && first === 'plumbline') return plumblineProblem(rest);
  if (program === 'npx' && first === 'tsx') return existsSync(rest[0]) ? null : `no ${rest[0]}`;
  if (program === 'node') return text.includes(`\`${first}\``) ? null : `nobody made ${first}`;
  if (program !== 'npm') return `${program} is not of this project`;
  const script = first === 'run' ? rest[0] : first;
  if (script !== 'ci' && !(script in scripts)) return `package.json has no script ${script}`;
  const given = rest.includes('--') ? rest.slice(rest.indexOf('--') + 1) : [];
  const isHub = scripts[script]?.includes('main') && script !== 'build';
  return isHub ? plumblineProblem(['start', ...given]) : null;
}

/** Files beside the components that hold nothing but what stands on controls. */
const LABELS = [
  'dashboards/live/src/store/calibrationSteps.ts',
  'dashboards/live/src/store/markers.ts',
  'dashboards/live/src/views/settings/groups.ts',
];

/** What stands on controls: elsewhere a word in quotes may be a key that nobody sees. */
const SHOWN = projectFiles()
  .filter(
    (path) =>
      /^dashboards\/live\/src\/.*\.tsx$|^src\/model\/settingFields\/.*\.ts$/.test(path) ||
      LABELS.includes(path),
  )
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Whether `name` stands by itself somewhere: as a string, or as the text of an element. */
function isShown(name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
  return new RegExp(`(?:["'\`>}]|^)\\s*${escaped}\\s*(?:["'\`<{(]|$)`, 'm').test(SHOWN);
}

function namedIn(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name.replace(/\s+/g, ' '));
}

describe.each(PAGES)('$name of docs/guide', ({ text }) => {
  it('asks for commands that exist, with options they take', () => {
    const lines = shellLines(text);
    expect(lines.length).toBeGreaterThan(0);
    const problems = lines.map((line) => [line, problemOf(line, text)]);
    expect(problems.filter(([, problem]) => problem !== null)).toEqual([]);
  });

  it('names controls that the page has', () => {
    expect(namedIn(text).filter((name) => !isShown(name))).toEqual([]);
  });

  it('shows pictures that are made, light, and say that they are simulated', () => {
    const pictures = [...text.matchAll(/!\[([^\]]*)\]\(images\/([\w-]+)\.png\)/g)];
    const made = new Set(GUIDE_SHOTS.map(({ name }) => name));
    for (const [, words, name] of pictures) {
      expect(made).toContain(name);
      expect(words).toContain('simulated');
      expect(statSync(`docs/guide/images/${name}.png`).size, name).toBeLessThanOrEqual(100_000);
    }
  });
});

describe('the checks of the guide', () => {
  it('see what is wrong', () => {
    expect(problemOf('npx plumbline simulate squat --depth 4 -o a.mcap', '')).toMatch(/no --depth/);
    expect(problemOf('npx plumbline verify', '')).toMatch(/0 words/);
    expect(problemOf('npx plumbline simulat', '')).toMatch(/no command/);
    expect(problemOf('npx plumbline list --sort age', '')).toMatch(/age/);
    expect(problemOf('npm run demo', '')).toMatch(/no script demo/);
    expect(problemOf('npm start -- --virtual', '')).toMatch(/no --virtual/);
    expect(isShown('Start trial')).toBe(true);
    expect(isShown('Begin trial')).toBe(false);
    // A valid word of a rule, which no control shows.
    expect(isShown('rising two sets running')).toBe(false);
  });

  it('find every picture of the script in the guide', () => {
    const all = PAGES.map(({ text }) => text).join('');
    const unused = GUIDE_SHOTS.filter(({ name }) => !all.includes(`images/${name}.png`));
    expect(unused.map(({ name }) => name)).toEqual([]);
  });
});

it('has the snippets of docs/export.md, which are run there', () => {
  const exportPage = readFileSync('docs/export.md', 'utf8');
  const page = PAGES.find(({ name }) => name === 'researcher')?.text ?? '';
  const snippets = [...page.matchAll(/```(?:python|matlab)\n[\s\S]*?```/g)].map(([block]) => block);
  expect(snippets).toHaveLength(2);
  for (const snippet of snippets) expect(exportPage).toContain(snippet);
});

describe('what the guide asks for', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guide-'));
    await cp('recordings/samples/squats.mcap', join(folder, 'recordings/samples/squats.mcap'));
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('runs, where it is quick and changes nothing', async () => {
    const lines = PAGES.flatMap(({ text }) => shellLines(text, ' run'));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const { stdout } = await run(process.execPath, [MAIN, ...wordsOf(line).slice(2)], {
        cwd: folder,
      });
      expect(stdout, line).not.toBe('');
    }
  });

  it('has a client that tells every rep', async () => {
    const page = PAGES.find(({ name }) => name === 'engineer')?.text ?? '';
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(22);
    const file = join(folder, 'reps.mjs');
    await writeFile(file, code);
    const hub = await TestHub.start();
    const client = spawn(process.execPath, [file, hub.streamUrl]);
    let told = '';
    for (const output of [client.stdout, client.stderr]) {
      output.on('data', (chunk) => {
        told += chunk;
      });
    }
    try {
      await until(() => told.includes('live test-session'), 'the hello', 20_000);
      hub.feed.frame(testFrame(100, ['left', 'right']));
      hub.feed.event({ type: 'rep', timeUs: 1, rep: repOf(7) });
      await until(() => /rep 7: right .*, left /.test(told), 'the rep');
    } finally {
      client.kill();
      await hub.stop();
    }
    const alone = await run(process.execPath, [file, hub.streamUrl], { timeout: 20_000 });
    expect(alone.stderr).toMatch(
      /^No stream at ws:\S+ \(connect ECONNREFUSED .*\): start a hub with npm start\n$/,
    );
  }, 60_000);
});
