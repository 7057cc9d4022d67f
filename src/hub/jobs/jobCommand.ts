import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { z } from 'zod';

/** Time to take away what is half made; the hub itself must end within two seconds. */
const PATIENCE_MS = 700;
/** Of what a command said the end is kept. */
const KEPT_CHARS = 16_384;

const message = z.object({ progress: z.number().min(0).max(1) });

export interface CommandEnd {
  /** null where a signal ended it or it never began. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A command of the program in a process of its own: what it takes of memory and time, and a crash, are
 * not the hub's. It yields to the hub, and ends when that is gone.
 */
export class JobCommand {
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcess;

  /**
   * @param words program, its arguments, and those of the command
   * @param niceness of the process, 0 to 19: the more, the longer it lets others go first
   */
  constructor(words: readonly string[], niceness: number, onProgress: (share: number) => void) {
    const [program = process.execPath, ...args] = words;
    this.#child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.ended = endOf(this.#child);
    this.#child.on('message', (sent) => {
      const told = message.safeParse(sent);
      if (told.success) onProgress(told.data.progress);
    });
    makeNice(this.#child, niceness);
  }

  /** Resolves when it is gone; what it was making goes with it. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    await this.ended;
    clearTimeout(timer);
  }
}

function endOf(child: ChildProcess): Promise<CommandEnd> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] = (said[name] + text).slice(-KEPT_CHARS);
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
    // A process that never began has no end.
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      resolve({ code: null, signal: null, ...said, stderr: `error: ${error.message}` });
    });
  });
}

/** Frames come before tables. Where a system does not allow it the job runs all the same. */
function makeNice({ pid }: ChildProcess, niceness: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It may be gone again, which its end tells.
  }
}
