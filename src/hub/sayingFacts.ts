import { join } from 'node:path';
import type { SessionFacts } from '../model/sessionFacts.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { edited } from '../recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../recording/sidecar/sidecarFile.ts';
import type { OpenRecording } from './recorder.ts';

/** Who said what a page said, as in the edits of the catalogue. */
const CLIENT = 'client';

/** Says these facts of each recording that is opened in `folder`, as an edit of the catalogue does. */
export function sayingFacts(
  open: OpenRecording,
  folder: string,
  facts: SessionFacts,
): OpenRecording {
  if (Object.keys(facts).length === 0) return open;
  return async (startedUs, onFault, former) => {
    const opened = await open(startedUs, onFault, former);
    const path = join(folder, `${opened.sessionId}${RECORDING_SUFFIX}`);
    try {
      await changeSidecar(path, (before) => edited(before, { facts }, CLIENT, startedUs));
    } catch (error) {
      // The recording holds what cannot be said again; this can.
      onFault(error instanceof Error ? error : new Error(String(error)));
    }
    return opened;
  };
}
