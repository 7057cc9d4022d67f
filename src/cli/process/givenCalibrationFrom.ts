import { readFile } from 'node:fs/promises';
import { storedCalibration } from '../../hub/calibrationStore.ts';
import type { Calibration } from '../../model/calibration.ts';
import type { SessionMetadata } from '../../model/session.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import type { Recording } from '../../recording/reader.ts';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { ancestorsOf } from '../../reprocess/descent.ts';
import type { GivenCalibration } from '../../reprocess/givenCalibration.ts';
import { packetsHashOf } from '../../reprocess/packetsHash.ts';
import { CliError } from '../cliError.ts';
import { openToRead } from '../openToRead.ts';

/**
 * The calibration that a file holds: the last of a recording, or one that the hub saved.
 * @param into the recording that is to be made with it
 * @throws CliError, RecordingError when there is none
 */
export async function givenCalibrationFrom(
  path: string,
  into: SessionMetadata,
): Promise<GivenCalibration> {
  if (!path.endsWith(RECORDING_SUFFIX)) {
    return { calibration: await savedCalibration(path), foundIn: 'elsewhere' };
  }
  const recording = await openToRead(path);
  try {
    const calibration = await lastCalibration(recording);
    if (calibration === null) {
      throw new CliError(
        `${path} holds no calibration: valid is a recording with results, such as "plumbline process" makes`,
      );
    }
    return { calibration, foundIn: await foundIn(recording, into) };
  } finally {
    await recording.close();
  }
}

async function lastCalibration(recording: Recording): Promise<Calibration | null> {
  let last: Calibration | null = null;
  for await (const event of recording.events()) {
    if (event.type === 'calibration') last = event.calibration;
  }
  return last;
}

/** Attitudes judged from both sides have other earth frames, in which headings mean something else. */
async function foundIn(
  recording: Recording,
  into: SessionMetadata,
): Promise<GivenCalibration['foundIn']> {
  const { metadata } = recording;
  const own = [await packetsHashOf(recording), ...hashesOf(metadata)];
  if (!hashesOf(into).some((hash) => own.includes(hash))) return 'elsewhere';
  return metadata.method === into.method ? 'thisPass' : 'thesePackets';
}

function hashesOf(session: SessionMetadata): string[] {
  return ancestorsOf(session).flatMap(({ packetsHash }) => packetsHash ?? []);
}

async function savedCalibration(path: string): Promise<Calibration> {
  const calibration = storedCalibration(await jsonOf(path));
  if (calibration) return calibration;
  throw new CliError(
    `${path} is not a calibration: valid are recordings (.mcap) and the files in .plumbline/calibrations`,
  );
}

async function jsonOf(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : reasonOf(error);
    throw new CliError(`${path} cannot be read: ${why}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(
      `${path} is not JSON: valid are recordings (.mcap) and the files in .plumbline/calibrations`,
      { cause: error },
    );
  }
}
