import { basename } from 'node:path';
import { listRecordings } from '../../recording/catalogue.ts';
import { hubRecordingInto } from '../recordingsFolder.ts';
import { type Check, ok } from './check.ts';
import { filesIn, stateFilesIn } from './stateFiles.ts';

const NAME = 'Left over';
const HALF_WRITTEN = /\.(?:part|new)$/;

/** What a hub that was killed left; the next start mends it, so nothing of it is wrong. */
export async function leftoversCheck(recordings: string): Promise<Check> {
  const hub = await hubRecordingInto(recordings).catch(() => null);
  if (hub !== null) return ok(NAME, 'not looked at: a hub runs');
  const files = [...(await filesIn(recordings, false)), ...(await stateFilesIn(recordings))];
  const unfinished = await listRecordings(recordings).then(
    (all) => all.filter(({ finished }) => !finished).length,
    () => 0,
  );
  const found = [
    ...(unfinished > 0 ? [`${unfinished} recordings without an end`] : []),
    ...(files.some((path) => basename(path) === 'hub.lock') ? ['the lock of a killed hub'] : []),
    ...files.filter((path) => HALF_WRITTEN.test(path)).map((path) => basename(path)),
  ];
  if (found.length === 0) return ok(NAME, 'nothing');
  return { ...ok(NAME, found.join(', ')), advice: 'The next start of the hub mends this.' };
}
