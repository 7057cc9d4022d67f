import type { InfluxConfig } from './config.ts';

interface Reason {
  readonly found: string;
  /** What to do; without it, waiting is all. */
  readonly advice?: string;
}

const CA_ADVICE =
  'set INFLUX_CA_FILE to the certificate (PEM) of the authority that signed it, or to its own';

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: { found: 'connection refused' },
  ECONNRESET: { found: 'connection broken' },
  EPIPE: { found: 'connection broken' },
  ENOTFOUND: { found: 'no such host', advice: 'check the name in INFLUX_HOST' },
  EAI_AGAIN: { found: 'the name cannot be looked up now' },
  EHOSTUNREACH: { found: 'no route to the host' },
  ENETUNREACH: { found: 'no network' },
  ENETDOWN: { found: 'no network' },
  ETIMEDOUT: { found: 'no answer' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { found: 'its certificate is signed by itself', advice: CA_ADVICE },
  SELF_SIGNED_CERT_IN_CHAIN: {
    found: 'its certificate is signed by an authority that is not known here',
    advice: CA_ADVICE,
  },
  UNABLE_TO_GET_ISSUER_CERT: {
    found: 'its certificate is signed by an authority that is not known here',
    advice: CA_ADVICE,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    found: 'its certificate is signed by an authority that is not known here',
    advice: CA_ADVICE,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    found: 'its certificate is signed by an authority that is not known here',
    advice: CA_ADVICE,
  },
  CERT_HAS_EXPIRED: {
    found: 'its certificate has expired',
    advice: 'renew it there, and check the clock of this computer',
  },
  CERT_NOT_YET_VALID: {
    found: 'its certificate is not valid yet',
    advice: 'check the clock of this computer',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    found: 'its certificate is for another name',
    advice: 'set INFLUX_HOST to a name in the certificate',
  },
};

/** Why a server cannot be reached, as a sentence with what to do. */
export function networkFault(error: unknown, { host }: InfluxConfig): string {
  const { found, advice } = reasonOf(error, host.startsWith('https:'));
  return `cannot reach InfluxDB at ${host} (${found})${advice === undefined ? '' : `; ${advice}`}`;
}

function reasonOf(error: unknown, isHttps: boolean): Reason {
  if (!(error instanceof Error)) return { found: String(error) };
  // A name with several addresses gives several errors.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return reasonOf(error.errors[0], isHttps);
  }
  if (error.cause instanceof Error) return reasonOf(error.cause, isHttps);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = REASONS[code];
  if (known !== undefined) return known;
  if (isHttps && /^(EPROTO|ERR_SSL_)/.test(code)) {
    return /version number|packet length|http request|wrong/i.test(error.message)
      ? { found: 'it does not speak https', advice: 'begin INFLUX_HOST with http://' }
      : {
          found: 'no secure connection comes about',
          advice: 'check the TLS settings of the server',
        };
  }
  if (code.startsWith('HPE_')) {
    return {
      found: 'it does not speak http',
      advice: isHttps ? 'check INFLUX_HOST' : 'check INFLUX_HOST; a port for https needs https://',
    };
  }
  // The transport's own word for a connection that ended in the middle of an answer.
  if (error.name === 'AbortError') return { found: 'connection broken' };
  return { found: error.message };
}
