import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DISCLAIMER } from '../../src/model/disclaimer.ts';
import { TestHub } from '../hub/testHub.ts';
import { until } from '../hub/testServer.ts';
import { canImport, findPython } from '../tools/programs.ts';
import { eventually, launchBrowser, openPage } from '../web/page.ts';
import {
  ApiHub,
  angleLines,
  LIVE_ANGLES,
  reportLine,
  repTable,
  SAMPLE_ID,
  type SampleContent,
  sampleContent,
} from './apiHub.ts';

const WANTED = 3;
const PYTHON = findPython();
const HAS_STREAM = PYTHON !== null && canImport(PYTHON, 'websockets.sync.client');
const NO_STREAM = HAS_STREAM ? '' : ' (skipped: no Python package websockets)';

let api: ApiHub;
let sample: SampleContent;
let folder: string;

beforeAll(async () => {
  [api, sample] = await Promise.all([ApiHub.start(), sampleContent()]);
});
afterAll(() => api.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'example-'));
  await api.showLive();
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that runs in `folder`, and all that it told. */
class Example {
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  told = '';

  constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, PLUMBLINE_TOKEN: api.tokens.operator, ...env },
    });
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk) => {
        this.told += chunk;
      });
    }
    this.#process = child;
    this.#ended = new Promise((done) => child.once('close', done));
  }

  /** Shows it the sample once it watches and has told `first`. @returns its exit code */
  async seeSample(first = LIVE_ANGLES): Promise<number | null> {
    try {
      await until(() => this.told.includes('\nlive '), 'the hello', 20_000);
      api.hub.packet();
      await until(() => this.told.includes(first), first);
      await api.showSample();
      return await this.ended(20_000);
    } finally {
      this.#process.kill();
    }
  }

  async ended(withinMs = 10_000): Promise<number | null> {
    const late = setTimeout(() => this.#process.kill(), withinMs);
    try {
      return await this.#ended;
    } finally {
      clearTimeout(late);
    }
  }
}

/** That what was told are the angles of the recording, some of them on good data, and its report. */
function expectTold(told: string): void {
  expect(told).toContain(`replay ${SAMPLE_ID}, simulated\n${DISCLAIMER}\n`);
  const lines = angleLines(told, sample);
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const [line, due] of lines) expect(line).toBe(due);
  expect(told).toMatch(/right knee -?[\d.]+° ok/);
  expect(told).toContain(reportLine(sample));
}

async function expectFiles(): Promise<void> {
  const reps = await readFile(join(folder, 'reps.csv'), 'utf8');
  expect(reps).toBe(repTable(sample.reps.slice(0, WANTED)));
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  expect(report).toEqual(await api.client.recordings.report(SAMPLE_ID));
}

describe('docs/examples/api.mjs', () => {
  const file = resolve('docs/examples/api.mjs');

  it('tells angles, repetitions and the report of the newest recording that is finished', async () => {
    const example = new Example(process.execPath, [file, api.hub.url, `${WANTED}`]);
    expect(await example.seeSample(), example.told).toBe(0);
    expectTold(example.told);
    await expectFiles();
  });

  it('says in the words of the hub why it is refused', async () => {
    const nobody = new Example(process.execPath, [file, api.hub.url], { PLUMBLINE_TOKEN: '' });
    expect(await nobody.ended()).toBe(1);
    expect(nobody.told).toMatch(/^401: This hub needs a token/);
  });

  it('says in a sentence where no hub answers', async () => {
    const gone = await TestHub.start();
    await gone.stop();
    const alone = new Example(process.execPath, [file, gone.hub.url]);
    expect(await alone.ended()).toBe(1);
    expect(alone.told).toBe(
      `No hub answers at ${gone.hub.url} (ECONNREFUSED): start one with npm start\n`,
    );
  });
});

describe('the example of the typed client in docs/api.md', () => {
  it('imports the client of the built package, and tells a repetition and a report', async () => {
    const page = await readFile('docs/api.md', 'utf8');
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    await mkdir(join(folder, 'node_modules'));
    await symlink(resolve('.'), join(folder, 'node_modules/plumbline'));
    await symlink(resolve('node_modules/ws'), join(folder, 'node_modules/ws'));
    const file = join(folder, 'typed.mjs');
    await writeFile(file, code);
    const example = new Example(process.execPath, [file, api.hub.url]);
    // Its first line is the hello.
    example.told = '\n';
    expect(await example.seeSample('live'), example.told).toBe(0);
    const knee = String.raw`(right|left) -?[\d.]+° ok`;
    expect(example.told).toMatch(
      new RegExp(`\nreplay ${SAMPLE_ID}\nrep 1, now ${knee}, ${knee}\n`),
    );
    expect(example.told).toMatch(new RegExp(`\n${SAMPLE_ID} of \\S+: 1 sets\n$`));
  });
});

