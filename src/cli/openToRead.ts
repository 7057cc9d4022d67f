import { dirname } from 'node:path';
import { openRecording, type Recording } from '../recording/reader.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { CliError } from './cliError.ts';
import { hubRecordingInto } from './recordingsFolder.ts';

/**
 * Opens a finished recording for a command that only reads.
 * @throws CliError, RecordingError with what the file is instead and what to do
 */
export async function openToRead(path: string): Promise<Recording> {
  try {
    return await openRecording(path);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    if (error.problem === 'notMcap') {
      throw new CliError(`${error.message} Valid are recordings of this program (.mcap).`);
    }
    if (error.problem === 'unfinished') throw new CliError(await whatToDo(path));
    throw error;
  }
}

async function whatToDo(path: string): Promise<string> {
  const hub = await hubRecordingInto(dirname(path));
  return hub === null
    ? `${path} was not closed, as after a power cut, and has no index: "plumbline recover ${path}" mends it`
    : `${path} is not closed: the hub of process ${hub} may still record it, stop that first`;
}
