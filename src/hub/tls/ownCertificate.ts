import { createPrivateKey, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import type { Certificate } from './certificate.ts';
import { keepCertificate, keptCertificate } from './certificateFile.ts';

const DAY_MS = 86_400_000;
/** The longest that browsers of phones accept. */
const VALID_DAYS = 397;
/** It is made anew this long before it runs out, between two sessions rather than in one. */
const RENEWED_DAYS = 30;

/**
 * The hub's own certificate, for these names and addresses: the one that is kept, while it is good for
 * all of them; else a new one, whose fingerprint is another.
 * @throws StateUnreadError where the one that is kept cannot be read now
 */
export async function ownCertificate(
  recordingsFolder: string,
  names: readonly string[],
  nowMs: number,
): Promise<Certificate> {
  const kept = await keptCertificate(recordingsFolder);
  if (kept !== null && isGoodFor(kept, names, nowMs)) return kept;
  const made = await makeCertificate(names, nowMs);
  await keepCertificate(recordingsFolder, made);
  return made;
}

function isGoodFor({ cert, key }: Certificate, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const { validFrom, validTo } = certificate;
    // One that was made while the clock was ahead is not valid yet.
    const isInTime =
      Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo) - RENEWED_DAYS * DAY_MS;
    const hasItsKey = certificate.checkPrivateKey(createPrivateKey(key));
    return isInTime && hasItsKey && names.every((name) => speaksFor(certificate, name));
  } catch {
    return false;
  }
}

function speaksFor(certificate: X509Certificate, name: string): boolean {
  const found = isAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name);
  return found !== undefined;
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Plumbline hub' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A phone whose clock is a little behind takes it too.
    notBeforeDate: new Date(nowMs - DAY_MS),
    notAfterDate: new Date(nowMs + (VALID_DAYS - 1) * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isAddress(name) ? { type: 7, ip: name } : { type: 2, value: name },
        ),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':');
}
