import { type Check, ok } from './check.ts';

/** Which version this is, and what another one needs. */
export function versionCheck(software: string): Check {
  return ok('Version', `${software}; before another one read docs/operation.md#upgrade`);
}
