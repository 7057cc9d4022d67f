import { type InfluxLink, RefusedRequestError } from '../query/influxLink.ts';
import { quotedName, quotedText, storedTag } from '../query/quoted.ts';
import { SESSION } from '../schema/sessionMeasurement.ts';
import { type InfluxCheck, ok, warn } from './check.ts';

const NAME = 'Hub name';

/**
 * Whether the database has sessions of a hub of this name that are not in its folder: then another hub
 * may have the same name, and where both record the same pseudonym in the same second, their lines are
 * not told apart.
 * @param sessionsHere ids of all sessions of the folder
 */
export async function hubNameCheck(
  link: InfluxLink,
  hub: string,
  sessionsHere: ReadonlySet<string>,
): Promise<InfluxCheck> {
  const there = await sessionsOf(link, hub);
  if (there === null) return ok(NAME, `"${hub}"; this login may not ask who else has it`);
  const here = new Set([...sessionsHere].map(storedTag));
  const foreign = there.filter((id) => !here.has(id));
  if (foreign.length === 0) return ok(NAME, `"${hub}", and all it uploaded is of this folder`);
  return warn(
    NAME,
    `${foreign.length} sessions of "${hub}" in the database are not in this folder, such as ${foreign[0]}`,
    'Where they are of another hub, give each its own INFLUX_HUB; of another folder or of files that were moved by hand, nothing is wrong.',
  );
}

async function sessionsOf(link: InfluxLink, hub: string): Promise<string[] | null> {
  const query = `SHOW TAG VALUES FROM ${quotedName(SESSION.name)} WITH KEY = "session" WHERE "hub" = ${quotedText(storedTag(hub))}`;
  try {
    const found = await link.query(query);
    return found.flatMap(({ columns, values }) => {
      const at = columns.indexOf('value');
      return values.map((row) => String(row[at] ?? ''));
    });
  } catch (error) {
    if (error instanceof RefusedRequestError) return null;
    throw error;
  }
}
