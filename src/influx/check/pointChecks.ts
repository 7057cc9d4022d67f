import { deleteLines, UndeletableError } from '../deletion/deleteLines.ts';
import { seriesOf } from '../lines/lineProtocol.ts';
import { type InfluxLink, RefusedRequestError } from '../query/influxLink.ts';
import { quotedName, quotedText, storedTag } from '../query/quoted.ts';
import type { InfluxConfig } from '../server/config.ts';
import { InfluxWriter } from '../server/influxWriter.ts';
import { grant } from '../server/serverCommands.ts';
import { UploadError } from '../server/uploadError.ts';
import type { BucketFacts } from './bucket.ts';
import { type InfluxCheck, ok, warn, wrong } from './check.ts';

const CHECK_MEASUREMENT = 'plumbline_check';

const DAY_US = 86_400_000_000;
const MINUTE_US = 60_000_000;

/** The one point that is written, read back and deleted. */
export interface CheckPoint {
  readonly line: string;
  readonly hub: string;
}

/**
 * The same point for a hub as long as the bucket can keep it, so that checking does not fill a bucket in
 * which nothing can be deleted.
 */
export function checkPoint(hub: string, facts: BucketFacts, nowUs: number): CheckPoint {
  const timeUs =
    facts.is === 'there' && facts.keepsS === null
      ? 0
      : Math.floor(nowUs / stepUs(facts)) * stepUs(facts);
  const line = `${seriesOf(CHECK_MEASUREMENT, { hub })} value=1i ${timeUs}000`;
  return { line, hub };
}

/** A day is in every bucket but those that forget within two of them. */
function stepUs(facts: BucketFacts): number {
  const keepsS = facts.is === 'there' ? (facts.keepsS ?? Number.POSITIVE_INFINITY) : Infinity;
  return keepsS * 1e6 > 2 * DAY_US ? DAY_US : MINUTE_US;
}

export async function writeCheck(
  { major }: InfluxLink,
  config: InfluxConfig,
  { line }: CheckPoint,
  signal: AbortSignal,
): Promise<InfluxCheck> {
  const name = 'Writing';
  let writer: InfluxWriter | null = null;
  try {
    writer = await InfluxWriter.connect(config, signal);
    await writer.write([line]);
    return ok(name, 'a point was taken');
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    return wrong(
      name,
      error.message,
      `Where this login may not write: ${grant(config, major, 'WRITE')}.`,
    );
  } finally {
    writer?.close();
  }
}

export async function readCheck(
  link: InfluxLink,
  config: InfluxConfig,
  { hub }: CheckPoint,
): Promise<InfluxCheck> {
  const name = 'Reading';
  try {
    const found = await link.query(
      `SELECT "value" FROM ${quotedName(CHECK_MEASUREMENT)} WHERE "hub"=${quotedText(storedTag(hub))}`,
    );
    if (found.length > 0) return ok(name, 'the point was read back by InfluxQL');
    return warn(
      name,
      'the point was not found',
      'Another bucket may stand behind that name for reading, or data of its age are dropped.',
    );
  } catch (error) {
    if (!(error instanceof RefusedRequestError)) throw error;
    return warn(name, `refused (${error.said})`, howToRead(link, config));
  }
}

function howToRead({ major }: InfluxLink, config: InfluxConfig): string {
  const why = `Uploading needs no reading; Grafana, "influx query" and "influx verify" do: ${grant(config, major, 'READ')}`;
  if (major !== 2) return why;
  return `${why}; where the bucket is not found, map it for InfluxQL: influx v1 dbrp create --db "${config.bucket}" --rp autogen --default --bucket-id ID`;
}

/** Takes the point away again, and so tells whether recordings deleted here go there too. */
export async function deletionCheck(
  link: InfluxLink,
  config: InfluxConfig,
  { hub }: CheckPoint,
): Promise<InfluxCheck> {
  const name = 'Deleting';
  try {
    await deleteLines(link, config, { measurement: CHECK_MEASUREMENT, hub });
    return ok(name, 'the point was deleted again');
  } catch (error) {
    if (!(error instanceof UndeletableError)) throw error;
    const advice =
      link.major === 3
        ? 'Recordings that are deleted here stay there: see "Deleting" in docs/influxdb.md.'
        : 'Recordings that are deleted here stay there: give this login leave to delete.';
    return warn(name, error.message, advice);
  }
}
