import { createHubLog, type HubLog } from '../../hub/logs/hubLog.ts';
import { logDestination } from '../../hub/logs/logDestination.ts';
import { type LogLevels, SERVICE_LEVELS, TERMINAL_LEVELS } from '../../hub/logs/logLevels.ts';
import { isUnderJournal } from './underJournal.ts';

export interface StartedLog extends HubLog {
  /** A service is told of troubles in log lines alone, not in sentences beside them. */
  readonly isService: boolean;
}

/** The log of a hub that was started with `--log`, on stderr; undefined where nobody said. */
export function hubLogOf(said: LogLevels | undefined): StartedLog {
  const isService = isUnderJournal(process.env);
  const levels = said ?? (isService ? SERVICE_LEVELS : TERMINAL_LEVELS);
  return { ...createHubLog(levels, logDestination()), isService };
}
