import { isExpired, keptRetention } from '../../hub/retentionStore.ts';
import { listSessions } from '../../recording/sessions/listSessions.ts';
import { type SessionFilter, selectSessions } from '../../recording/sessions/selectSessions.ts';
import { CliError } from '../cliError.ts';
import type { ListFlags } from './catalogueFlags.ts';
import { listText } from './listText.ts';

/** Prints the recordings that fit. @throws CliError, RecordingError, StateFileError */
export async function tellList(flags: ListFlags): Promise<void> {
  const { recordings, since, sort, json, paths, expired } = flags;
  const { subject, tag, protocol, assessment } = flags;
  const filter: SessionFilter = {
    ...(subject !== undefined && { subject }),
    ...(tag !== undefined && { tag }),
    ...(since !== undefined && { sinceUs: since }),
    ...(protocol !== undefined && { protocol }),
    ...(assessment !== undefined && { assessment }),
  };
  const days = expired ? await keptRetention(recordings) : null;
  if (expired && days === null) {
    throw new CliError(
      `recordings in ${recordings} are kept for ever: "plumbline retention 365" says for how many days`,
    );
  }
  const nowUs = Date.now() * 1000;
  const sessions = selectSessions(await listSessions(recordings), filter, sort).filter(
    ({ startedUs }) => !expired || isExpired(startedUs, days, nowUs),
  );
  if (json) console.log(JSON.stringify({ recordings: sessions }, null, 2));
  else if (paths) for (const { path } of sessions) console.log(path);
  else console.log(listText(sessions, terminalWidth()));
  for (const { sidecarProblem } of sessions) {
    if (sidecarProblem !== null && !json) console.error(`! ${sidecarProblem}`);
  }
}

/** Some terminals do not say how wide they are. */
function terminalWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns || undefined : undefined;
}
