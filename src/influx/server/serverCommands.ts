import { quotedName } from '../query/quoted.ts';
import type { InfluxConfig } from './config.ts';

/** First number of a server's version; null when not known. */
type Major = 1 | 2 | 3 | null;

/** The command that makes the bucket of a configuration; null where the server is not known. */
export function makeBucket(config: InfluxConfig, major: Major): string | null {
  const { bucket, org } = config;
  switch (major) {
    case 1:
      return curl(config, `CREATE DATABASE ${quotedName(databaseOf(bucket).database)}`);
    case 2:
      return `influx bucket create --name "${bucket}" --org "${org}" --retention 0`;
    case 3:
      return `influxdb3 create database "${bucket}"`;
    default:
      return null;
  }
}

/** The command for 1.x that makes the retention policy of a database that is there. */
export function makePolicy(config: InfluxConfig): string {
  const { database, policy } = databaseOf(config.bucket);
  const name = quotedName(policy ?? 'autogen');
  const isDefault = policy === null ? ' DEFAULT' : '';
  return curl(
    config,
    `CREATE RETENTION POLICY ${name} ON ${quotedName(database)} DURATION INF REPLICATION 1${isDefault}`,
  );
}

/** The command that lets a bucket of 1.x or 2.x keep for ever. `id`: of a bucket of 2.x. */
export function keepForEver(config: InfluxConfig, major: Major, id = 'ID'): string {
  const { bucket, org } = config;
  if (major === 2) return `influx bucket update --org "${org}" --id ${id} --retention 0`;
  const { database, policy } = databaseOf(bucket);
  return curl(
    config,
    `ALTER RETENTION POLICY ${quotedName(policy ?? 'autogen')} ON ${quotedName(database)} DURATION INF`,
  );
}

/** How a login that is valid gets leave to read or write the bucket, as a part of a sentence. */
export function grant(config: InfluxConfig, major: Major, right: 'READ' | 'WRITE'): string {
  const { bucket, token } = config;
  if (major !== 1) return `give the token leave to ${right.toLowerCase()} the bucket "${bucket}"`;
  const colon = token.indexOf(':');
  // What has no colon is a token as a whole, which is told nobody.
  const user = colon > 0 ? token.slice(0, colon) : 'USER';
  const statement = `GRANT ${right} ON ${quotedName(databaseOf(bucket).database)} TO ${quotedName(user)}`;
  return `as an administrator, ${curl(config, statement)}`;
}

/** Both halves of `database/retention policy`; the policy is null where the bucket names none. */
export function databaseOf(bucket: string): { database: string; policy: string | null } {
  const slash = bucket.indexOf('/');
  if (slash < 0) return { database: bucket, policy: null };
  return { database: bucket.slice(0, slash), policy: bucket.slice(slash + 1) };
}

/** Not the client of InfluxDB: that is often not installed where a hub runs. */
function curl({ host, token }: InfluxConfig, statement: string): string {
  const login = token === '' ? '' : ' -u USER:PASSWORD';
  const quoted = `q=${statement}`.replaceAll("'", `'\\''`);
  return `curl -XPOST ${host}/query${login} --data-urlencode '${quoted}'`;
}
