import { createHubLog, type HubLog } from '../../../src/hub/logs/hubLog.ts';
import { logLevelsOf } from '../../../src/hub/logs/logLevels.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** A hub's log whose lines a test reads. */
export function logLines(
  levels: string,
  nowMs?: () => number,
): { readonly log: HubLog; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const to = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { log: createHubLog(logLevelsOf(levels), to, nowMs), lines };
}
