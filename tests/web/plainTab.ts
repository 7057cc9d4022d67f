import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { meterSource } from './pageMeter.ts';

type Answer = Readonly<Record<string, unknown>>;

/**
 * Chromium as a person starts it, one window of tabs, steered over its debugging protocol:
 * Playwright makes every page believe it is looked at, so that none is ever hidden or frozen.
 */
export class PlainBrowser {
  #process: ChildProcess | null = null;
  #profile = '';
  #socket: WebSocket | null = null;
  #asked = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  async start(): Promise<void> {
    this.#profile = await mkdtemp(join(tmpdir(), 'plumbline-browser-'));
    const chromium = spawn(
      process.env.CHROMIUM ?? '/usr/bin/chromium',
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.#profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = chromium;
    const socket = new WebSocket(await debuggingUrl(chromium));
    await once(socket, 'open');
    socket.on('message', (data) => this.#answered(String(data)));
    this.#socket = socket;
  }

  async stop(): Promise<void> {
    this.#socket?.close();
    const chromium = this.#process;
    if (chromium && chromium.exitCode === null) {
      chromium.kill();
      await once(chromium, 'exit');
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A tab in front of the others, at `url`, that counts what it receives. */
  async open(url: string): Promise<PlainTab> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new PlainTab(this, String(targetId), String(sessionId));
    await tab.send('Page.enable');
    await tab.send('Page.addScriptToEvaluateOnNewDocument', { source: meterSource() });
    await tab.send('Page.navigate', { url });
    return tab;
  }

  /** @throws Error with what Chromium says, where it does not do what it is asked. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Answer> {
    const id = ++this.#asked;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket?.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return Object(result);
  }

  #answered(text: string): void {
    const message: { id?: number } & Answer = JSON.parse(text);
    if (message.id === undefined) return;
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }
}

export class PlainTab {
  readonly #browser: PlainBrowser;
  readonly #targetId: string;
  readonly #sessionId: string;

  constructor(browser: PlainBrowser, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
  }

  send(method: string, params: object = {}): Promise<Answer> {
    return this.#browser.send(method, params, this.#sessionId);
  }

  /** What `script` comes to, an expression or a promise of something that JSON can carry. */
  async evaluate<T>(script: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression: script,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return Object(result).value;
  }

  async toFront(): Promise<void> {
    await this.#browser.send('Target.activateTarget', { targetId: this.#targetId });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
  }

  /** The browser freezes a tab that nobody looks at, and after `seconds` lets it go on. */
  async freeze(seconds: number): Promise<void> {
    await this.send('Page.setWebLifecycleState', { state: 'frozen' });
    await sleep(1000 * seconds);
    await this.send('Page.setWebLifecycleState', { state: 'active' });
  }
}

async function debuggingUrl(chromium: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of chromium.stderr ?? []) {
    said += part;
    const url = /^DevTools listening on (ws:\S+)/m.exec(said)?.[1];
    if (url) return url;
  }
  throw new Error(`${chromium.spawnfile} ended without listening. It said: ${said}`);
}
