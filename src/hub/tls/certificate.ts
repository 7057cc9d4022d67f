import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reasonOf } from '../../recording/recordingError.ts';
import { HubError } from '../hubError.ts';

/** A certificate and its key, both PEM; the first of a chain is the hub's own. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateFacts {
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
  readonly validToMs: number;
}

/**
 * Reads a certificate and its key, and holds them to each other.
 * @throws HubError that says which file is wrong, and how
 */
export async function readCertificate(certFile: string, keyFile: string): Promise<Certificate> {
  const cert = await contentOf(certFile, '--tls-cert');
  const key = await contentOf(keyFile, '--tls-key');
  const parsed = parse(certFile, 'a certificate', () => new X509Certificate(cert));
  const secret = parse(keyFile, 'a private key', () => createPrivateKey(key));
  if (!fits(parsed, secret)) {
    throw new HubError(`${keyFile} is not the key of the certificate in ${certFile}.`);
  }
  return { cert, key };
}

/** @throws Error where it is no certificate */
export function factsOf({ cert }: Certificate): CertificateFacts {
  const { fingerprint256, validTo } = new X509Certificate(cert);
  return { fingerprint: fingerprint256, validToMs: Date.parse(validTo) };
}

async function contentOf(file: string, flag: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new HubError(`${flag} ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

function parse<T>(file: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new HubError(
      `${file} holds no ${what.replace(/^a /, '')}; valid is PEM, "-----BEGIN …".`,
      {
        cause: error,
      },
    );
  }
}

function fits(certificate: X509Certificate, key: KeyObject): boolean {
  return certificate.checkPrivateKey(key);
}
