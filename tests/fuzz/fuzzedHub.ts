import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/stream/messages.ts';
import { SettingsHub } from '../hub/settingsHub.ts';
import { RawClient, until } from '../hub/testServer.ts';
import { SESSION } from '../recording/session.ts';
import { writeSession } from './writeSession.ts';

const UNLIMITED = 1_000_000_000;

/** A hub with every route, a session, a recording, and one client who behaves and is to be served. */
export class FuzzedHub {
  readonly hub: SettingsHub;
  readonly folder: string;
  readonly #watcher: RawClient;

  private constructor(hub: SettingsHub, folder: string, watcher: RawClient) {
    this.hub = hub;
    this.folder = folder;
    this.#watcher = watcher;
  }

  static async start(): Promise<FuzzedHub> {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-hub-'));
    await writeFile(join(folder, 'index.html'), '<title>front</title>');
    await writeSession(join(folder, `${SESSION.id}.mcap`));
    const hub = await SettingsHub.start({
      folder,
      whole: true,
      httpLimits: { requestsPerMinute: UNLIMITED },
      streamLimits: { silenceMs: UNLIMITED, messagesPerHeartbeat: UNLIMITED },
    });
    await hub.link();
    const watcher = await connect(hub);
    await watcher.message('hello');
    return new FuzzedHub(hub, folder, watcher);
  }

  connect(): Promise<RawClient> {
    return connect(this.hub);
  }

  /** @throws AssertionError when what is told to a client is not theirs to know */
  discreet(text: string): void {
    for (const secret of [this.folder, process.cwd(), 'node_modules', '\n    at ']) {
      assert.ok(!text.includes(secret), `tells ${secret}: ${text.slice(0, 300)}`);
    }
  }

  /** @throws when the hub does not answer, or the other client is no longer told of what is going on */
  async servesOthers(): Promise<void> {
    const { status } = await this.hub.ask('GET', 'health');
    assert.equal(status, 200);
    const { socket, messages } = this.#watcher;
    assert.equal(socket.readyState, WebSocket.OPEN, 'the other client was dropped');
    messages.length = 0;
    socket.send(JSON.stringify({ type: 'watch', recording: 'nosuch' }));
    await until(() => messages.some(({ type }) => type === 'error'), 'an answer to the other one');
  }

  async stop(): Promise<void> {
    this.#watcher.socket.terminate();
    await this.hub.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function connect(hub: SettingsHub): Promise<RawClient> {
  const client = new RawClient(new WebSocket(hub.streamUrl, SUBPROTOCOL));
  await new Promise((resolve, reject) => {
    client.socket.once('open', resolve);
    client.socket.once('error', reject);
  });
  return client;
}
