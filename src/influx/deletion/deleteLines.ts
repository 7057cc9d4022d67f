import { type InfluxLink, RefusedRequestError } from '../query/influxLink.ts';
import { ofSession, quotedName, quotedText, storedTag } from '../query/quoted.ts';
import type { InfluxConfig } from '../server/config.ts';
import { UploadError } from '../server/uploadError.ts';

/** Which lines: all that have these tags. */
export interface LinesToDelete {
  readonly hub: string;
  readonly session?: string;
  readonly measurement?: string;
}

/** The server has no way to delete lines, or does not let this login do it: trying again is useless. */
export class UndeletableError extends UploadError {
  override name = 'UndeletableError';
}

/** Compacting may hold a deletion up. */
const TIMEOUT_MS = 120_000;
/** All times that a server knows, nearly: 2.x wants both ends told. */
const ALL_TIMES = { start: '1900-01-01T00:00:00Z', stop: '2200-01-01T00:00:00Z' };

/**
 * Deletes lines, also where there are none.
 * @throws UndeletableError where that is refused for good, UploadError where the server is away
 */
export async function deleteLines(
  link: InfluxLink,
  config: InfluxConfig,
  lines: LinesToDelete,
): Promise<void> {
  if (link.deletes === 'none') {
    throw new UndeletableError(`InfluxDB ${link.version} at ${config.host} cannot delete lines`);
  }
  try {
    if (link.deletes === 'influxql') await link.query(statement(lines), TIMEOUT_MS);
    else await deleteByPredicate(link, config, lines);
  } catch (error) {
    if (!(error instanceof RefusedRequestError)) throw error;
    // What is not there needs no deletion.
    if (/(database|bucket|measurement).*not found/.test(error.said)) return;
    throw new UndeletableError(
      `InfluxDB at ${config.host} does not let this login delete lines (${error.said})`,
      { cause: error },
    );
  }
}

function statement({ measurement, session, hub }: LinesToDelete): string {
  const from = measurement === undefined ? '' : ` FROM ${quotedName(measurement)}`;
  const which =
    session === undefined ? `"hub"=${quotedText(storedTag(hub))}` : ofSession(session, hub);
  return `DELETE${from} WHERE ${which}`;
}

async function deleteByPredicate(
  link: InfluxLink,
  { org, bucket }: InfluxConfig,
  { measurement, session, hub }: LinesToDelete,
): Promise<void> {
  const parts = [
    ...(measurement === undefined ? [] : [`_measurement=${predicateText(measurement)}`]),
    ...(session === undefined ? [] : [`session=${predicateText(session)}`]),
    `hub=${predicateText(hub)}`,
  ];
  await link.request(`/api/v2/delete?${new URLSearchParams({ org, bucket })}`, {
    method: 'POST',
    type: 'application/json',
    body: JSON.stringify({ ...ALL_TIMES, predicate: parts.join(' AND ') }),
    timeoutMs: TIMEOUT_MS,
  });
}

/** Predicates have their texts in double quotes. */
function predicateText(tag: string): string {
  return quotedName(storedTag(tag));
}
