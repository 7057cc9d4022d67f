import { Worker } from 'node:worker_threads';
import type { PipelineSettings } from '../../model/settings.ts';
import type { SpoolBlock } from '../../recording/spoolBlock.ts';

/** What the thread is started with. */
export interface AheadJob {
  /** Path of the recording. */
  readonly recording: string;
  readonly settings: PipelineSettings;
  /** Path of the empty file that it writes into. */
  readonly spool: string;
}

export type AheadMessage =
  | { readonly type: 'block'; readonly block: SpoolBlock }
  | { readonly type: 'whole' }
  | { readonly type: 'failed'; readonly sentence: string };

/**
 * Whether a thread can be started from where this code is: Node 20 cannot read TypeScript, which tests and
 * `npm run dev` run without building it.
 */
export const HAS_THREAD = import.meta.url.endsWith('.js');

/**
 * Computes in a thread of its own, so that the hub, which may be recording, is not held up: a calibration
 * alone takes some tenths of a second.
 * @throws Error with the sentence of what ended it
 */
export async function computeInThread(
  job: AheadJob,
  onBlock: (block: SpoolBlock) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(new URL('./aheadWorker.js', import.meta.url), { workerData: job });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: AheadMessage) => {
        if (message.type === 'block') onBlock(message.block);
        else if (message.type === 'whole') resolve();
        else reject(new Error(message.sentence));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The computing ended before it was whole.')));
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
  } finally {
    await worker.terminate();
  }
}
