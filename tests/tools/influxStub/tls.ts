import { readFileSync } from 'node:fs';

/** A certificate of `certificates/`: what is wrong with it is its name. */
export type CertificateName = 'good' | 'expired' | 'elsewhere' | 'alone';

export const AUTHORITY_FILE = fileOf('authority.pem');
export const AUTHORITY = readFileSync(AUTHORITY_FILE, 'utf8');

export function tlsOf(name: CertificateName): { key: string; cert: string } {
  return {
    key: readFileSync(fileOf(`${name}.key.pem`), 'utf8'),
    cert: readFileSync(fileOf(`${name}.pem`), 'utf8'),
  };
}

function fileOf(name: string): string {
  return new URL(`certificates/${name}`, import.meta.url).pathname;
}
