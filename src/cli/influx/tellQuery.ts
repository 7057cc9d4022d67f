import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AnswerBlock } from '../../influx/read/answerReader.ts';
import { csvText } from '../../influx/read/csvText.ts';
import { InfluxReader } from '../../influx/read/influxReader.ts';
import { readingStatement } from '../../influx/read/statement.ts';
import type { InfluxConfig } from '../../influx/server/config.ts';
import { PartFile } from '../../recording/partFile.ts';
import { RecordingError, systemCode } from '../../recording/recordingError.ts';
import { CliError } from '../cliError.ts';
import { interruptible } from '../interruptible.ts';
import { configOrTeach } from './configOrTeach.ts';
import type { QueryFlags } from './queryFlags.ts';

/** InfluxQL has no error for a name that is not there. */
const NO_ROWS =
  'no rows: nothing fits, or a measurement, tag or field of this name is not there ("SHOW FIELD KEYS" and "SHOW TAG KEYS" list them; texts stand in single quotes)';

/**
 * Passes the answer on as it comes.
 * @throws CliError, QueryError, UploadError
 */
export async function tellQuery(query: string, { output }: QueryFlags): Promise<void> {
  // Wrong words are told before the server is asked for anything.
  readingStatement(query);
  const config = configOrTeach();
  const what = output === undefined ? 'the answer is not whole' : `${output} is not kept`;
  await interruptible(`interrupted: ${what}`, async (signal) => {
    try {
      if (output === undefined) await toStandardOutput(answerTo(query, config, signal));
      else await toFile(output, answerTo(query, config, signal, output));
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  });
}

async function* answerTo(
  query: string,
  config: InfluxConfig,
  signal: AbortSignal,
  output?: string,
): AsyncGenerator<string> {
  const reader = await InfluxReader.connect(config, { signal });
  try {
    yield* csvText(counted(reader.blocks(query), output));
  } finally {
    reader.close();
  }
}

/** Says on standard error how much came, where it would not be seen otherwise. */
async function* counted(
  blocks: AsyncIterable<AnswerBlock>,
  output: string | undefined,
): AsyncGenerator<AnswerBlock> {
  let rows = 0;
  for await (const block of blocks) {
    rows += block.records.length;
    yield block;
  }
  if (rows === 0) console.error(NO_ROWS);
  else if (output !== undefined) console.error(`${rows} rows in ${output}`);
}

async function toStandardOutput(text: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(text, process.stdout, { end: false });
  } catch (error) {
    // Whoever read it has enough, such as head.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EPIPE') throw error;
  }
}

async function toFile(output: string, text: AsyncIterable<string>): Promise<void> {
  const part = await partOf(output);
  // Before the server is asked.
  const file = await openedFor(output, part.path);
  try {
    await pipeline(text, file.createWriteStream());
    await part.complete();
  } catch (error) {
    await rm(part.path, { force: true });
    throw error;
  }
}

async function partOf(output: string): Promise<PartFile> {
  try {
    return await PartFile.of(output);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new CliError(`${output} exists already: give another name with -o`);
  }
}

async function openedFor(output: string, partPath: string): Promise<FileHandle> {
  try {
    return await open(partPath, 'w', 0o600);
  } catch (error) {
    const code = systemCode(error);
    throw new CliError(
      code === 'ENOENT'
        ? `there is no folder ${dirname(output)}: make it, or give another name with -o`
        : `${output} cannot be written (${code ?? 'unknown'}): give another name with -o`,
      { cause: error },
    );
  }
}
