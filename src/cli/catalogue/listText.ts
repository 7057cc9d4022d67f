import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';

/**
 * A table of recordings; ids come first and are never cut, for commands want them.
 * @param width columns of the terminal; without it nothing is cut, as whoever reads a file wants all
 */
export function listText(
  sessions: readonly SessionListing[],
  width = Number.POSITIVE_INFINITY,
): string {
  if (sessions.length === 0) return 'no recordings';
  const rows = sessions.map((session) => [
    session.id,
    session.subject,
    lengthText(session.durationS),
    session.assessment ?? session.protocol,
    marksOf(session).join(' '),
  ]);
  return alignedTable([['recording', 'subject', 'length', 'what', 'tags'], ...rows])
    .map((line, i) => fitted(plainText(line), width, i === 0 ? 0 : sessions[i - 1].id.length))
    .join('\n');
}

function fitted(line: string, width: number, idLength: number): string {
  if (line.length <= width) return line;
  return `${line.slice(0, Math.max(width - 1, idLength)).trimEnd()}…`;
}

/** Tags, and in brackets what one must know of it. */
function marksOf({ tags, simulated, ancestors, sidecarProblem }: SessionListing): string[] {
  return [
    ...tags,
    ...(simulated ? ['(simulated)'] : []),
    ...(ancestors.length > 0 ? ['(computed)'] : []),
    ...(sidecarProblem === null ? [] : ['(sidecar damaged)']),
  ];
}

/** Whole seconds that have passed, as the page says it. */
function lengthText(durationS: number | null): string {
  if (durationS === null) return 'open';
  const s = Math.floor(durationS);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}
