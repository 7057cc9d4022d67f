import type { InfluxLink } from '../query/influxLink.ts';
import type { InfluxConfig } from '../server/config.ts';
import { databaseOf, keepForEver, makeBucket, makePolicy } from '../server/serverCommands.ts';
import type { BucketFacts } from './bucket.ts';
import { type InfluxCheck, ok, warn, wrong } from './check.ts';

const DAY_S = 86_400;
const YEAR_S = 365 * DAY_S;

export function loginCheck({ token }: InfluxConfig, bucket: BucketFacts): InfluxCheck {
  const name = 'Login';
  if (bucket.is === 'refused') {
    const advice =
      token === ''
        ? 'The server wants a login: set INFLUX_TOKEN, on 1.x to user:password.'
        : 'Set INFLUX_TOKEN to one that is valid there, on 1.x to user:password.';
    return wrong(name, `refused (${bucket.said})`, advice);
  }
  return ok(name, token === '' ? 'none is asked for' : 'accepted');
}

export function bucketCheck(
  link: InfluxLink,
  config: InfluxConfig,
  facts: BucketFacts,
): InfluxCheck {
  const name = 'Bucket';
  switch (facts.is) {
    case 'there':
      return ok(name, `"${config.bucket}" is there`);
    case 'missing':
      return missing(link, config, facts.what);
    case 'refused':
      return wrong(name, 'cannot be asked without a login', 'See "Login" above.');
    default:
      return warn(
        name,
        `cannot be asked (${facts.said})`,
        'See "Writing" below, which tries it; a token that may read the bucket lets this be told.',
      );
  }
}

function missing({ major }: InfluxLink, config: InfluxConfig, what: 'bucket' | 'policy') {
  const name = 'Bucket';
  const { bucket } = config;
  if (what === 'policy') {
    const { database, policy } = databaseOf(bucket);
    const which = policy === null ? 'default retention policy' : `retention policy "${policy}"`;
    const found = `"${database}" is there, and it has no ${which}`;
    return wrong(name, found, `Make it: ${makePolicy(config)}`);
  }
  const command = makeBucket(config, major);
  return wrong(
    name,
    `there is no "${bucket}"`,
    command === null ? 'Make it.' : `Make it: ${command}`,
  );
}

/** @param oldestUs start of the oldest recording; null where there is none */
export function retentionCheck(
  link: InfluxLink,
  config: InfluxConfig,
  facts: BucketFacts,
  oldestUs: number | null,
  nowUs: number,
): InfluxCheck {
  const name = 'Retention';
  if (facts.is !== 'there' || facts.keepsS === undefined) {
    return warn(
      name,
      'this server cannot be asked how long it keeps data',
      'Make sure that it keeps them for as long as trends shall reach back.',
    );
  }
  const { keepsS } = facts;
  if (keepsS === null) return ok(name, 'for ever');
  const found = `${days(keepsS)} days`;
  const oldestS = oldestUs === null ? 0 : (nowUs - oldestUs) / 1e6;
  const advice = `Keep them: ${keepForEver(config, link.major, facts.id)}`;
  if (oldestS > keepsS) {
    return warn(
      name,
      `${found}, and the oldest recording is ${days(oldestS)} days old: what is older is dropped`,
      advice,
    );
  }
  if (keepsS < YEAR_S) return warn(name, `${found}, which is less than a year`, advice);
  return ok(name, found);
}

function days(seconds: number): string {
  const exact = seconds / DAY_S;
  return exact < 1 ? exact.toFixed(2) : String(Math.floor(exact));
}
