import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';

const WIDTH = 80;

/** A table that fits 80 columns; ids come first and are never cut, for commands want them. */
export function listText(sessions: readonly SessionListing[]): string {
  if (sessions.length === 0) return 'no recordings';
  const rows = sessions.map((session) => [
    session.id,
    session.subject,
    lengthText(session.durationS),
    session.assessment ?? session.protocol,
    marksOf(session).join(' '),
  ]);
  return alignedTable([['recording', 'subject', 'length', 'what', 'tags'], ...rows])
    .map((line, i) => fitted(plainText(line), i === 0 ? 0 : sessions[i - 1].id.length))
    .join('\n');
}

function fitted(line: string, idLength: number): string {
  if (line.length <= WIDTH) return line;
  return `${line.slice(0, Math.max(WIDTH - 1, idLength)).trimEnd()}…`;
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

function lengthText(durationS: number | null): string {
  if (durationS === null) return 'open';
  const s = Math.round(durationS);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}
