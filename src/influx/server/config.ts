import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { LineDetail } from '../lines/lineMaker.ts';
import { UploadError } from './uploadError.ts';

const LOWEST_BODY_RATE_HZ = 0.1;
const HIGHEST_BODY_RATE_HZ = 50;

/** Where to upload. Empty words are pieces that not every version of InfluxDB needs. */
export interface InfluxConfig {
  /** Base address without a slash at the end, `http://127.0.0.1:8086`. */
  readonly host: string;
  readonly org: string;
  /** Bucket of 2.x, database of 1.x and 3.x, or `database/retention policy` on 1.8. */
  readonly bucket: string;
  /** Token, or `user:password` on 1.x. */
  readonly token: string;
  /** File the token was read from, which may get another one meanwhile: `withCurrentToken`. */
  readonly tokenFile?: string;
  /** Certificates of a lab's own authority, PEM; trusted beside those that everybody trusts. */
  readonly ca?: string;
  /** Value of the tag `hub`. */
  readonly hub: string;
  readonly detail: LineDetail;
}

/**
 * The configuration in the environment: INFLUX_HOST, INFLUX_ORG, INFLUX_BUCKET, INFLUX_TOKEN or
 * INFLUX_TOKEN_FILE, INFLUX_CA_FILE, INFLUX_HUB (default: the host name), INFLUX_BODY_RATE_HZ
 * (default: every frame) and INFLUX_SAMPLES (default: off). The token is never a flag, because
 * every user of the machine can read the flags of a process.
 * @returns null when INFLUX_HOST is not set: uploading is off
 * @throws UploadError naming the variable that is missing or wrong
 */
export function influxConfigFrom(env: NodeJS.ProcessEnv): InfluxConfig | null {
  if (!env.INFLUX_HOST) return null;
  if (!env.INFLUX_BUCKET) {
    throw new UploadError('INFLUX_HOST is set but INFLUX_BUCKET is not: name the bucket to use');
  }
  return {
    host: hostOf(env.INFLUX_HOST),
    org: env.INFLUX_ORG ?? '',
    bucket: env.INFLUX_BUCKET,
    token: tokenOf(env),
    ...(env.INFLUX_TOKEN_FILE ? { tokenFile: env.INFLUX_TOKEN_FILE } : {}),
    ...(env.INFLUX_CA_FILE ? { ca: certificatesIn(env.INFLUX_CA_FILE) } : {}),
    hub: env.INFLUX_HUB || hostname(),
    detail: {
      bodyRateHz: bodyRateOf(env.INFLUX_BODY_RATE_HZ),
      samples: samplesOf(env.INFLUX_SAMPLES),
    },
  };
}

/**
 * The configuration with the token that its file holds now.
 * @throws UploadError when the file cannot be read or is empty
 */
export function withCurrentToken(config: InfluxConfig): InfluxConfig {
  return config.tokenFile === undefined ? config : { ...config, token: tokenIn(config.tokenFile) };
}

function hostOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UploadError(
      `INFLUX_HOST is "${text}": expected an address such as http://127.0.0.1:8086`,
    );
  }
  const url = new URL(text);
  if (url.username || url.password) {
    throw new UploadError(
      'INFLUX_HOST holds a user or password, which would show in messages: put it in INFLUX_TOKEN as user:password',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function bodyRateOf(text: string | undefined): number | null {
  if (!text || text === 'full') return null;
  const rateHz = Number(text);
  if (rateHz >= LOWEST_BODY_RATE_HZ && rateHz <= HIGHEST_BODY_RATE_HZ) return rateHz;
  throw new UploadError(
    `INFLUX_BODY_RATE_HZ is "${text}": valid are ${LOWEST_BODY_RATE_HZ} to ${HIGHEST_BODY_RATE_HZ}, and full for every frame`,
  );
}

function samplesOf(text: string | undefined): boolean {
  if (!text || text === 'off') return false;
  if (text === 'on') return true;
  throw new UploadError(`INFLUX_SAMPLES is "${text}": valid are on and off`);
}

function tokenOf(env: NodeJS.ProcessEnv): string {
  const file = env.INFLUX_TOKEN_FILE;
  if (!file) return env.INFLUX_TOKEN ?? '';
  if (env.INFLUX_TOKEN) {
    throw new UploadError('INFLUX_TOKEN and INFLUX_TOKEN_FILE are both set: set one of them');
  }
  return tokenIn(file);
}

function tokenIn(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new UploadError(`INFLUX_TOKEN_FILE "${file}" cannot be read`, { cause });
  }
  if (token === '') throw new UploadError(`INFLUX_TOKEN_FILE "${file}" is empty`);
  return token;
}

function certificatesIn(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
  } catch (cause) {
    throw new UploadError(
      `INFLUX_CA_FILE "${file}" cannot be read as certificates: expected PEM, which begins with -----BEGIN CERTIFICATE-----`,
      { cause },
    );
  }
  return pem;
}
