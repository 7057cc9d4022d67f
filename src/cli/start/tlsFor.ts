import { type Certificate, factsOf, readCertificate } from '../../hub/tls/certificate.ts';
import { reachableAddresses } from '../access/reachableAddresses.ts';
import { UsageError } from '../cliError.ts';
import type { StartFlags } from '../startFlags.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'];

export interface StartedTls {
  readonly tls?: Certificate;
  /** What a person should know of it. */
  readonly lines: readonly string[];
}

type TlsFlags = Pick<StartFlags, 'tlsCert' | 'tlsKey' | 'tlsSelfSigned' | 'allowHost'>;

/**
 * The certificate that the flags name, or the hub's own; none without such flags.
 * @throws UsageError, HubError
 */
export async function tlsFor(
  { tlsCert, tlsKey, tlsSelfSigned, allowHost }: TlsFlags,
  host: string,
  recordingsFolder: string,
  nowMs: number,
): Promise<StartedTls> {
  if (tlsSelfSigned) {
    // Loaded where it is wanted: few are, and it is large.
    const { ownCertificate } = await import('../../hub/tls/ownCertificate.ts');
    const names = [...new Set([...LOOPBACK_NAMES, ...reachableAddresses(host), ...allowHost])];
    const tls = await ownCertificate(recordingsFolder, names, nowMs);
    return {
      tls,
      lines: [
        "The certificate is the hub's own, so a browser warns: go on where it shows this SHA-256 fingerprint.",
        `  ${factsOf(tls).fingerprint}`,
      ],
    };
  }
  if (tlsCert === undefined && tlsKey === undefined) return { lines: [] };
  if (tlsCert === undefined || tlsKey === undefined) {
    const missing = tlsCert === undefined ? '--tls-cert' : '--tls-key';
    throw new UsageError(`${missing} is missing: --tls-cert and --tls-key go together.`);
  }
  const tls = await readCertificate(tlsCert, tlsKey);
  const { validToMs } = factsOf(tls);
  if (validToMs > nowMs) return { tls, lines: [] };
  const ranOut = new Date(validToMs).toISOString().slice(0, 10);
  return {
    tls,
    lines: [`! The certificate in ${tlsCert} ran out on ${ranOut}: browsers refuse it.`],
  };
}
