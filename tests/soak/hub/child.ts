import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process that is told and tells, message by message. */
export class Child<To extends object, From extends { readonly type: string }> {
  readonly #child: ChildProcess;
  readonly #name: string;

  /** @param name of the program beside this file, without its ending */
  constructor(name: string, options: object) {
    const ending = extname(import.meta.url);
    const program = fileURLToPath(new URL(name + ending, import.meta.url));
    this.#child = fork(program, [JSON.stringify(options)], {
      serialization: 'advanced',
      // A bench is compiled, a soak runs from its sources.
      execArgv: ending === '.ts' ? ['--import', 'tsx'] : [],
    });
    this.#name = name;
  }

  tell(message: To): void {
    this.#child.send(message);
  }

  /** The next message of this type. @throws Error when the process ends before */
  async next<T extends From['type']>(type: T): Promise<Extract<From, { readonly type: T }>> {
    const ended = new AbortController();
    try {
      for (;;) {
        const message = await Promise.race([
          once(this.#child, 'message', { signal: ended.signal }),
          once(this.#child, 'exit', { signal: ended.signal }).then(([code]) => {
            throw new Error(`${this.#name} ended with code ${code}`);
          }),
        ]);
        const [said] = message as [From];
        if (said.type === type) return said as Extract<From, { readonly type: T }>;
      }
    } finally {
      ended.abort();
    }
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