describe.skipIf(PYTHON === null)('docs/examples/api.py', () => {
  const file = resolve('docs/examples/api.py');

  it('fetches the report without the package websockets, and says what it left out', async () => {
    // Stands before one that may be installed.
    await writeFile(join(folder, 'websockets.py'), 'raise ImportError("left out by the test")\n');
    const example = new Example(PYTHON ?? '', [file, api.hub.url], { PYTHONPATH: folder });
    expect(await example.ended(20_000), example.told).toBe(0);
    expect(example.told.trim().split('\n')).toEqual([
      'ok: plumbline test',
      'Nothing is watched without the package websockets: pip install websockets',
      `${reportLine(sample)}, see report.json`,
    ]);
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(report).toEqual(await api.client.recordings.report(SAMPLE_ID));
  });

  it.skipIf(!HAS_STREAM)(`tells angles and repetitions too with it${NO_STREAM}`, async () => {
    const example = new Example(PYTHON ?? '', [file, api.hub.url, `${WANTED}`]);
    expect(await example.seeSample(), example.told).toBe(0);
    expectTold(example.told);
    await expectFiles();
  });

  it('says in the words of the hub why it is refused', async () => {
    const nobody = new Example(PYTHON ?? '', [file, api.hub.url], { PLUMBLINE_TOKEN: '' });
    expect(await nobody.ended()).toBe(1);
    expect(nobody.told).toMatch(/^401: This hub needs a token/);
  });
});

describe('docs/examples/api-page.js', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** A page of the hub, which has its cookie. */
  async function entered(path: string): Promise<{ page: Page; complaints: string[] }> {
    const { page, complaints } = await openPage(browser, 'about:blank');
    const token = api.tokens.operator;
    await page.context().request.post(`${api.hub.url}/api/v1/access`, { data: { token } });
    await page.goto(`${api.hub.url}${path}`);
    return { page, complaints };
  }

  function expectReps(told: string): void {
    const due = sample.reps.slice(0, WANTED).map(({ number, legs, counted }) => {
      const words = legs.map(({ side, headlineAtPeakFlexion, band, quality }) => {
        const value = headlineAtPeakFlexion?.toFixed(1);
        return `${side} ${value === undefined ? 'unknown' : `${value} cm, ${band}`} (${quality})`;
      });
      return `rep ${number}: ${words.join('; ')}${counted ? '' : '; not counted'}`;
    });
    expect(told.match(/^rep .*$/gm)).toEqual(due);
  }

  it('runs in a page beside that of the hub', async () => {
    const { page, complaints } = await entered('/api.html');
    const told = () => page.locator('#told').innerText();
    await eventually(told, (text) => text.includes('live '));
    api.hub.packet();
    await eventually(told, (text) => text.includes(LIVE_ANGLES));
    await api.showSample();
    const text = await eventually(told, (each) => each.includes('counted'), 20_000);
    expectTold(text);
    expectReps(text);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("runs in the console of the hub's own page", async () => {
    const { page } = await entered('/');
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    const console = await page.context().newCDPSession(page);
    const expression = await readFile('docs/examples/api-page.js', 'utf8');
    const { exceptionDetails } = await console.send('Runtime.evaluate', {
      expression,
      replMode: true,
    });
    expect(exceptionDetails).toBeUndefined();
    await until(() => told.some((line) => line.startsWith('live ')), 'the hello');
    api.hub.packet();
    await until(() => told.some((line) => line.includes(LIVE_ANGLES)), LIVE_ANGLES);
    await api.showSample();
    await until(() => told.some((line) => line.endsWith('counted')), 'the report', 20_000);
    expectTold(`${told.join('\n')}\n`);
    expectReps(told.join('\n'));
    await page.context().close();
  });

  it('does not run in a page of another origin, nor in a file, whatever cookie there is', async () => {
    const other = createServer((_, response) => response.end('<title>other</title>'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { page } = await entered('/');
    const { port } = other.address() as AddressInfo;
    const file = pathToFileURL(resolve('docs/examples/api.html')).href;
    for (const address of [`http://127.0.0.1:${port}/`, file]) {
      await page.goto(address);
      const got = await page.evaluate(async (hub) => {
        const answer = await fetch(`${hub}/api/v1/health`).then(
          ({ status }) => `status ${status}`,
          () => 'kept from it',
        );
        const address = `${hub.replace('http', 'ws')}/api/v1/stream`;
        // The browser's own; that of this file is the one of Node.
        const socket = new globalThis.WebSocket(address, 'plumbline.v1');
        const stream = await new Promise<string>((done) => {
          socket.onopen = () => done('open');
          socket.onerror = () => done('refused');
        });
        return [answer, stream];
      }, api.hub.url);
      expect([address, ...got]).toEqual([address, 'kept from it', 'refused']);
    }
    await page.context().close();
    other.close();
  });

  it('may come from a proxy that serves page and hub under one name', async () => {
    const hub = await TestHub.start({ hostNames: ['lab.local'] });
    const opened = (origin: string) =>
      new Promise<boolean>((done) => {
        const headers = { host: 'lab.local', origin };
        const socket = new WebSocket(hub.streamUrl, 'plumbline.v1', { headers });
        socket.on('open', () => {
          socket.terminate();
          done(true);
        });
        socket.on('error', () => done(false));
      });
    expect(await opened('http://lab.local')).toBe(true);
    expect(await opened('http://other.local')).toBe(false);
    await hub.stop();
  });
});
