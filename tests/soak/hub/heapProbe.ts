import { once } from 'node:events';
import { WebSocket } from 'ws';

const ADDRESS = /ws:\/\/\S+/;
const MB = 2 ** 20;

/** For the hub's process: lets a probe ask it to collect, which nothing else does at a known instant. */
export const PROBED: readonly string[] = ['--inspect=127.0.0.1:0'];

/** What the heap of another process holds once everything unreachable was collected. */
export class HeapProbe {
  readonly #socket: WebSocket;
  #calls = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** @param printed by the process, which was started with `PROBED` */
  static async open(printed: string): Promise<HeapProbe> {
    const address = ADDRESS.exec(printed)?.[0];
    if (address === undefined) throw new Error(`no inspector is announced in: ${printed}`);
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, 'open');
    return new HeapProbe(socket);
  }

  async usedMb(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.#call('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize / MB;
  }

  close(): void {
    this.#socket.terminate();
  }

  async #call(method: string): Promise<unknown> {
    const id = ++this.#calls;
    this.#socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = (await once(this.#socket, 'message')) as [Buffer];
      const answer: { readonly id?: number; readonly result?: unknown } = JSON.parse(String(data));
      if (answer.id === id) return answer.result;
    }
  }
}
