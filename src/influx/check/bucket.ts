import { z } from 'zod';
import { type InfluxLink, type QuerySeries, RefusedRequestError } from '../query/influxLink.ts';
import { quotedName } from '../query/quoted.ts';
import type { InfluxConfig } from '../server/config.ts';
import { databaseOf } from '../server/serverCommands.ts';

/** What a server tells of the bucket. */
export type BucketFacts =
  | {
      readonly is: 'there' /** null is for ever, undefined not told. */;
      readonly keepsS?: number | null;
      readonly id?: string;
    }
  | { readonly is: 'missing'; readonly what: 'bucket' | 'policy' }
  | { readonly is: 'refused'; readonly said: string }
  | { readonly is: 'untold'; readonly said: string };

/** @throws UploadError when the server is away */
export async function bucketFacts(link: InfluxLink, config: InfluxConfig): Promise<BucketFacts> {
  try {
    switch (link.major) {
      case 1:
        return await databaseFacts(link, config);
      case 2:
        return await bucketOf2(link, config);
      case 3:
        return await databaseOf3(link, config);
      default:
        return { is: 'untold', said: 'the server does not say what it is' };
    }
  } catch (error) {
    if (!(error instanceof RefusedRequestError)) throw error;
    const { status, said } = error;
    if (status === 401) return { is: 'refused', said };
    if (/not found/.test(said)) return { is: 'missing', what: 'bucket' };
    return { is: 'untold', said };
  }
}

async function databaseFacts(link: InfluxLink, { bucket }: InfluxConfig): Promise<BucketFacts> {
  const { database, policy } = databaseOf(bucket);
  // Not asked of all databases: a login may see only what it may read.
  const policies = rowsByColumn(
    await link.query(`SHOW RETENTION POLICIES ON ${quotedName(database)}`),
  );
  const used = policies.find(({ name, default: isDefault }) =>
    policy === null ? isDefault === true : name === policy,
  );
  // Of a database that is not there it answers with an error.
  if (used === undefined) return { is: 'missing', what: 'policy' };
  const keepsS = durationS(String(used.duration));
  return { is: 'there', keepsS: keepsS === 0 ? null : keepsS };
}

const buckets = z.object({
  buckets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      retentionRules: z.array(z.object({ everySeconds: z.number() })).default([]),
    }),
  ),
});

async function bucketOf2(link: InfluxLink, { org, bucket }: InfluxConfig): Promise<BucketFacts> {
  const asked = new URLSearchParams({ org, name: bucket });
  const { buckets: found } = buckets.parse(
    JSON.parse(await link.request(`/api/v2/buckets?${asked}`)),
  );
  const used = found.find(({ name }) => name === bucket);
  // A token that may only write sees no bucket at all.
  if (used === undefined) return { is: 'untold', said: 'the token sees no such bucket' };
  const [rule] = used.retentionRules;
  return { is: 'there', id: used.id, keepsS: rule?.everySeconds || null };
}

async function databaseOf3(link: InfluxLink, { bucket }: InfluxConfig): Promise<BucketFacts> {
  const text = await link.request('/api/v3/configure/database?format=json');
  const names = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
  const isThere = names.some((row) => Object.values(row).includes(bucket));
  return isThere ? { is: 'there' } : { is: 'missing', what: 'bucket' };
}

/** Rows of all series by the names of their columns. */
export function rowsByColumn(
  series: readonly QuerySeries[],
): Record<string, QuerySeries['values'][number][number]>[] {
  return series.flatMap(({ columns, values }) =>
    values.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]))),
  );
}

const UNIT_S: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Of Go: `168h0m0s`. */
function durationS(text: string): number {
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([hms])/g)) {
    seconds += Number(amount) * (UNIT_S[unit ?? ''] ?? 0);
  }
  return seconds;
}
