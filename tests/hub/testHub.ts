import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hub, type HubOptions } from '../../src/hub/hub.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { type RecordingLibrary, UnknownRecordingError } from '../../src/hub/recordingLibrary.ts';
import { FakeFeed } from './fakeFeed.ts';
import { silent } from './testServer.ts';

/** A library with one recording whose replay is a feed driven by the test. */
export class FakeLibrary implements RecordingLibrary {
  readonly feed = new FakeFeed('recorded-session');

  async list() {
    return [];
  }

  async openReplay(id: string) {
    if (id !== 'recorded-session') throw new UnknownRecordingError(id);
    return this.feed;
  }

  async report(id: string): Promise<never> {
    throw new UnknownRecordingError(id);
  }

  async read([id = '']: readonly string[]): Promise<never> {
    throw new UnknownRecordingError(id);
  }
}

/** A whole hub on a free port over a feed driven by the test. */
export class TestHub {
  readonly feed = new FakeFeed();
  readonly library = new FakeLibrary();
  readonly hub: Hub;
  readonly folder: string;

  private constructor(folder: string, options: Partial<HubOptions>) {
    this.folder = folder;
    this.hub = new Hub({
      port: 0,
      feed: this.feed,
      library: this.library,
      dashboardsFolder: join(folder, 'live'),
      clock: createHubClock(),
      software: 'plumbline test',
      logger: silent,
      ...options,
    });
  }

  static async start(options: Partial<HubOptions> = {}): Promise<TestHub> {
    const folder = await mkdtemp(join(tmpdir(), 'hub-'));
    await mkdir(join(folder, 'live', 'assets'), { recursive: true });
    await writeFile(join(folder, 'live', 'index.html'), '<title>front</title>');
    await writeFile(join(folder, 'live', 'assets', 'app.js'), '1');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    const test = new TestHub(folder, options);
    try {
      await test.hub.start();
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
    return test;
  }

  get port(): number {
    return Number(new URL(this.hub.url).port);
  }

  get streamUrl(): string {
    return `ws://127.0.0.1:${this.port}/api/v1/stream`;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.hub.url}${path}`, init);
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
