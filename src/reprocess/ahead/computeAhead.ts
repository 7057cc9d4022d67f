import { setImmediate as turn } from 'node:timers/promises';
import type { PipelineSettings } from '../../model/settings.ts';
import { Pipeline } from '../../pipeline/pipeline.ts';
import type { Recording } from '../../recording/reader.ts';
import type { SpoolBlock } from '../../recording/spoolBlock.ts';
import { SpoolWriter } from '../../recording/spoolWriter.ts';

/** What else the thread has to do waits no longer than this, ms; one input may take longer by itself. */
const SLICE_MS = 4;

/**
 * Computes a recording anew from its inputs as they came, into a spool.
 * @param spool path of an empty file
 * @param onBlock told of each block that can be read
 * @param signal ends it between two inputs
 * @throws Error of the file system
 */
export async function computeAhead(
  recording: Recording,
  settings: PipelineSettings,
  spool: string,
  onBlock: (block: SpoolBlock) => void,
  signal: AbortSignal,
): Promise<void> {
  const writer = await SpoolWriter.open(spool);
  try {
    const pipeline = new Pipeline(settings);
    const seal = async (): Promise<void> => {
      const block = await writer.seal();
      if (block) onBlock(block);
    };
    let sliceMs = performance.now();
    for await (const batch of recording.batches(['packet', 'input'])) {
      for (const item of batch) {
        const { logUs } = item;
        if (item.kind === 'input') writer.addInput(item.input, logUs);
        const input =
          item.kind === 'input' ? item.input : { type: 'packet' as const, packet: item.packet };
        writer.addOutput(pipeline.push(input), logUs);
        if (writer.isBlockFull) await seal();
        if (performance.now() - sliceMs < SLICE_MS) continue;
        await turn();
        if (signal.aborted) return;
        sliceMs = performance.now();
      }
    }
    await seal();
  } finally {
    await writer.close();
  }
}
