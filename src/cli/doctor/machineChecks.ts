import { readFileSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { broken, type Check, ok } from './check.ts';

const MIB = 1024 * 1024;
/** A hub with seven sensors takes less than half of it. */
const LEAST_FREE_MIB = 256;
/** A hundred clients, a browser's six connections each, recordings and the database. */
const LEAST_FILES = 1024;

export function memoryCheck(freeBytes = freemem(), allBytes = totalmem()): Check {
  const [free, all] = [freeBytes, allBytes].map((bytes) => Math.floor(bytes / MIB));
  const found = `${free} of ${all} MB free, ${availableParallelism()} cores`;
  if ((free ?? 0) >= LEAST_FREE_MIB) return ok('Memory', found);
  return broken('Memory', found, `End other programs: the hub needs ${LEAST_FREE_MIB} MB.`);
}

/** @param limits as Linux tells them; null elsewhere */
export function openFilesCheck(limits = limitsOfThisProcess()): Check {
  const name = 'Open files';
  const most = /^Max open files\s+(\S+)/m.exec(limits ?? '')?.[1];
  if (most === undefined) return ok(name, 'this system does not tell the limit');
  if (most === 'unlimited' || Number(most) >= LEAST_FILES) return ok(name, `up to ${most}`);
  return broken(
    name,
    `up to ${most}`,
    `Run: ulimit -n ${LEAST_FILES}; in a unit: LimitNOFILE=${LEAST_FILES}`,
  );
}

function limitsOfThisProcess(): string | null {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return null;
  }
}
